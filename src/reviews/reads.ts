import type { Kysely } from 'kysely';
import type { AgencyId, RecordHandle, ReviewId, SubjectId } from '../domain/ids';
import type { ContactCheckState } from '../domain/review';
import type { Standing } from '../domain/standing';
import { orUnavailable, type Database } from '../store';
import type { RegisterDependencies } from './dependencies';
import { identityItems } from './identity';
import { readConditions } from './record-condition';
import { hasAcknowledged, type ReminderUse } from './reminder';
import type {
  AgencyStanding,
  ContactCheck,
  RecordedCondition,
  RecordLink,
  Review,
  ReviewSubject,
  SubjectIdentity,
} from './review';
import { readReviewsFor, type ReviewPage, type ReviewPageRequest } from './reviews-for';
import { toContactCheck, toReview, toStanding, toSubject } from './rows';

/** Which contact checks; what is left out does not narrow. */
export interface ContactCheckFilter {
  readonly agencyId?: AgencyId;
  readonly reviewId?: ReviewId;
  readonly state?: ContactCheckState;
}

/** What the register tells. It decides on nothing: who may see it is the caller's to settle. */
export interface RegisterReads {
  review(id: ReviewId): Promise<Review | undefined>;
  /** The reviews in which an agency has a standing, newest first. @throws GatewayError INPUT_INVALID for a foreign cursor */
  reviewsFor(agencyId: AgencyId, request: ReviewPageRequest): Promise<ReviewPage>;
  /** Undefined for an agency that was removed, whatever it was to the review. */
  standingOf(reviewId: ReviewId, agencyId: AgencyId): Promise<Standing | undefined>;
  standings(reviewId: ReviewId): Promise<readonly AgencyStanding[]>;
  /** The latest due first. */
  contactChecks(filter: ContactCheckFilter): Promise<readonly ContactCheck[]>;
  /** The people of a review with the three items, decrypted. @throws GatewayError KEY_UNAVAILABLE */
  contactSet(reviewId: ReviewId): Promise<readonly SubjectIdentity[]>;
  /** The people of a review without anything that says who they are. */
  subjects(reviewId: ReviewId): Promise<readonly ReviewSubject[]>;
  recordLinks(reviewId: ReviewId): Promise<readonly RecordLink[]>;
  /** Conditions that were recorded of a review, withdrawn ones among them, in the order of recording. */
  recordedConditions(reviewId: ReviewId): Promise<readonly RecordedCondition[]>;
  /** Whether a user has acknowledged a pack's reminder in a session. */
  hasAcknowledged(use: ReminderUse): Promise<boolean>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text can be the id of anything of ours; what cannot is absent, and the database is not asked. */
const isUuid = (id: string): boolean => UUID.test(id);

/** The reading half of the register. */
export function registerReads(dependencies: RegisterDependencies): RegisterReads {
  const { cipher } = dependencies;
  const { db } = dependencies.store;
  const subjectRows = (reviewId: ReviewId) =>
    db.selectFrom('subject').selectAll().where('review_id', '=', reviewId).orderBy('position').execute();

  const contactSet = async (reviewId: ReviewId): Promise<readonly SubjectIdentity[]> => {
    const rows = isUuid(reviewId) ? await subjectRows(reviewId) : [];
    return Promise.all(
      rows.map(async (row) => {
        const { id, role, position, flags } = toSubject(row);
        const items = identityItems(await cipher.open(reviewId, row.identity_ciphertext));
        return { subjectId: id, role, position, flags, ...items };
      }),
    );
  };

  const review = async (id: ReviewId): Promise<Review | undefined> => {
    if (!isUuid(id)) return undefined;
    const row = await db.selectFrom('review').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toReview(row);
  };

  const standings = async (reviewId: ReviewId): Promise<readonly AgencyStanding[]> => {
    if (!isUuid(reviewId)) return [];
    const query = db.selectFrom('review_agency').selectAll().where('review_id', '=', reviewId);
    return (await query.orderBy('agency_id').execute()).map(toStanding);
  };

  const recordLinks = async (reviewId: ReviewId): Promise<readonly RecordLink[]> => {
    if (!isUuid(reviewId)) return [];
    const query = db.selectFrom('record_link').selectAll().where('review_id', '=', reviewId);
    return (await query.orderBy('agency_id').execute()).map((row) => ({
      agencyId: row.agency_id as AgencyId,
      subjectId: row.subject_id as SubjectId,
      handle: row.handle as RecordHandle,
    }));
  };

  const contactChecks = async (filter: ContactCheckFilter): Promise<readonly ContactCheck[]> => {
    const { agencyId, reviewId, state } = filter;
    if (reviewId !== undefined && !isUuid(reviewId)) return [];
    let query = db.selectFrom('contact_check').selectAll().orderBy('due_on', 'desc').orderBy('id', 'desc');
    if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId);
    if (reviewId !== undefined) query = query.where('review_id', '=', reviewId);
    if (state !== undefined) query = query.where('state', '=', state);
    return (await query.execute()).map(toContactCheck);
  };

  return {
    review: (id) => orUnavailable(() => review(id)),
    reviewsFor: (agencyId, request) => orUnavailable(() => readReviewsFor(db, agencyId, request)),
    standingOf: (reviewId, agencyId) => orUnavailable(() => readStanding(db, { reviewId, agencyId })),
    standings: (reviewId) => orUnavailable(() => standings(reviewId)),
    contactChecks: (filter) => orUnavailable(() => contactChecks(filter)),
    contactSet: (reviewId) => orUnavailable(() => contactSet(reviewId)),
    subjects: (reviewId) =>
      orUnavailable(async () => (isUuid(reviewId) ? (await subjectRows(reviewId)).map(toSubject) : [])),
    recordLinks: (reviewId) => orUnavailable(() => recordLinks(reviewId)),
    recordedConditions: (reviewId) =>
      orUnavailable(async () => (isUuid(reviewId) ? readConditions(db, reviewId) : [])),
    hasAcknowledged: (use) => orUnavailable(() => hasAcknowledged(db, use)),
  };
}

async function readStanding(
  db: Kysely<Database>,
  { reviewId, agencyId }: { readonly reviewId: ReviewId; readonly agencyId: AgencyId },
): Promise<Standing | undefined> {
  if (!isUuid(reviewId)) return undefined;
  const row = await db
    .selectFrom('review_agency')
    .innerJoin('agency', 'agency.id', 'review_agency.agency_id')
    .select('review_agency.standing')
    .where('review_agency.review_id', '=', reviewId)
    .where('review_agency.agency_id', '=', agencyId)
    .where('agency.state', '=', 'ACTIVE')
    .executeTakeFirst();
  return row?.standing as Standing | undefined;
}
