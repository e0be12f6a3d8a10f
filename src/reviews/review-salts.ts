import type { AgencyId, ReviewId } from '../domain/ids';
import type { RegisterDependencies } from './dependencies';

/** What a salt of a review is for: the fingerprints of its role labels, or the handles of one agency. */
export type SaltScope = 'labels' | `agency:${AgencyId}`;

const SALT_BYTES = 32;

/**
 * The review's salts, made at the first call and kept under its key. Key and database together make handles and
 * fingerprints; neither does alone, so that a list of likely names or numbers opens nothing under a stolen key.
 *
 * @throws GatewayError KEY_UNAVAILABLE without the review's key.
 */
export async function readSalts(
  { store: { db }, cipher, randomness }: RegisterDependencies,
  reviewId: ReviewId,
  scopes: readonly SaltScope[],
): Promise<ReadonlyMap<SaltScope, Buffer>> {
  const select = () =>
    db
      .selectFrom('review_salt')
      .selectAll()
      .where('review_id', '=', reviewId)
      .where('scope', 'in', scopes)
      .execute();
  let rows = scopes.length > 0 ? await select() : [];
  const held = new Set(rows.map(({ scope }) => scope));
  const missing = scopes.filter((scope) => !held.has(scope));
  if (missing.length > 0) {
    const made = missing.map(async (scope) => ({
      review_id: reviewId,
      scope,
      salt_ciphertext: await cipher.seal(reviewId, randomness.bytes(SALT_BYTES).toString('base64')),
    }));
    const values = await Promise.all(made);
    await db
      .insertInto('review_salt')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // Another replica may have been first: what is in the table holds.
    rows = await select();
  }
  const opened = rows.map(async ({ scope, salt_ciphertext: sealed }) => {
    const salt = Buffer.from(await cipher.open(reviewId, sealed), 'base64');
    return [scope as SaltScope, salt] as const;
  });
  return new Map(await Promise.all(opened));
}
