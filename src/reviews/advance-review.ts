import type { ReviewId } from '../domain/ids';
import { REVIEW_STATES, type ReviewState } from '../domain/review';
import { GatewayError } from '../errors/gateway-error';
import { demand } from './authority';
import { endContactChecks } from './end-contact-checks';
import { advanceReviewInput, type AdvanceReviewInput } from './input';
import { PLAIN, type Mutation } from './mutation';
import { mayAdvance } from './transitions';

export interface AdvancedReview {
  readonly reviewId: ReviewId;
  readonly state: ReviewState;
}

/** Takes a review to another state, along the ways of catalogue 3.5. Leaving OPEN ends the unanswered contact checks. */
export const advanceReview: Mutation<AdvanceReviewInput, void, AdvancedReview> = {
  ...PLAIN,
  action: 'ADVANCE_REVIEW',
  purpose: null,
  schema: advanceReviewInput,
  async perform(attempt) {
    const { db, input, scene } = attempt;
    const { reviewId, to } = input;
    const review = await demand(attempt, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: REVIEW_STATES,
    });
    scene.details = { ...scene.details, from: review.state, to };
    if (!mayAdvance(review, to)) throw new GatewayError('STATE_NOT_PERMITTED');
    const pausedFrom = to === 'PAUSED' ? review.state : null;
    await db
      .updateTable('review')
      .set({ state: to, paused_from: pausedFrom })
      .where('id', '=', reviewId)
      .execute();
    if (review.state === 'OPEN') await endContactChecks(db, { reviewId });
    scene.review = { ...review, state: to, pausedFrom };
    return { reviewId, state: to };
  },
};
