import { z } from 'zod';
import type { ReviewId, SubjectId } from '../domain/ids';
import { REVIEW_STATES } from '../domain/review';
import type { SubjectFlag } from '../domain/subject-flag';
import { GatewayError } from '../errors/gateway-error';
import { demand } from './authority';
import { id, idempotencyKey, subjectFlags } from './input';
import { PLAIN, type Mutation } from './mutation';
import { flagColumns } from './rows';

export const setSubjectFlagsInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    /** Null where the reference that was given names nobody. */
    subjectId: id<SubjectId>().nullable(),
    /** All that hold from now on. */
    flags: subjectFlags,
  })
  .readonly();

export type SetSubjectFlagsInput = z.output<typeof setSubjectFlagsInput>;

export interface FlaggedSubject {
  readonly reviewId: ReviewId;
  readonly subjectId: SubjectId;
  readonly flags: readonly SubjectFlag[];
}

/** Records what narrows every pack for one person, from the next answer on. Possible in any state: harm does not wait. */
export const setSubjectFlags: Mutation<SetSubjectFlagsInput, void, FlaggedSubject> = {
  ...PLAIN,
  action: 'SET_SUBJECT_FLAGS',
  purpose: null,
  schema: setSubjectFlagsInput,
  async perform(attempt) {
    const { db, input, scene } = attempt;
    const { reviewId, subjectId, flags } = input;
    await demand(attempt, reviewId, { standing: 'COORDINATOR', role: 'COORDINATOR', states: REVIEW_STATES });
    if (subjectId === null) throw new GatewayError('NOT_FOUND');
    const flagged = await db
      .updateTable('subject')
      .set(flagColumns(new Set(flags)))
      .where('id', '=', subjectId)
      .where('review_id', '=', reviewId)
      .returning('id')
      .executeTakeFirst();
    if (flagged === undefined) throw new GatewayError('NOT_FOUND');
    // The audit log is read by more people than the coordinator: it says that flags changed, not which.
    scene.details = { ...scene.details, subjectId };
    return { reviewId, subjectId, flags };
  },
};
