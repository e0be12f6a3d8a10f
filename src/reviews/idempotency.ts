import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../store';
import type { Actor } from './review';

/** A client's key, and what it was used for. */
export interface KeyUse {
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the mutation and its input without personal data, in hexadecimal. */
  readonly inputHash: string;
}

/** What an earlier use of a key left. */
export interface EarlierUse {
  readonly inputHash: string;
  /** JSON. */
  readonly result: string;
}

/**
 * The use of a key by a user of an agency; keys of others never meet.
 *
 * @param input what tells one use from another; what is personal stays out, since a plain hash of it could be guessed
 */
export const keyUse = (
  { user, agency }: Actor,
  { key, action, input }: { readonly key: string; readonly action: string; readonly input: unknown },
): KeyUse => ({
  scope: canonicalize([agency, user]),
  key,
  inputHash: createHash('sha256')
    .update(canonicalize([action, input]))
    .digest('hex'),
});

/** The committed use of the same key, when there is one. */
export async function earlierUse(
  db: Kysely<Database>,
  { scope, key }: KeyUse,
): Promise<EarlierUse | undefined> {
  const row = await db
    .selectFrom('idempotency')
    .select(['input_hash', 'result'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined || row.result === null
    ? undefined
    : { inputHash: row.input_hash, result: row.result };
}

/**
 * Claims a key at the start of a transaction; a claim of another transaction is waited for.
 *
 * @returns false when the key has been used
 */
export async function claimKey(
  trx: Transaction<Database>,
  { scope, key, inputHash }: KeyUse,
  at: Date,
): Promise<boolean> {
  const claimed = await trx
    .insertInto('idempotency')
    .values({ scope, key, input_hash: inputHash, result: null, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Keeps what the mutation answers, for the next use of the same key. */
export async function keepResult(
  trx: Transaction<Database>,
  { scope, key }: KeyUse,
  result: object,
): Promise<void> {
  await trx
    .updateTable('idempotency')
    .set({ result: JSON.stringify(result) })
    .where('scope', '=', scope)
    .where('key', '=', key)
    .execute();
}
