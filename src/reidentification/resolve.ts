import type { ReviewId, SubjectId } from '../domain/ids';
import { PURPOSES, type Purpose } from '../domain/purpose';
import { GatewayError } from '../errors/gateway-error';
import { pseudonymsFor, type KeyStore } from '../pseudonyms';
import type { ReviewSubject } from '../reviews';

/** What resolving takes. */
export interface ResolveDependencies {
  readonly keys: Pick<KeyStore, 'reviewKey'>;
  readonly register: { subjects(reviewId: ReviewId): Promise<readonly ReviewSubject[]> };
}

/**
 * From the pseudonyms of a review's subjects to the subjects: the only place that goes this way. There is no table of
 * pseudonyms; each of the review's own subjects is given theirs anew and compared, which takes the review's key.
 *
 * @param purposes for which the pseudonyms may have been made; all unless given
 * @returns by pseudonym; whatever stands for nobody is left out
 * @throws GatewayError KEY_UNAVAILABLE without the review's key, STORE_UNAVAILABLE
 */
export async function resolvePseudonyms(
  reviewId: ReviewId,
  { keys, register }: ResolveDependencies,
  purposes: readonly Purpose[] = PURPOSES,
): Promise<ReadonlyMap<string, ReviewSubject>> {
  const subjects = await register.subjects(reviewId);
  if (subjects.length === 0) return new Map();
  const reviewKey = await keys.reviewKey(reviewId);
  if (!reviewKey) throw new GatewayError('KEY_UNAVAILABLE');
  return new Map(
    purposes.flatMap((purpose) => {
      const pseudonyms = pseudonymsFor({ reviewKey, purpose });
      return subjects.map((subject) => [pseudonyms.subject(subject.id), subject] as const);
    }),
  );
}

/**
 * The subject whom a reference of the contact check names, for the register's own changes; null for nobody. It is
 * answered to no caller.
 *
 * @throws GatewayError as `resolvePseudonyms`
 */
export async function subjectOfReference(
  { reviewId, ref }: { readonly reviewId: ReviewId; readonly ref: string },
  dependencies: ResolveDependencies,
): Promise<SubjectId | null> {
  const resolved = await resolvePseudonyms(reviewId, dependencies, ['CONTACT_CHECK']);
  return resolved.get(ref)?.id ?? null;
}
