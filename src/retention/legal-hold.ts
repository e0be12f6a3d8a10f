import { z } from 'zod';
import type { ReviewId } from '../domain/ids';
import { REVIEW_STATES } from '../domain/review';
import { GatewayError } from '../errors/gateway-error';
import { demand } from '../reviews/authority';
import { id, idempotencyKey, text } from '../reviews/input';
import { PLAIN, type Mutation } from '../reviews/mutation';

export const legalHoldInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    /** Whether destruction is suspended from now on. */
    hold: z.boolean(),
    /** Why: an inquest, a criminal case, a public inquiry. No personal data. */
    reason: text(300),
  })
  .readonly();

export type LegalHoldInput = z.output<typeof legalHoldInput>;

export interface ChangedLegalHold {
  readonly reviewId: ReviewId;
  readonly hold: boolean;
}

/** Sets a legal hold, or lifts it (catalogue 1.8). While it stands nothing of the review is destroyed, whoever approved it. */
export const setLegalHold: Mutation<LegalHoldInput, void, ChangedLegalHold> = {
  ...PLAIN,
  action: 'SET_LEGAL_HOLD',
  purpose: null,
  schema: legalHoldInput,
  async perform(attempt) {
    const { db, input, actor, now, scene } = attempt;
    const { reviewId, hold, reason } = input;
    const { state } = await demand(attempt, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: REVIEW_STATES,
    });
    if (state === 'DESTROYED') throw new GatewayError('STATE_NOT_PERMITTED');
    const held = hold
      ? { hold_reason: reason, hold_by: actor.user, hold_at: now }
      : { hold_reason: null, hold_by: null, hold_at: null };
    await db
      .insertInto('review_retention')
      .values({ review_id: reviewId, ...held })
      .onConflict((conflict) => conflict.column('review_id').doUpdateSet(held))
      .execute();
    scene.details = { ...scene.details, hold: String(hold), reason };
    return { reviewId, hold };
  },
};
