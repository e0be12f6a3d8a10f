import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { PackKey, ReviewId, UserId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { demandStanding } from './authority';
import { id, idempotencyKey } from './input';
import { PLAIN, type Mutation } from './mutation';

/** Whose acknowledgement of which reminder. */
export interface ReminderUse {
  /** The session as the caller's token names it; kept as a hash only. */
  readonly session: string;
  readonly user: UserId;
  readonly pack: { readonly key: PackKey; readonly version: string };
}

export const acknowledgeReminderInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    session: z.string().min(1).max(500).nullable(),
    /** The pack whose reminder was shown; null where the review's pack has none. */
    pack: z
      .strictObject({ key: z.string().transform((key) => key as PackKey), version: z.string() })
      .readonly()
      .nullable(),
  })
  .readonly();

export type AcknowledgeReminderInput = z.output<typeof acknowledgeReminderInput>;

export interface AcknowledgedReminder {
  readonly reviewId: ReviewId;
  /** ISO 8601, UTC. */
  readonly acknowledgedAt: string;
}

const hashOf = (session: string): string => createHash('sha256').update(session).digest('hex');

/**
 * Records that a user has been reminded, in this session, that what is shared is confidential (catalogue S3-66).
 * Whoever has a standing in the review may; a token that names no session cannot.
 */
export const acknowledgeReminder: Mutation<AcknowledgeReminderInput, void, AcknowledgedReminder> = {
  ...PLAIN,
  action: 'ACKNOWLEDGE_REMINDER',
  purpose: null,
  schema: acknowledgeReminderInput,
  comparable: ({ reviewId, session, pack }) => ({ reviewId, session: session && hashOf(session), pack }),
  async perform(attempt) {
    const { db, input, actor, now, scene } = attempt;
    const { reviewId, session, pack } = input;
    await demandStanding(attempt, reviewId);
    if (pack === null) throw new GatewayError('NOT_FOUND');
    scene.details = { ...scene.details, pack: `${pack.key}@${pack.version}` };
    if (session === null) {
      throw new GatewayError('ACTION_NOT_PERMITTED', { detail: 'the token names no session' });
    }
    await db
      .insertInto('reminder_acknowledgement')
      .values({
        session_hash: hashOf(session),
        user_id: actor.user,
        pack_key: pack.key,
        pack_version: pack.version,
        acknowledged_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return { reviewId, acknowledgedAt: now.toISOString() };
  },
};

/** Whether the user has acknowledged the pack's reminder in the session. */
export async function hasAcknowledged(
  db: Kysely<Database>,
  { session, user, pack }: ReminderUse,
): Promise<boolean> {
  const row = await db
    .selectFrom('reminder_acknowledgement')
    .select('acknowledged_at')
    .where('session_hash', '=', hashOf(session))
    .where('user_id', '=', user)
    .where('pack_key', '=', pack.key)
    .where('pack_version', '=', pack.version)
    .executeTakeFirst();
  return row !== undefined;
}
