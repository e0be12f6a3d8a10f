import type { AgencyId, PartnershipId, ReviewId } from '../domain/ids';
import { ukDay } from '../domain/uk-day';
import { orUnavailable } from '../store';
import { isOverdue, listRequests, type TwoPersonRequest } from '../two-person';
import type { ReidentificationDependencies } from './dependencies';
import { readContent, type ReidentificationContent, type ReasonCode } from './terms';

/** A request as those who decide on it and auditors see it. */
export interface ListedReidentification extends Omit<TwoPersonRequest, 'content'>, ReidentificationContent {
  /** Whether the approval of what went ahead is late. */
  readonly overdue: boolean;
}

/** That an agency's own record was asked for by name. */
export interface ReidentificationNotice {
  readonly id: string;
  readonly reviewId: ReviewId | null;
  readonly requestedByAgency: AgencyId;
  readonly reasonCode: ReasonCode;
  readonly at: Date;
}

/** What there is to read of the way back; who may is the caller's to settle. */
export interface ReidentificationReads {
  requestsOfReview(reviewId: ReviewId): Promise<readonly ListedReidentification[]>;
  requestsOf(partnership: PartnershipId): Promise<readonly ListedReidentification[]>;
  /** The newest first. */
  noticesFor(agency: AgencyId): Promise<readonly ReidentificationNotice[]>;
}

export function reidentificationReads({
  store: { db },
  clock,
}: ReidentificationDependencies): ReidentificationReads {
  const listed = ({ content, ...request }: TwoPersonRequest): ListedReidentification => ({
    ...request,
    ...readContent(content),
    overdue: isOverdue(request, ukDay(clock.now())),
  });
  const requestsOf = async (partnership: PartnershipId): Promise<readonly ListedReidentification[]> => {
    const reviews = await db
      .selectFrom('review')
      .select('id')
      .where('partnership_id', '=', partnership)
      .execute();
    const ids: ReadonlySet<string | null> = new Set(reviews.map(({ id }) => id));
    const requests = await listRequests(db, { kind: 'REIDENTIFICATION' });
    return requests.filter(({ reviewId }) => ids.has(reviewId)).map(listed);
  };
  const noticesFor = async (agency: AgencyId): Promise<readonly ReidentificationNotice[]> => {
    const rows = await db
      .selectFrom('reidentification_notice as notice')
      .innerJoin('two_person_request as request', 'request.id', 'notice.request_id')
      .select([
        'notice.id',
        'notice.created_at',
        'request.review_id',
        'request.requested_agency',
        'request.content',
      ])
      .where('notice.agency_id', '=', agency)
      .orderBy('notice.created_at', 'desc')
      .limit(200)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      reviewId: row.review_id as ReviewId | null,
      requestedByAgency: row.requested_agency as AgencyId,
      reasonCode: readContent(JSON.parse(row.content)).reasonCode,
      at: row.created_at,
    }));
  };
  return {
    requestsOfReview: (reviewId) =>
      orUnavailable(async () => (await listRequests(db, { kind: 'REIDENTIFICATION', reviewId })).map(listed)),
    requestsOf: (partnership) => orUnavailable(() => requestsOf(partnership)),
    noticesFor: (agency) => orUnavailable(() => noticesFor(agency)),
  };
}
