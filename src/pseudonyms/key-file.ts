import { stat } from 'node:fs/promises';
import { types } from 'node:util';
import { z } from 'zod';
import { GatewayError } from '../errors/gateway-error';
import { replaceableFile } from './replaceable-file';

const FORMAT = 'review-gateway-keys';

const scryptCost = z.strictObject({
  kind: z.literal('PASSPHRASE'),
  salt: z.base64(),
  /** scrypt parameters (RFC 7914), bounded so that a changed file cannot ask for all memory. */
  n: z.int().min(16_384).max(1_048_576),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
});

/** What a custodian made of a key: base64 of `sealBox`, or a key management service's own text. */
const wrapped = z.string().regex(/^[\x21-\x7e]+$/);
const generation = z.int().min(1).default(1);

const keyFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  protection: z.discriminatedUnion('kind', [
    scryptCost,
    /** The first has no number. */
    z.strictObject({ kind: z.literal('MASTER_KEY_FILE'), number: z.int().min(2).optional() }),
    /** The key's name and newest version at the key management service. */
    z.strictObject({ kind: z.literal('KMS'), key: z.string().min(1), version: z.int().min(1) }),
  ]),
  /** Something wrapped under the master key, by which a wrong passphrase is told at once. */
  check: wrapped,
  /** How many master keys there have been. */
  generation,
  /**
   * Each review's wrapped key and the generation in which it was made; the key is `null` once it is destroyed, so that it
   * is never made anew.
   */
  reviews: z.array(z.strictObject({ review: z.string().min(1), generation, key: wrapped.nullable() })),
});

/** The key file's envelope, version 1. */
export type KeyFile = z.infer<typeof keyFile>;

/** How the master key that wraps the review keys is come by. */
export type KeyProtection = KeyFile['protection'];

/** An envelope without keys. */
export const emptyKeyFile = (protection: KeyProtection, check: string): KeyFile => ({
  format: FORMAT,
  version: 1,
  protection,
  check,
  generation: 1,
  reviews: [],
});

/** `KEY_UNAVAILABLE` with a reason for the operator's log. */
export const keyUnavailable = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('KEY_UNAVAILABLE', { detail, cause });

/** Whether `file` is there. */
export async function fileExists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (cause) {
    if (types.isNativeError(cause) && 'code' in cause && cause.code === 'ENOENT') return false;
    throw keyUnavailable('the key file cannot be reached', cause);
  }
}

/**
 * A reader that checks the envelope, and parses it again only when it was replaced; `KEY_UNAVAILABLE` where it is missing,
 * unreadable or not of this form.
 */
export function keyFileReader(file: string): () => Promise<KeyFile> {
  const read = replaceableFile(file, (text) => keyFile.parse(JSON.parse(text)));
  return () =>
    read().catch((cause: unknown) => {
      throw keyUnavailable('the key file is missing, unreadable or malformed', cause);
    });
}
