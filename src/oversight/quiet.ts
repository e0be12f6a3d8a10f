import type { Kysely } from 'kysely';

import type { Database } from '../store';
import type { Rule } from './rules';
import type { SeenEvent } from './seen-event';

const HOUR_MS = 3_600_000;

/** An alert, at the time of its event. */
export interface Raised {
  readonly rule: string;
  readonly review: string | null;
  readonly at: Date;
}

/**
 * Whether a rule is quiet about an event: it noticed the same user and review a short while before.
 *
 * @param raised alerts about the event's user
 */
export function isQuiet(rule: Rule, { event, occurredAt }: SeenEvent, raised: readonly Raised[]): boolean {
  const from = new Date(occurredAt.getTime() - rule.quietHours * HOUR_MS);
  const review = event.review?.id ?? null;
  return raised.some(
    (one) => one.rule === rule.key && one.review === review && one.at > from && one.at <= occurredAt,
  );
}

/** The alerts about an event's user that stand within so many hours before it, or after it. */
export async function alertsBefore(
  db: Kysely<Database>,
  { event: { actor }, occurredAt }: SeenEvent,
  hours: number,
): Promise<Raised[]> {
  const rows = await db
    .selectFrom('oversight_alert')
    .innerJoin('audit_event', 'audit_event.event_id', 'oversight_alert.event_id')
    .select(['rule', 'oversight_alert.review_id', 'audit_event.occurred_at'])
    .where('viewer_user', '=', actor.user)
    .where('viewer_agency', '=', actor.agency)
    .where('audit_event.occurred_at', '>', new Date(occurredAt.getTime() - hours * HOUR_MS))
    .execute();
  return rows.map(({ rule, review_id, occurred_at }) => ({ rule, review: review_id, at: occurred_at }));
}
