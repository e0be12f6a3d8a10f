import type { ReviewId, SubjectId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import { pseudonymsFor } from '../pseudonyms';
import type { RequestContext } from './context';

/**
 * The pseudonyms of a review's people in the contact check, by which its agencies name them.
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

/** The person whom a reference names in a review; null for none, and where the review is not there at all. */
export async function subjectByRef(
  context: RequestContext,
  { reviewId, ref }: { readonly reviewId: ReviewId; readonly ref: string },
): Promise<SubjectId | null> {
  const subjects = await context.services.register.subjects(reviewId);
  if (subjects.length === 0) return null;
  const refOf = await contactCheckRefs(context, reviewId);
  return subjects.find(({ id }) => refOf(id) === ref)?.id ?? null;
}
