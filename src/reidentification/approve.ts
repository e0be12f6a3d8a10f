import { z } from 'zod';
import type { Kysely } from 'kysely';
import type { AgencyId } from '../domain/ids';
import type { Standing } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import { id, idempotencyKey } from '../reviews/input';
import { PLAIN, type Attempt, type Mutation } from '../reviews/mutation';
import type { Review } from '../reviews';
import { toReview } from '../reviews/rows';
import type { Database } from '../store';
import {
  decideRequest,
  findRequest,
  TWO_PERSON_DECISIONS,
  type TwoPersonDecision,
  type TwoPersonRequest,
  type TwoPersonRequestId,
} from '../two-person';
import type { ReidentificationDependencies } from './dependencies';
import { resolvePseudonyms } from './resolve';
import { readContent, VIEW_MINUTES } from './terms';

const kind = 'REIDENTIFICATION';

export const approveReidentificationInput = z
  .strictObject({
    idempotencyKey,
    requestId: id<TwoPersonRequestId>(),
    decision: z.enum(TWO_PERSON_DECISIONS),
    /** The partnerships that the user audits, by their token. */
    auditorOf: z.array(z.string()).readonly(),
  })
  .readonly();

export type ApproveReidentificationInput = z.output<typeof approveReidentificationInput>;

export interface DecidedReidentification {
  readonly requestId: TwoPersonRequestId;
  readonly decision: TwoPersonDecision;
}

type Approving = Attempt<ApproveReidentificationInput>;

/** Whether anybody whom the request names is flagged; settled before the transaction, since it takes the review's key. */
interface Sensitivity {
  readonly sensitive: boolean;
}

/**
 * The second person's decision. They are an auditor of the partnership, or of an agency that coordinates the review or
 * takes part in it. A request of the coordinator's may be approved within its agency unless it concerns somebody who is
 * flagged; any other takes another agency, flagged or not, so that a refusal tells nobody of a flag.
 */
export const approveReidentification = (
  dependencies: ReidentificationDependencies,
): Mutation<ApproveReidentificationInput, Sensitivity, DecidedReidentification> => ({
  ...PLAIN,
  action: 'DECIDE_REIDENTIFICATION',
  purpose: null,
  schema: approveReidentificationInput,
  async prepare({ db, input }) {
    const request = await findRequest(db, { id: input.requestId, kind });
    if (request.reviewId === null) throw new GatewayError('NOT_FOUND');
    const resolved = await resolvePseudonyms(request.reviewId, dependencies);
    const { pseudonyms } = readContent(request.content);
    return { sensitive: pseudonyms.some((one) => (resolved.get(one)?.flags.size ?? 1) > 0) };
  },
  async perform(approving, { sensitive }) {
    const { db, input, actor, now, scene } = approving;
    const { requestId, decision } = input;
    const request = await findRequest(db, { id: requestId, kind });
    const review = await demandApprover(approving, request);
    scene.review = review;
    scene.details = { ...scene.details, reviewId: review.id, requestId, decision };
    const askerStanding = await standingOf(db, review, request.requestedBy.agency);
    const mayBeOwn = askerStanding === 'COORDINATOR' && !sensitive;
    const isSelf = request.requestedBy.user === actor.user;
    if (!isSelf && !mayBeOwn && actor.agency === request.requestedBy.agency)
      throw new GatewayError('SECOND_AGENCY_NEEDED');
    await decideRequest(db, {
      id: requestId,
      kind,
      by: { user: actor.user, agency: actor.agency },
      at: now,
      decision,
      useMinutes: VIEW_MINUTES,
    });
    return { requestId, decision };
  },
});

/** The review, once the user may decide on requests of it. @throws GatewayError NOT_FOUND, as if there were no request */
async function demandApprover(
  { db, input, actor, scene }: Approving,
  { reviewId }: TwoPersonRequest,
): Promise<Review> {
  const row = await db.selectFrom('review').selectAll().where('id', '=', reviewId).executeTakeFirst();
  if (row === undefined) throw new GatewayError('NOT_FOUND');
  const review = toReview(row);
  const standing = await standingOf(db, review, actor.agency);
  scene.standing = standing ?? null;
  const takesPart =
    (standing === 'COORDINATOR' && actor.roles.includes('COORDINATOR')) ||
    (standing === 'PARTICIPATING' && actor.roles.includes('AGENCY_CONTACT'));
  const audits = actor.roles.includes('AUDITOR') && input.auditorOf.includes(review.partnershipId);
  if (!takesPart && !audits) throw new GatewayError('NOT_FOUND');
  return review;
}

async function standingOf(
  db: Kysely<Database>,
  { id: reviewId }: Review,
  agency: AgencyId,
): Promise<Standing | undefined> {
  const row = await db
    .selectFrom('review_agency')
    .select('standing')
    .where('review_id', '=', reviewId)
    .where('agency_id', '=', agency)
    .executeTakeFirst();
  return row?.standing as Standing | undefined;
}
