import type { ReviewId, SubjectId } from '../domain/ids';
import type { SubjectFlags } from '../domain/subject-flag';
import { demand } from './authority';
import { identityText } from './identity';
import { addSubjectInput, type AddSubjectInput } from './input';
import type { Attempt, Mutation } from './mutation';
import type { Review } from './review';
import { flagColumns } from './rows';

export interface AddedSubject {
  readonly reviewId: ReviewId;
  readonly subjectId: SubjectId;
  /** The place in the review's list, from 1. */
  readonly position: number;
}

/**
 * Puts a person on the review's list. Name, date of birth and addresses are encrypted before the transaction, so that
 * a slow key store holds nobody up; permission is asked before and again within.
 */
export const addSubject: Mutation<AddSubjectInput, Buffer, AddedSubject> = {
  action: 'ADD_SUBJECT',
  purpose: null,
  schema: addSubjectInput,
  comparable: (input) => ({ reviewId: input.reviewId, role: input.role, flags: [...flagsOf(input)].sort() }),
  async prepare(attempt) {
    const { input, dependencies } = attempt;
    await demandCoordinator(attempt);
    return dependencies.cipher.seal(input.reviewId, identityText(input));
  },
  async perform(attempt, ciphertext) {
    const { db, input, now, dependencies, scene } = attempt;
    await demandCoordinator(attempt);
    const { reviewId, role } = input;
    const { last } = await db
      .selectFrom('subject')
      .select(({ fn }) => fn.max<number | null>('position').as('last'))
      .where('review_id', '=', reviewId)
      .executeTakeFirstOrThrow();
    const subjectId = dependencies.randomness.uuid(now) as SubjectId;
    const position = (last ?? 0) + 1;
    await db
      .insertInto('subject')
      .values({
        id: subjectId,
        review_id: reviewId,
        role,
        identity_ciphertext: ciphertext,
        ...flagColumns(flagsOf(input)),
        position,
      })
      .execute();
    scene.details = { ...scene.details, subjectId, role };
    return { reviewId, subjectId, position };
  },
  async isSame({ db, input, dependencies }, { subjectId }) {
    const row = await db
      .selectFrom('subject')
      .select('identity_ciphertext')
      .where('id', '=', subjectId)
      .executeTakeFirst();
    if (row === undefined) return false;
    return (await dependencies.cipher.open(input.reviewId, row.identity_ciphertext)) === identityText(input);
  },
};

/** A protected address has an input of its own; it is a flag like the others. */
const flagsOf = ({ flags, protectedAddress }: AddSubjectInput): SubjectFlags =>
  new Set([...(flags ?? []), ...(protectedAddress ? (['PROTECTED_ADDRESS'] as const) : [])]);

const demandCoordinator = (attempt: Attempt<AddSubjectInput>): Promise<Review> =>
  demand(attempt, attempt.input.reviewId, {
    standing: 'COORDINATOR',
    role: 'COORDINATOR',
    states: ['OPEN', 'SCOPED', 'GATHERING'],
  });
