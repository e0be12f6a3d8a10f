import type { Transaction } from 'kysely';
import type { AgencyId, ReviewId } from '../domain/ids';
import type { ReviewState } from '../domain/review';
import type { Standing } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { demand, demandAgencies } from './authority';
import { endContactChecks } from './end-contact-checks';
import { setStandingInput, type SetStandingInput } from './input';
import { PLAIN, type Attempt, type Mutation } from './mutation';

export interface ChangedStanding {
  readonly reviewId: ReviewId;
  readonly agencyId: AgencyId;
  readonly standing: Standing | null;
}

type Setting = Attempt<SetStandingInput, Transaction<Database>>;

const UNTIL_PANEL: readonly ReviewState[] = ['OPEN', 'SCOPED', 'GATHERING', 'PANEL'];

/** When each decision may be recorded; what it opens is another matter (the windows of catalogue 3.5). */
const STATES = Object.freeze({
  PARTICIPATING: UNTIL_PANEL,
  REVIEWER: [...UNTIL_PANEL, 'REPORTING'],
  NONE: [...UNTIL_PANEL, 'REPORTING', 'PAUSED', 'PUBLISHED', 'NOT_PUBLISHED'],
} satisfies Record<string, readonly ReviewState[]>);

/**
 * Records what an agency is to the review from now on. A participating agency has answered the contact check with KNOWN or
 * POSSIBLE (R16); wider comes of a contact check and coordinator of opening, never from here.
 */
export const setStanding: Mutation<SetStandingInput, void, ChangedStanding> = {
  ...PLAIN,
  action: 'SET_STANDING',
  purpose: null,
  schema: setStandingInput,
  async perform(setting) {
    const { db, input, scene } = setting;
    const { reviewId, agencyId, standing } = input;
    const kind = standing === 'PARTICIPATING' || standing === 'REVIEWER' ? standing : 'NONE';
    await demand(setting, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: STATES[kind],
    });
    await demandAgencies(db, [agencyId]);
    scene.details = { ...scene.details, agencyId, standing: standing ?? 'NONE' };
    await demandGivable(setting);
    if (standing === 'PARTICIPATING') await demandPositiveAnswer(setting);
    await endContactChecks(db, { reviewId, agencyId });
    await record(setting);
    return { reviewId, agencyId, standing };
  },
};

async function demandGivable({ db, input }: Setting): Promise<void> {
  const present = await db
    .selectFrom('review_agency')
    .select('standing')
    .where('review_id', '=', input.reviewId)
    .where('agency_id', '=', input.agencyId)
    .executeTakeFirst();
  const isGivable = input.standing !== 'COORDINATOR' && input.standing !== 'WIDER';
  if (!isGivable || present?.standing === 'COORDINATOR') throw new GatewayError('ACTION_NOT_PERMITTED');
}

async function demandPositiveAnswer({ db, input }: Setting): Promise<void> {
  const positive = await db
    .selectFrom('contact_check')
    .select('id')
    .where('review_id', '=', input.reviewId)
    .where('agency_id', '=', input.agencyId)
    .where('state', '=', 'ANSWERED')
    .where('outcome', 'in', ['KNOWN', 'POSSIBLE'])
    .executeTakeFirst();
  if (positive === undefined) throw new GatewayError('CONTACT_NOT_POSITIVE');
}

async function record({ db, input, actor, now }: Setting): Promise<void> {
  const { reviewId, agencyId, standing } = input;
  if (standing === null) {
    await db
      .deleteFrom('review_agency')
      .where('review_id', '=', reviewId)
      .where('agency_id', '=', agencyId)
      .execute();
    return;
  }
  const decision = { standing, decided_by: actor.user, decided_at: now };
  await db
    .insertInto('review_agency')
    .values({ ...decision, review_id: reviewId, agency_id: agencyId })
    .onConflict((conflict) => conflict.columns(['review_id', 'agency_id']).doUpdateSet(decision))
    .execute();
}
