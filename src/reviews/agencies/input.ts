import { X509Certificate } from 'node:crypto';

import { z } from 'zod';

import type { AgencyId, RecordHandle } from '../../domain/ids';
import { idempotencyKey, text } from '../input';

/** The form of an agency's id, such as `nhs-trust`. */
const agencyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/)
  .transform((value) => value as AgencyId);

/** A certificate in PEM (RFC 7468), and nothing beside it; written back in one form. */
const authority = z
  .string()
  .max(8_000)
  .transform((value, context) => {
    try {
      if (value.includes('PRIVATE')) throw new Error('a private key');
      return new X509Certificate(value).toString();
    } catch {
      context.addIssue({ code: 'custom', message: 'is no certificate in PEM' });
      return z.NEVER;
    }
  });

const handle = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,200}$/)
  .transform((value) => value as RecordHandle);

export const registerAgencyInput = z
  .strictObject({
    idempotencyKey,
    agencyId,
    name: text(120),
    kind: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
    endpointUrl: z.url({ protocol: /^https?$/ }).max(500),
    residency: text(40),
    /** The certificate authority that alone vouches for the endpoint; null for the system's. */
    authority: authority.nullable(),
    /** Handles of people who exist for tests only. */
    testHandles: z.array(handle).max(10).readonly(),
    restrictedTestHandle: handle.nullable(),
  })
  .readonly();

export const removeAgencyInput = z.strictObject({ idempotencyKey, agencyId }).readonly();

export const rotateAgencyKeyInput = z.strictObject({ idempotencyKey, agencyId, authority }).readonly();

export type RegisterAgencyInput = z.output<typeof registerAgencyInput>;
export type RemoveAgencyInput = z.output<typeof removeAgencyInput>;
export type RotateAgencyKeyInput = z.output<typeof rotateAgencyKeyInput>;
