import { z } from 'zod';
import type { ReviewId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import { RETENTION_STARTS, retentionDueOn, type RetentionRule } from '../policy/retention';
import { demand } from '../reviews/authority';
import { id, idempotencyKey, isCalendarDate, text } from '../reviews/input';
import type { Attempt, Mutation } from '../reviews/mutation';
import { DESTROYABLE, packFor, retentionRow, type RetentionDependencies } from './dependencies';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDate);

export const recordRetentionInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    /** The key of a retention rule of the pack in force. */
    rule: text(60),
    /** The dates from which the rule runs, each once. They are not kept. */
    dates: z
      .array(z.strictObject({ start: z.enum(RETENTION_STARTS), on: day }).readonly())
      .max(RETENTION_STARTS.length)
      .refine((dates) => new Set(dates.map(({ start }) => start)).size === dates.length)
      .readonly(),
  })
  .readonly();

export type RecordRetentionInput = z.output<typeof recordRetentionInput>;

export interface RecordedRetention {
  readonly reviewId: ReviewId;
  readonly rule: string;
}

/** The due date under the review's key, and the pack whose rule it comes of. */
interface Due {
  readonly sealed: Buffer;
  readonly pack: { readonly key: string; readonly version: string };
}

type Recording = Attempt<RecordRetentionInput>;

const demandCoordinator = (recording: Recording) =>
  demand(recording, recording.input.reviewId, {
    standing: 'COORDINATOR',
    role: 'COORDINATOR',
    states: DESTROYABLE,
  });

/**
 * Records by which rule of the pack a closed review is kept, and until when. The day is kept under the review's key, and
 * neither it nor the dates that it comes of go on the audit record: it may be somebody's date of birth and some years.
 */
export const recordRetention = (
  dependencies: RetentionDependencies,
): Mutation<RecordRetentionInput, Due, RecordedRetention> => ({
  action: 'RECORD_RETENTION',
  purpose: null,
  schema: recordRetentionInput,
  comparable: ({ reviewId, rule }) => ({ reviewId, rule }),
  async prepare(recording) {
    const { partnershipId } = await demandCoordinator(recording);
    const pack = await packFor(recording.db, dependencies, partnershipId);
    const due = dueOn(recording.input, pack.retention);
    const sealed = await dependencies.cipher.seal(recording.input.reviewId, due);
    return { sealed, pack: { key: pack.key, version: pack.version } };
  },
  async perform(recording, { sealed, pack }) {
    const { db, input, actor, now, scene } = recording;
    await demandCoordinator(recording);
    const { reviewId, rule } = input;
    const recorded = {
      rule,
      pack_key: pack.key,
      pack_version: pack.version,
      due_ciphertext: sealed,
      recorded_by: actor.user,
      recorded_at: now,
    };
    await db
      .insertInto('review_retention')
      .values({ review_id: reviewId, ...recorded })
      .onConflict((conflict) => conflict.column('review_id').doUpdateSet(recorded))
      .execute();
    scene.details = { ...scene.details, rule };
    return { reviewId, rule };
  },
  async isSame(recording) {
    const { db, input } = recording;
    const { partnershipId } = await demandCoordinator(recording);
    const sealed = (await retentionRow(db, input.reviewId))?.due_ciphertext;
    const pack = await packFor(db, dependencies, partnershipId);
    return (
      !!sealed && (await dependencies.cipher.open(input.reviewId, sealed)) === dueOn(input, pack.retention)
    );
  },
});

function dueOn({ rule, dates }: RecordRetentionInput, rules: readonly RetentionRule[]): string {
  const named = rules.find((one) => one.rule === rule);
  const due = named && retentionDueOn(named, Object.fromEntries(dates.map(({ start, on }) => [start, on])));
  if (!due)
    throw new GatewayError('INPUT_INVALID', { detail: 'no such rule, or a date that it needs is missing' });
  return due;
}
