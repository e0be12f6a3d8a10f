import { z } from 'zod';
import type { ReviewId } from '../domain/ids';
import { demand } from './authority';
import { id, idempotencyKey, isCalendarDate } from './input';
import { PLAIN, type Mutation } from './mutation';

export const setIndexEventInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    /** ISO 8601 calendar date. */
    on: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .refine(isCalendarDate),
  })
  .readonly();

export type SetIndexEventInput = z.output<typeof setIndexEventInput>;

export interface ChangedIndexEvent {
  readonly reviewId: ReviewId;
  readonly on: string;
}

/** Records the day of the event that the review is about, from which packs may have other dates counted. */
export const setIndexEvent: Mutation<SetIndexEventInput, void, ChangedIndexEvent> = {
  ...PLAIN,
  action: 'SET_INDEX_EVENT',
  purpose: null,
  schema: setIndexEventInput,
  async perform(attempt) {
    const { db, input } = attempt;
    const { reviewId, on } = input;
    await demand(attempt, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: ['DRAFT', 'OPEN', 'SCOPED', 'GATHERING'],
    });
    await db.updateTable('review').set({ index_event_on: on }).where('id', '=', reviewId).execute();
    return { reviewId, on };
  },
};
