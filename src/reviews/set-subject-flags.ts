import { z } from 'zod';
import type { ReviewId, SubjectId } from '../domain/ids';
import { REVIEW_STATES } from '../domain/review';
import type { SubjectFlag } from '../domain/subject-flag';
import { GatewayError } from '../errors/gateway-error';
import { demand } from './authority';
import { clearedBy, isSecondPerson } from './flag-clearing';
import { id, idempotencyKey, subjectFlags } from './input';
import { PLAIN, type Mutation } from './mutation';
import { flagColumns, toFlags } from './rows';

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
  /** Those that hold now. */
  readonly flags: readonly SubjectFlag[];
  /** Whether a flag still holds that another person has to clear too. */
  readonly waitsForSecondPerson: boolean;
}

/**
 * Records what narrows every pack for one person, from the next answer on. Possible in any state: harm does not wait. To
 * clear the flag of a sealed identity takes two people, each of whom enters the same change.
 */
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
    const row = await db
      .selectFrom('subject')
      .select(['flags', 'protected_address'])
      .where('id', '=', subjectId)
      .where('review_id', '=', reviewId)
      .executeTakeFirst();
    if (row === undefined) throw new GatewayError('NOT_FOUND');
    const clearing = { reviewId, subjectId, present: toFlags(row), wanted: new Set(flags) };
    const sealed = clearedBy(clearing);
    const waits = sealed.length > 0 && !(await isSecondPerson(attempt, clearing));
    const held = [...flags, ...(waits ? sealed : [])];
    await db
      .updateTable('subject')
      .set(flagColumns(new Set(held)))
      .where('id', '=', subjectId)
      .execute();
    // The audit log is read by more people than the coordinator: it says that flags changed, not which.
    scene.details = {
      ...scene.details,
      subjectId,
      ...(sealed.length > 0 && { secondPerson: waits ? 'WAITED_FOR' : 'AGREED' }),
    };
    return { reviewId, subjectId, flags: held, waitsForSecondPerson: waits };
  },
};
