import type { Kysely } from 'kysely';
import type { PartnershipId, ReviewId } from '../domain/ids';
import type { ReviewState } from '../domain/review';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { demandRole } from './authority';
import { openReviewInput, type OpenReviewInput } from './input';
import { PLAIN, type Mutation } from './mutation';
import type { Actor, Review } from './review';

export interface OpenedReview {
  readonly reviewId: ReviewId;
  readonly reference: string;
  readonly state: ReviewState;
}

/**
 * Opens a review of a partnership that the actor's agency coordinates, and makes that agency its coordinator. A
 * reference is used once in a partnership.
 */
export const openReview: Mutation<OpenReviewInput, void, OpenedReview> = {
  ...PLAIN,
  action: 'OPEN_REVIEW',
  purpose: null,
  schema: openReviewInput,
  async perform({ db, input, actor, now, dependencies, scene }) {
    demandRole(actor, 'COORDINATOR');
    const review: Review = {
      id: dependencies.randomness.uuid(now) as ReviewId,
      reference: input.reference,
      type: input.type,
      state: 'OPEN',
      pausedFrom: null,
      partnershipId: await coordinatedPartnership(db, actor, input.partnershipId),
      openedAt: now,
      openedBy: actor.user,
      scopeWindow: null,
      indexEventOn: null,
    };
    if (!(await insertReview(db, review, actor))) {
      throw new GatewayError('INPUT_INVALID', { detail: 'the reference is in use' });
    }
    await db
      .insertInto('review_agency')
      .values({
        review_id: review.id,
        agency_id: actor.agency,
        standing: 'COORDINATOR',
        decided_by: actor.user,
        decided_at: now,
      })
      .execute();
    Object.assign(scene, { review, standing: 'COORDINATOR', details: { reviewId: review.id } });
    return { reviewId: review.id, reference: review.reference, state: review.state };
  },
};

async function coordinatedPartnership(
  db: Kysely<Database>,
  { agency }: Actor,
  wanted: PartnershipId | undefined,
): Promise<PartnershipId> {
  const rows = await db
    .selectFrom('partnership')
    .select('id')
    .where('coordinating_agency', '=', agency)
    .execute();
  const fitting = rows.filter(({ id }) => wanted === undefined || id === wanted);
  const [only] = fitting;
  if (only === undefined) throw new GatewayError('ACTION_NOT_PERMITTED');
  if (fitting.length > 1)
    throw new GatewayError('INPUT_INVALID', { detail: 'the agency coordinates several' });
  return only.id as PartnershipId;
}

async function insertReview(db: Kysely<Database>, review: Review, { agency }: Actor): Promise<boolean> {
  const inserted = await db
    .insertInto('review')
    .values({
      id: review.id,
      reference: review.reference,
      type: review.type,
      state: review.state,
      paused_from: review.pausedFrom,
      partnership_id: review.partnershipId,
      opened_at: review.openedAt,
      opened_by: review.openedBy,
      opened_by_agency: agency,
    })
    .onConflict((conflict) => conflict.columns(['partnership_id', 'reference']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}
