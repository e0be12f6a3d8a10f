import { z } from 'zod';
import type { ReviewId } from '../domain/ids';
import type { Period } from '../domain/period';
import { GatewayError } from '../errors/gateway-error';
import { demand } from './authority';
import { id, idempotencyKey, isCalendarDate, text } from './input';
import { PLAIN, type Mutation } from './mutation';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDate);

export const setScopeWindowInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    /** First and last day of the period under review, as ISO 8601 calendar dates. */
    from: day,
    to: day,
    /** Why; needed where the period grows. No personal data. */
    reason: text(300).nullable(),
  })
  .refine(({ from, to }) => from <= to)
  .readonly();

export type SetScopeWindowInput = z.output<typeof setScopeWindowInput>;

export interface ChangedScopeWindow {
  readonly reviewId: ReviewId;
  readonly from: string;
  readonly to: string;
}

/** Whether `next` reaches beyond `present`; the first window of a review widens nothing. */
const widens = (present: Period | null, next: SetScopeWindowInput): boolean =>
  present !== null &&
  ((present.from !== null && next.from < present.from) || (present.to !== null && next.to > present.to));

/** Sets the period under review: what lies wholly outside is not asked for (catalogue R13). To widen it takes a reason. */
export const setScopeWindow: Mutation<SetScopeWindowInput, void, ChangedScopeWindow> = {
  ...PLAIN,
  action: 'SET_SCOPE_WINDOW',
  purpose: null,
  schema: setScopeWindowInput,
  async perform(attempt) {
    const { db, input, scene } = attempt;
    const { reviewId, from, to, reason } = input;
    const review = await demand(attempt, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: ['OPEN', 'SCOPED', 'GATHERING', 'PANEL', 'REPORTING'],
    });
    const present = review.scopeWindow;
    scene.details = {
      ...scene.details,
      from,
      to,
      ...(present && { before: `${present.from ?? ''}/${present.to ?? ''}` }),
      ...(reason !== null && { reason }),
    };
    if (widens(present, input) && reason === null) {
      throw new GatewayError('INPUT_INVALID', { detail: 'a wider period needs a reason' });
    }
    await db
      .updateTable('review')
      .set({ scope_from: from, scope_to: to })
      .where('id', '=', reviewId)
      .execute();
    return { reviewId, from, to };
  },
};
