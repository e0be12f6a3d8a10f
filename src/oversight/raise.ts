import type { Kysely, Transaction } from 'kysely';

import type { AuditDraft, AuditLog } from '../audit';
import type { AgencyId, UserId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import type { Database } from '../store';
import type { AlertId } from './alert';
import { alertsBefore, isQuiet } from './quiet';
import type { Rule } from './rules';
import type { SeenEvent } from './seen-event';

/** What a rule noticed. */
export interface Finding {
  readonly rule: Rule;
  readonly seen: SeenEvent;
}

export interface RaiseDependencies {
  readonly db: Kysely<Database>;
  readonly audit: Pick<AuditLog, 'appendWithin'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** A stretch of a log that has been looked at. */
export interface Stretch {
  readonly log: string;
  /** The last place looked at before, and now. */
  readonly from: number;
  readonly to: number;
  readonly findings: readonly Finding[];
}

/**
 * Keeps what was found and how far the log has been looked at, in one transaction: alerts, their events on the record, and
 * the place. Of two replicas that looked at the same stretch one keeps it.
 *
 * @returns whether it was this one.
 */
export function keepStretch(dependencies: RaiseDependencies, stretch: Stretch): Promise<boolean> {
  return dependencies.db.transaction().execute(async (trx) => {
    if (!(await moveOn(trx, stretch))) return false;
    const raised: Finding[] = [];
    for (const finding of stretch.findings)
      if (await insertAlert(trx, finding, dependencies)) raised.push(finding);
    // The events hold the log until the commit, so they come last.
    for (const finding of raised) await dependencies.audit.appendWithin(trx, draftOf(finding));
    return true;
  });
}

async function moveOn(trx: Transaction<Database>, { log, from, to }: Stretch): Promise<boolean> {
  await trx
    .insertInto('oversight_progress')
    .values({ log, sequence: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const moved = await trx
    .updateTable('oversight_progress')
    .set({ sequence: to })
    .where('log', '=', log)
    .where('sequence', '=', from)
    .returning('log')
    .executeTakeFirst();
  return moved !== undefined;
}

async function insertAlert(
  trx: Transaction<Database>,
  { rule, seen }: Finding,
  { clock, randomness }: RaiseDependencies,
): Promise<boolean> {
  if (rule.quietHours > 0 && isQuiet(rule, seen, await alertsBefore(trx, seen, rule.quietHours)))
    return false;
  const { event, eventId, log, sequence } = seen;
  const raisedAt = clock.now();
  const inserted = await trx
    .insertInto('oversight_alert')
    .values({
      alert_id: randomness.uuid(raisedAt) as AlertId,
      rule: rule.key,
      event_id: eventId,
      log,
      sequence,
      partnership: event.partnership,
      review_id: event.review?.id ?? null,
      viewer_user: event.actor.user,
      viewer_agency: event.actor.agency,
      raised_at: raisedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('alert_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** That an alert was raised is on the record, where nobody can take it away unseen. */
const draftOf = ({ rule, seen: { event, eventId } }: Finding): AuditDraft => ({
  action: 'RAISE_ALERT',
  outcome: 'SUCCESS',
  code: null,
  actor: { user: 'gateway' as UserId, agency: 'gateway' as AgencyId, roles: [] },
  standing: null,
  partnership: event.partnership,
  review: event.review,
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation: { name: null, hash: null },
  entries: [],
  details: { rule: rule.key, event: eventId },
  requestId: 'oversight',
});
