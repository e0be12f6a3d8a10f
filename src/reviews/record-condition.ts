import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { ReviewId } from '../domain/ids';
import { REVIEW_STATES } from '../domain/review';
import { GatewayError } from '../errors/gateway-error';
import { CONDITIONS, type Condition } from '../policy/conditions';
import type { Database } from '../store';
import { demand, demandAuditor } from './authority';
import { id, idempotencyKey, text } from './input';
import { PLAIN, type Attempt, type Mutation } from './mutation';
import type { RecordedCondition } from './review';
import { toCondition } from './rows';

const condition = z.enum(CONDITIONS);

/** The partnerships that the user audits, by their token. */
const auditorOf = z.array(z.string()).readonly();

const STATES = ['OPEN', 'SCOPED', 'GATHERING', 'PANEL', 'REPORTING'] as const;

export const recordConditionInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    condition,
    /** What shows that it is met: the section of an Act, where the signed form is kept. No personal data. */
    citation: text(500),
    auditorOf,
  })
  .readonly();

export const withdrawConditionInput = z
  .strictObject({ idempotencyKey, reviewId: id<ReviewId>(), condition, auditorOf })
  .readonly();

export type RecordConditionInput = z.output<typeof recordConditionInput>;
export type WithdrawConditionInput = z.output<typeof withdrawConditionInput>;

/** What of a condition holds from now on. */
export interface ChangedCondition {
  readonly reviewId: ReviewId;
  readonly condition: Condition;
  readonly holds: boolean;
}

/**
 * Records that a condition is met which cells of the pack wait for. One that holds already is withdrawn first. The basis for
 * criminal offence data is recorded by an auditor of the partnership, such as its data protection officer; all others by
 * the coordinator.
 */
export const recordCondition: Mutation<RecordConditionInput, void, ChangedCondition> = {
  ...PLAIN,
  action: 'RECORD_CONDITION',
  purpose: null,
  schema: recordConditionInput,
  async perform(attempt) {
    const { db, input, actor, now, dependencies, scene } = attempt;
    const { reviewId, condition: met, citation } = input;
    if (met === 'OFFENCE_BASIS') {
      await demandAuditor(attempt, reviewId, { auditorOf: input.auditorOf, states: STATES });
    } else {
      await demand(attempt, reviewId, { standing: 'COORDINATOR', role: 'COORDINATOR', states: STATES });
    }
    scene.details = { ...scene.details, condition: met };
    const recorded = await db
      .insertInto('review_condition')
      .values({
        id: dependencies.randomness.uuid(now),
        review_id: reviewId,
        condition: met,
        citation,
        decided_by: actor.user,
        decided_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['review_id', 'condition']).where('withdrawn_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (recorded === undefined) throw new GatewayError('STATE_NOT_PERMITTED');
    return { reviewId, condition: met, holds: true };
  },
};

/** Withdraws a condition, such as consent (UK GDPR art. 7(3)), in any state; the next answer no longer rests on it. */
export const withdrawCondition: Mutation<WithdrawConditionInput, void, ChangedCondition> = {
  ...PLAIN,
  action: 'WITHDRAW_CONDITION',
  purpose: null,
  schema: withdrawConditionInput,
  async perform(attempt) {
    const { input } = attempt;
    const { reviewId, condition: met, auditorOf: audited } = input;
    if (met === 'OFFENCE_BASIS' && audited.length > 0) {
      await demandAuditor(attempt, reviewId, { auditorOf: audited, states: REVIEW_STATES });
    } else {
      await demand(attempt, reviewId, {
        standing: 'COORDINATOR',
        role: 'COORDINATOR',
        states: REVIEW_STATES,
      });
    }
    await withdraw(attempt);
    return { reviewId, condition: met, holds: false };
  },
};

async function withdraw(attempt: Attempt<WithdrawConditionInput, Transaction<Database>>): Promise<void> {
  const { db, input, actor, now, scene } = attempt;
  scene.details = { ...scene.details, condition: input.condition };
  const withdrawn = await db
    .updateTable('review_condition')
    .set({ withdrawn_by: actor.user, withdrawn_at: now })
    .where('review_id', '=', input.reviewId)
    .where('condition', '=', input.condition)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (withdrawn === undefined) throw new GatewayError('NOT_FOUND');
}

/** The conditions that were recorded of a review, withdrawn ones among them, in the order of recording. */
export async function readConditions(
  db: Kysely<Database>,
  reviewId: ReviewId,
): Promise<readonly RecordedCondition[]> {
  const query = db.selectFrom('review_condition').selectAll().where('review_id', '=', reviewId);
  return (await query.orderBy('decided_at').orderBy('id').execute()).map(toCondition);
}
