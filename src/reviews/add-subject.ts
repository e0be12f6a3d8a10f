import type { Transaction } from 'kysely';

import type { ReviewId, SubjectId } from '../domain/ids';
import type { SubjectFlag, SubjectFlags } from '../domain/subject-flag';
import type { Database } from '../store';
import { demand } from './authority';
import { askSecondPerson } from './flag-clearing';
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
  /** Whether another coordinator has to agree before anybody is told of the person. */
  readonly waitsForSecondPerson: boolean;
}

/** How many people one coordinator puts on a review's list; families are seldom larger. */
const USUAL_NUMBER = 12;

/**
 * Puts a person on the review's list. Name, date of birth and addresses are encrypted before the transaction, so that
 * a slow key store holds nobody up; permission is asked before and again within. Who comes late, once agencies have been
 * asked, or in unusual number waits for a second coordinator: a review is no way to look a stranger up (catalogue A25).
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
    const position = await nextPosition(attempt);
    const subjectId = dependencies.randomness.uuid(now) as SubjectId;
    const waits = position > USUAL_NUMBER || (await agenciesWereAsked(attempt));
    const flags = new Set<SubjectFlag>([...flagsOf(input), ...(waits ? (['UNCONFIRMED'] as const) : [])]);
    await db
      .insertInto('subject')
      .values({
        id: subjectId,
        review_id: reviewId,
        role,
        identity_ciphertext: ciphertext,
        ...flagColumns(flags),
        position,
      })
      .execute();
    if (waits) {
      const wanted = new Set([...flags].filter((flag) => flag !== 'UNCONFIRMED'));
      await askSecondPerson(attempt, { reviewId, subjectId, present: flags, wanted });
    }
    scene.details = {
      ...scene.details,
      subjectId,
      role,
      ...(waits && { secondPerson: 'WAITED_FOR' }),
    };
    return { reviewId, subjectId, position, waitsForSecondPerson: waits };
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

type Adding = Attempt<AddSubjectInput, Transaction<Database>>;

async function nextPosition({ db, input }: Adding): Promise<number> {
  const { last } = await db
    .selectFrom('subject')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('review_id', '=', input.reviewId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function agenciesWereAsked({ db, input }: Adding): Promise<boolean> {
  const query = db.selectFrom('contact_check').select('id').where('review_id', '=', input.reviewId);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

/** A protected address has an input of its own; it is a flag like the others. */
const flagsOf = ({ flags, protectedAddress }: AddSubjectInput): SubjectFlags =>
  new Set([...(flags ?? []), ...(protectedAddress ? (['PROTECTED_ADDRESS'] as const) : [])]);

const demandCoordinator = (attempt: Attempt<AddSubjectInput>): Promise<Review> =>
  demand(attempt, attempt.input.reviewId, {
    standing: 'COORDINATOR',
    role: 'COORDINATOR',
    states: ['OPEN', 'SCOPED', 'GATHERING'],
  });
