import type { AgencyId, ReviewId, SubjectId } from '../domain/ids';
import { PURPOSES, type Purpose } from '../domain/purpose';
import { GatewayError } from '../errors/gateway-error';
import { pseudonymsFor, type KeyStore } from '../pseudonyms';
import type { ReviewSubject, SaltScope } from '../reviews';

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

/** A reference of the contact check: the coordinator's own, or the one under which an agency was asked. */
export interface ContactReference {
  readonly reviewId: ReviewId;
  readonly ref: string;
  readonly agency?: AgencyId;
}

interface AgencySalts {
  readonly register: {
    salts(reviewId: ReviewId, scopes: readonly SaltScope[]): Promise<ReadonlyMap<SaltScope, Buffer>>;
  };
}

/** Each agency was asked under references of its own, so that no two can put their answers together. */
async function subjectOfAgency(
  { reviewId, ref, agency }: Required<ContactReference>,
  { keys, register }: ResolveDependencies & AgencySalts,
): Promise<SubjectId | null> {
  const subjects = await register.subjects(reviewId);
  if (subjects.length === 0) return null;
  const reviewKey = await keys.reviewKey(reviewId);
  if (!reviewKey) throw new GatewayError('KEY_UNAVAILABLE');
  const salt = (await register.salts(reviewId, [`agency:${agency}`])).get(`agency:${agency}`);
  const salts = new Map(salt ? [[agency, salt]] : []);
  const pseudonyms = pseudonymsFor({ reviewKey, purpose: 'CONTACT_CHECK', salts });
  return subjects.find(({ id }) => pseudonyms.contactRef(agency, id) === ref)?.id ?? null;
}

/**
 * The subject whom a reference of the contact check names, for the register's own changes; null for nobody. It is
 * answered to no caller.
 *
 * @throws GatewayError as `resolvePseudonyms`
 */
export async function subjectOfReference(
  { reviewId, ref, agency }: ContactReference,
  dependencies: ResolveDependencies & AgencySalts,
): Promise<SubjectId | null> {
  if (agency !== undefined) return subjectOfAgency({ reviewId, ref, agency }, dependencies);
  const resolved = await resolvePseudonyms(reviewId, dependencies, ['CONTACT_CHECK']);
  return resolved.get(ref)?.id ?? null;
}
