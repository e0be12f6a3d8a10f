import type { Transaction } from 'kysely';
import type { AgencyId, ReviewId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import { isListed } from '../domain/subject-flag';
import type { Database } from '../store';
import { demand, demandAgencies } from './authority';
import { sendContactCheckInput, type SendContactCheckInput } from './input';
import { PLAIN, type Attempt, type Mutation } from './mutation';
import type { ContactCheckId, Review } from './review';
import { toSubject } from './rows';
import { contactCheckDue } from './working-days';

export interface SentContactChecks {
  readonly reviewId: ReviewId;
  /** In the order in which the agencies were named. */
  readonly contactCheckIds: readonly ContactCheckId[];
}

type Sending = Attempt<SendContactCheckInput, Transaction<Database>>;

/**
 * Asks agencies whether they know the people of the review; they become wider agencies. An agency that has been asked
 * is not asked again, unless its contact check ended without an answer.
 */
export const sendContactCheck: Mutation<SendContactCheckInput, void, SentContactChecks> = {
  ...PLAIN,
  action: 'SEND_CONTACT_CHECK',
  purpose: 'CONTACT_CHECK',
  schema: sendContactCheckInput,
  async perform(sending) {
    const { db, input, scene } = sending;
    const { reviewId, agencyIds } = input;
    const review = await demand(sending, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: ['OPEN'],
    });
    await demandAgencies(db, agencyIds);
    await demandSubjects(sending);
    const contactCheckIds: ContactCheckId[] = [];
    for (const agencyId of agencyIds) contactCheckIds.push(await sendTo(agencyId, sending, review));
    scene.details = { ...scene.details, agencies: agencyIds.join(',') };
    return { reviewId, contactCheckIds };
  },
};

/** A contact check is for people that are on the list (catalogue 1.7: subject set) and that it may show. */
async function demandSubjects({ db, input }: Sending): Promise<void> {
  const rows = await db.selectFrom('subject').selectAll().where('review_id', '=', input.reviewId).execute();
  if (!rows.map(toSubject).some(({ flags }) => isListed(flags, { isCoordinator: false })))
    throw new GatewayError('STATE_NOT_PERMITTED', { detail: 'the review has no subject' });
}

async function sendTo(agencyId: AgencyId, sending: Sending, review: Review): Promise<ContactCheckId> {
  const { db, now, dependencies } = sending;
  const present = await db
    .selectFrom('contact_check')
    .select(['id', 'state'])
    .where('review_id', '=', review.id)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  if (present !== undefined && present.state !== 'ENDED') return present.id as ContactCheckId;
  await becomeWider(agencyId, sending);
  const clock = { sent_at: now, due_on: contactCheckDue(review.type, now) };
  if (present !== undefined) {
    await db
      .updateTable('contact_check')
      .set({ ...clock, state: 'SENT' })
      .where('id', '=', present.id)
      .execute();
    return present.id as ContactCheckId;
  }
  const id = dependencies.randomness.uuid(now) as ContactCheckId;
  await db
    .insertInto('contact_check')
    .values({ ...clock, id, review_id: review.id, agency_id: agencyId, state: 'SENT' })
    .execute();
  return id;
}

/** @throws GatewayError ACTION_NOT_PERMITTED for an agency with another standing: to ask it would take that away */
async function becomeWider(agencyId: AgencyId, { db, input, actor, now }: Sending): Promise<void> {
  const held = await db
    .selectFrom('review_agency')
    .select('standing')
    .where('review_id', '=', input.reviewId)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  if (held?.standing === 'WIDER') return;
  if (held !== undefined) throw new GatewayError('ACTION_NOT_PERMITTED');
  await db
    .insertInto('review_agency')
    .values({
      review_id: input.reviewId,
      agency_id: agencyId,
      standing: 'WIDER',
      decided_by: actor.user,
      decided_at: now,
    })
    .execute();
}
