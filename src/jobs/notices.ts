import type { Kysely } from 'kysely';
import { request } from 'undici';
import type { Logger } from 'pino';

import type { AgencyId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import type { Database } from '../store';

/** What can be due: the stages of a contact check, a review's destruction, the approval of what went ahead without one. */
export type NoticeKind =
  | 'CONTACT_CHECK_REMINDER'
  | 'CONTACT_CHECK_DUE'
  | 'CONTACT_CHECK_CHASER_1'
  | 'CONTACT_CHECK_CHASER_2'
  | 'CONTACT_CHECK_ESCALATION'
  | 'RETENTION_DUE'
  | 'APPROVAL_OVERDUE';

/** That something is due, and whose it is to do. */
export interface DueNotice {
  readonly kind: NoticeKind;
  /** The contact check, review or request (UUID). */
  readonly reference: string;
  /** ISO 8601 calendar date; null where the day itself may tell a date of birth. */
  readonly dueOn: string | null;
  readonly agency: AgencyId;
}

export interface NoticeDependencies {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  /** Where notices are posted to, as JSON; the log alone when there is none. */
  readonly webhookUrl: string | undefined;
}

/** Notices sent in one run. */
const MOST = 500;
const TIMEOUT_MS = 5_000;

/** Keeps what is due, each once for its kind, thing and day, however often and by whomever it is noticed. */
export async function keepNotices(
  { db, clock, randomness }: NoticeDependencies,
  due: readonly DueNotice[],
): Promise<void> {
  for (const { kind, reference, dueOn, agency } of due) {
    const now = clock.now();
    await db
      .insertInto('due_notice')
      .values({
        ...{ id: randomness.uuid(now), kind, reference, due_on: dueOn, agency_id: agency },
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/**
 * Sends the notices that wait: a line of the operational log and, where an address is given, a post to it. It says the
 * notice's own id, what kind of thing is due and which agency's it is; who is in the register looks up the rest. A notice
 * may come twice where the answer to it was lost, never not at all.
 *
 * @throws Error when one did not arrive; it is sent with the next run
 */
export async function sendNotices(dependencies: NoticeDependencies): Promise<void> {
  const { db, clock, log } = dependencies;
  const waiting = await db
    .selectFrom('due_notice')
    .select(['id', 'kind', 'agency_id'])
    .where('notified_at', 'is', null)
    .orderBy('created_at')
    .limit(MOST)
    .execute();
  let failures = 0;
  for (const { id, kind, agency_id: agency } of waiting) {
    try {
      await post(dependencies, { notice: id, kind, agency });
      log.warn({ notice: id, kind, agency }, 'something is due');
      await db.updateTable('due_notice').set({ notified_at: clock.now() }).where('id', '=', id).execute();
    } catch {
      failures += 1;
    }
  }
  if (failures > 0) throw new Error('notices did not arrive');
}

async function post(
  { webhookUrl }: NoticeDependencies,
  notice: Readonly<Record<string, string>>,
): Promise<void> {
  if (webhookUrl === undefined) return;
  const { statusCode, body } = await request(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(notice),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  await body.dump();
  if (statusCode >= 300) throw new Error('a notice was not taken');
}
