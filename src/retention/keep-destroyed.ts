import type { ReviewId } from '../domain/ids';
import type { KeyStore } from '../pseudonyms';
import { orUnavailable, type Store } from '../store';

/**
 * Destroys again what a restored copy of the key file has brought back: a key whose review is destroyed stays so
 * (catalogue A40). To be called before anything is answered.
 *
 * @returns the reviews concerned
 * @throws GatewayError STORE_UNAVAILABLE, KEY_UNAVAILABLE
 */
export async function keepDestroyed(
  { db }: Store,
  keys: Pick<KeyStore, 'list' | 'destroyReviewKey'>,
): Promise<readonly ReviewId[]> {
  const rows = await orUnavailable(() =>
    db.selectFrom('review').select('id').where('state', '=', 'DESTROYED').execute(),
  );
  if (rows.length === 0) return [];
  const destroyed = new Set(rows.map(({ id }) => id));
  const { keys: entries } = await keys.list();
  const returned = entries.filter(({ reviewId, state }) => state === 'ACTIVE' && destroyed.has(reviewId));
  for (const { reviewId } of returned) await keys.destroyReviewKey(reviewId);
  return returned.map(({ reviewId }) => reviewId);
}
