import type { Transaction } from 'kysely';
import type { AgencyId, ReviewId } from '../domain/ids';
import type { Database } from '../store';

/** Ends the contact checks of a review that still wait for an answer: of one agency, or of all. */
export async function endContactChecks(
  trx: Transaction<Database>,
  { reviewId, agencyId }: { readonly reviewId: ReviewId; readonly agencyId?: AgencyId },
): Promise<void> {
  let ending = trx
    .updateTable('contact_check')
    .set({ state: 'ENDED' })
    .where('review_id', '=', reviewId)
    .where('state', '=', 'SENT');
  if (agencyId !== undefined) ending = ending.where('agency_id', '=', agencyId);
  await ending.execute();
}
