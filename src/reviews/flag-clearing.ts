import type { Transaction } from 'kysely';
import type { ReviewId, SubjectId } from '../domain/ids';
import type { SubjectFlag, SubjectFlags } from '../domain/subject-flag';
import type { Database } from '../store';
import { decideRequest, listRequests, requestSecondPerson, type TwoPersonRequestId } from '../two-person';
import type { Attempt } from './mutation';

/**
 * Flags that two people clear: the bars on sealed identities (catalogue A19, A20), and the one of a person who was put
 * on the list late (A25).
 */
const SEALED: readonly SubjectFlag[] = ['ADOPTED', 'PROTECTED_PERSON', 'UNCONFIRMED'];

/** Hours in which the second person must enter the same change. */
const DECIDE_HOURS = 72;

/** Whose flags, in which review. */
export interface Clearing {
  readonly reviewId: ReviewId;
  readonly subjectId: SubjectId;
  readonly present: SubjectFlags;
  readonly wanted: SubjectFlags;
}

/** The sealed flags that a change would clear, in the order of the vocabulary. */
export const clearedBy = ({ present, wanted }: Clearing): readonly SubjectFlag[] =>
  SEALED.filter((flag) => present.has(flag) && !wanted.has(flag));

/**
 * Whether the flags may be cleared now: another user has asked for the very same in time. Else it is put on the list, or
 * left there, for another to enter it too.
 */
export async function isSecondPerson<Input>(
  attempt: Attempt<Input, Transaction<Database>>,
  clearing: Clearing,
): Promise<boolean> {
  const { db, actor, now } = attempt;
  const { reviewId } = clearing;
  const content = JSON.stringify(contentOf(clearing));
  const by = { user: actor.user, agency: actor.agency };
  const open = (await listRequests(db, { kind: 'FLAG_CLEARING', reviewId })).filter(
    (request) =>
      request.decision === null && now <= request.decideBefore && JSON.stringify(request.content) === content,
  );
  const others = open.find(({ requestedBy }) => requestedBy.user !== actor.user);
  if (others) {
    const { id, kind } = others;
    await decideRequest(db, { id, kind, by, at: now, decision: 'APPROVED', useMinutes: 0 });
    return true;
  }
  if (open.length === 0) await askSecondPerson(attempt, clearing);
  return false;
}

/** Puts a clearing on the list, for another person to enter within 72 hours. */
export async function askSecondPerson<Input>(
  { db, actor, now, dependencies }: Attempt<Input, Transaction<Database>>,
  clearing: Clearing,
): Promise<void> {
  await requestSecondPerson(db, {
    id: dependencies.randomness.uuid(now) as TwoPersonRequestId,
    kind: 'FLAG_CLEARING',
    reviewId: clearing.reviewId,
    by: { user: actor.user, agency: actor.agency },
    at: now,
    content: contentOf(clearing),
    decideHours: DECIDE_HOURS,
    breakGlass: null,
  });
}

const contentOf = (clearing: Clearing): object => ({
  subjectId: clearing.subjectId,
  flags: clearedBy(clearing),
});
