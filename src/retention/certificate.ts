import { createHash, createPublicKey, verify } from 'node:crypto';
import { CompactSign } from 'jose';
import type { AuditEventId, PartnershipId, ReviewId, UserId } from '../domain/ids';
import { publicKeyOf } from '../audit/checkpoint/ed25519';
import type { SigningKeys } from '../audit';
import { z } from 'zod';

/** What is gone with a review's key. */
export const DESTROYED_PARTS = [
  "the review's key",
  'the contact-check set (name, date of birth and addresses)',
  "the agencies' references to their records (the token map)",
  'the means to resolve or to derive any pseudonym of the review',
] as const;

/** What a certificate of destruction says. */
export interface Destruction {
  readonly review: ReviewId;
  readonly reference: string;
  readonly partnership: PartnershipId;
  /** The retention rule that was over. */
  readonly rule: string;
  readonly requestedBy: UserId;
  readonly approvedBy: UserId | null;
  /** The key custodian who carried it out. */
  readonly destroyedBy: UserId;
  /** ISO 8601, UTC. */
  readonly destroyedAt: string;
  readonly auditEventId: AuditEventId;
}

const TYPE = 'destruction-certificate+jws';

const headerOf = z.object({ alg: z.literal('EdDSA'), kid: z.string(), typ: z.literal(TYPE) });

const keyId = (publicKey: Buffer): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 16);

/**
 * A certificate as a JSON Web Signature in compact form (RFC 7515) with Ed25519 (RFC 8037), under the key that signs the
 * audit log's checkpoints, so that whoever keeps its verifiers can verify it.
 */
export async function signCertificate(destruction: Destruction, keys: SigningKeys): Promise<string> {
  const key = await keys.current();
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const payload = { ...destruction, destroyed: DESTROYED_PARTS };
  return new CompactSign(Buffer.from(JSON.stringify(payload), 'utf8'))
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId(Buffer.from(x, 'base64url')), typ: TYPE })
    .sign(key);
}

/** Whether a certificate was signed by one of those Ed25519 public keys (32 bytes each), whatever has become of it since. */
export function isCertified(certificate: string, publicKeys: readonly Buffer[]): boolean {
  const [head, body, signature] = certificate.split('.');
  if (head === undefined || body === undefined || signature === undefined) return false;
  const header = headerOf.safeParse(parsed(head));
  const key = header.success && publicKeys.find((bytes) => keyId(bytes) === header.data.kid);
  if (!key) return false;
  const signed = Buffer.from(`${head}.${body}`, 'ascii');
  return verify(null, signed, publicKeyOf(key), Buffer.from(signature, 'base64url'));
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
