import type { ReviewId, SubjectId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import { pseudonymsFor } from '../pseudonyms';
import type { RequestContext } from './context';

/**
 * The pseudonyms of a review's people in the contact check, by which its coordinator names them.
 *
 * @throws GatewayError `KEY_UNAVAILABLE` without the review's key.
 */
export async function contactCheckRefs(
  { services }: RequestContext,
  reviewId: ReviewId,
): Promise<(id: SubjectId) => string> {
  const reviewKey = await services.keys.reviewKey(reviewId);
  if (!reviewKey) throw new GatewayError('KEY_UNAVAILABLE');
  const pseudonyms = pseudonymsFor({ reviewKey, purpose: 'CONTACT_CHECK' });
  return (id) => pseudonyms.subject(id);
}
