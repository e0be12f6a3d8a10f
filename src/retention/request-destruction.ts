import { z } from 'zod';
import type { PartnershipId, ReviewId } from '../domain/ids';
import type { Kysely } from 'kysely';
import { ukDay } from '../domain/uk-day';
import { GatewayError } from '../errors/gateway-error';
import { demand } from '../reviews/authority';
import { id, idempotencyKey } from '../reviews/input';
import { PLAIN, type Mutation } from '../reviews/mutation';
import { toReview } from '../reviews/rows';
import type { ContactSetCipher } from '../reviews';
import type { Database } from '../store';
import {
  decideRequest,
  findRequest,
  requestSecondPerson,
  TWO_PERSON_DECISIONS,
  type TwoPersonDecision,
  type TwoPersonRequestId,
} from '../two-person';
import { DESTROYABLE, retentionRow, type RetentionDependencies } from './dependencies';

/** Hours in which somebody decides, and minutes in which the key custodian carries it out: 30 days each. */
const DECIDE_HOURS = 30 * 24;
const USE_MINUTES = DECIDE_HOURS * 60;

export const requestDestructionInput = z
  .strictObject({ idempotencyKey, reviewId: id<ReviewId>() })
  .readonly();

export const decideDestructionInput = z
  .strictObject({
    idempotencyKey,
    requestId: id<TwoPersonRequestId>(),
    decision: z.enum(TWO_PERSON_DECISIONS),
    /** The partnerships that the user audits, by their token. */
    auditorOf: z.array(z.string()).readonly(),
  })
  .readonly();

export type RequestDestructionInput = z.output<typeof requestDestructionInput>;
export type DecideDestructionInput = z.output<typeof decideDestructionInput>;

export interface RequestedDestruction {
  readonly reviewId: ReviewId;
  readonly requestId: TwoPersonRequestId;
}

export interface DecidedDestruction {
  readonly requestId: TwoPersonRequestId;
  readonly decision: TwoPersonDecision;
}

/**
 * Makes sure that a review's retention is over on that day.
 *
 * @throws GatewayError RETENTION_NOT_OVER where no rule is recorded, its day is not past, or a legal hold stands
 */
export async function demandRetentionOver(
  {
    db,
    cipher,
    today,
  }: { readonly db: Kysely<Database>; readonly cipher: ContactSetCipher; readonly today: string },
  reviewId: ReviewId,
): Promise<{ readonly rule: string }> {
  const recorded = await retentionRow(db, reviewId);
  if (!recorded?.due_ciphertext || recorded.rule === null || recorded.hold_at !== null)
    throw new GatewayError('RETENTION_NOT_OVER');
  if ((await cipher.open(reviewId, recorded.due_ciphertext)) > today)
    throw new GatewayError('RETENTION_NOT_OVER');
  return { rule: recorded.rule };
}

/** Asks for the destruction of a review's key; it takes another person, and the key custodian who carries it out. */
export const requestDestruction = ({
  cipher,
}: RetentionDependencies): Mutation<RequestDestructionInput, void, RequestedDestruction> => ({
  ...PLAIN,
  action: 'REQUEST_DESTRUCTION',
  purpose: null,
  schema: requestDestructionInput,
  async perform(attempt) {
    const { db, input, actor, now, dependencies, scene } = attempt;
    const { reviewId } = input;
    await demand(attempt, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: DESTROYABLE,
    });
    const { rule } = await demandRetentionOver({ db, cipher, today: ukDay(now) }, reviewId);
    const requestId = dependencies.randomness.uuid(now) as TwoPersonRequestId;
    const { user, agency } = actor;
    await requestSecondPerson(db, {
      id: requestId,
      kind: 'DESTRUCTION',
      reviewId,
      by: { user, agency },
      at: now,
      content: { rule },
      decideHours: DECIDE_HOURS,
      breakGlass: null,
    });
    scene.details = { ...scene.details, requestId, rule };
    return { reviewId, requestId };
  },
});

/** The decision of the second person: an auditor of the review's partnership, such as its data protection officer. */
export const decideDestruction: Mutation<DecideDestructionInput, void, DecidedDestruction> = {
  ...PLAIN,
  action: 'DECIDE_DESTRUCTION',
  purpose: null,
  schema: decideDestructionInput,
  async perform({ db, input, actor, now, scene }) {
    const { requestId, decision, auditorOf } = input;
    const { reviewId } = await findRequest(db, { id: requestId, kind: 'DESTRUCTION' });
    const row = await db
      .selectFrom('review')
      .selectAll()
      .where('id', '=', reviewId)
      .executeTakeFirstOrThrow();
    const review = toReview(row);
    const audited: readonly string[] = auditorOf;
    const isAuditor =
      actor.roles.includes('AUDITOR') && audited.includes(review.partnershipId satisfies PartnershipId);
    if (!isAuditor) throw new GatewayError('NOT_FOUND');
    scene.review = review;
    scene.details = { ...scene.details, reviewId: review.id, requestId, decision };
    const { user, agency } = actor;
    await decideRequest(db, {
      id: requestId,
      kind: 'DESTRUCTION',
      by: { user, agency },
      at: now,
      decision,
      useMinutes: USE_MINUTES,
    });
    return { requestId, decision };
  },
};
