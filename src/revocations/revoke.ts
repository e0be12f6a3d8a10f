import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../store';

/** Whose access is taken back: every token of a user or an agency that was issued before, or one session. */
export const REVOCATION_KINDS = ['USER', 'AGENCY', 'SESSION'] as const;
export type RevocationKind = (typeof REVOCATION_KINDS)[number];

export interface Revocation {
  readonly kind: RevocationKind;
  /** The user's or agency's id, or the session as the token names it. */
  readonly target: string;
}

/** What stands for a target in the store, so that the list names nobody. */
export const hashOf = ({ kind, target }: Revocation): string =>
  createHash('sha256').update(`${kind}:${target}`).digest('hex');

/** Takes access back from `at` on, durably. Replicas learn of it by their next look or by a signal, whichever is first. */
export async function revoke(db: Kysely<Database>, revocation: Revocation, at: Date): Promise<void> {
  await db
    .insertInto('revocation')
    .values({ kind: revocation.kind, target_hash: hashOf(revocation), revoked_at: at })
    .execute();
}
