import type { Transaction } from 'kysely';
import type { ReviewId } from '../domain/ids';
import type { ContactCheckState } from '../domain/review';
import { GatewayError } from '../errors/gateway-error';
import { isListed } from '../domain/subject-flag';
import type { Database } from '../store';
import { demand } from './authority';
import { answerContactCheckInput, type AnswerContactCheckInput } from './input';
import { PLAIN, type Attempt, type Mutation } from './mutation';
import type { ContactCheckId } from './review';
import { toSubject } from './rows';

export interface AnsweredContactCheck {
  readonly contactCheckId: ContactCheckId;
  readonly state: ContactCheckState;
}

type Answering = Attempt<AnswerContactCheckInput, Transaction<Database>>;

/**
 * Records an agency's answer, as a person at the agency confirmed it. With it the agency's wider access ends: the
 * contact check no longer waits, and a wider agency without a waiting contact check is shown nothing.
 */
export const answerContactCheck: Mutation<AnswerContactCheckInput, void, AnsweredContactCheck> = {
  ...PLAIN,
  action: 'ANSWER_CONTACT_CHECK',
  purpose: 'CONTACT_CHECK',
  schema: answerContactCheckInput,
  async perform(answering) {
    const { db, input, actor, now, scene } = answering;
    const { contactCheckId, outcome, searchedScope } = input;
    const reviewId = await ownContactCheck(answering);
    await demand(answering, reviewId, { standing: 'WIDER', role: 'AGENCY_CONTACT', states: ['OPEN'] });
    await demandSubjects(answering, reviewId);
    await demandPerson(answering);
    const answered = await db
      .updateTable('contact_check')
      .set({
        state: 'ANSWERED',
        outcome,
        searched_scope: searchedScope,
        answered_at: now,
        answered_by: actor.user,
        answered_by_machine: input.answeredBy === 'MACHINE',
      })
      .where('id', '=', contactCheckId)
      .where('state', '=', 'SENT')
      .returning('id')
      .executeTakeFirst();
    if (answered === undefined) throw new GatewayError('STATE_NOT_PERMITTED');
    await linkRecords(answering, reviewId);
    scene.details = { ...scene.details, outcome, answeredBy: input.answeredBy ?? 'PERSON' };
    return { contactCheckId, state: 'ANSWERED' };
  },
};

/** @throws GatewayError NOT_FOUND for another agency's contact check, as if there were none */
async function ownContactCheck({ db, input, actor, scene }: Answering): Promise<ReviewId> {
  scene.details = { ...scene.details, contactCheckId: input.contactCheckId };
  const row = await db
    .selectFrom('contact_check')
    .select('review_id')
    .where('id', '=', input.contactCheckId)
    .where('agency_id', '=', actor.agency)
    .executeTakeFirst();
  if (row === undefined) throw new GatewayError('NOT_FOUND');
  return row.review_id as ReviewId;
}

/**
 * A person at the agency confirms every answer, but for a nil return of an agency that has declared what a machine
 * searches and has accepted its word for it (catalogue 3.6).
 *
 * @throws GatewayError CONTACT_NEEDS_PERSON
 */
async function demandPerson({ db, input, actor }: Answering): Promise<void> {
  if (input.answeredBy !== 'MACHINE') return;
  const agency = await db
    .selectFrom('agency')
    .select('machine_nil_scope')
    .where('id', '=', actor.agency)
    .executeTakeFirst();
  const mayAnswer = input.outcome === 'NOT_KNOWN' && agency?.machine_nil_scope === input.searchedScope;
  if (!mayAnswer) throw new GatewayError('CONTACT_NEEDS_PERSON');
}

async function demandSubjects({ db, input }: Answering, reviewId: ReviewId): Promise<void> {
  const rows = await db.selectFrom('subject').selectAll().where('review_id', '=', reviewId).execute();
  // Somebody whom the contact check does not show cannot be confirmed by it, and is told from nobody by nothing.
  const shown = rows.map(toSubject).filter(({ flags }) => isListed(flags, { isCoordinator: false }));
  const ids: ReadonlySet<string> = new Set(shown.map(({ id }) => id));
  if (input.records.every(({ subjectId }) => ids.has(subjectId))) return;
  throw new GatewayError('INPUT_INVALID', { detail: 'a record names no subject of this review' });
}

/** A contact check that was sent again is answered anew: what an earlier answer linked no longer holds. */
async function linkRecords({ db, input, actor }: Answering, reviewId: ReviewId): Promise<void> {
  await db
    .deleteFrom('record_link')
    .where('review_id', '=', reviewId)
    .where('agency_id', '=', actor.agency)
    .execute();
  if (input.records.length === 0) return;
  const rows = input.records.map(({ subjectId, handle }) => ({
    review_id: reviewId,
    agency_id: actor.agency,
    subject_id: subjectId,
    handle,
  }));
  await db.insertInto('record_link').values(rows).execute();
}
