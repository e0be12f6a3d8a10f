import type { Kysely } from 'kysely';

import { logNames, type AuditDraft } from '../audit';
import type { Database } from '../store';
import type { AlertId } from './alert';
import { isUnusual } from './checks';
import type { History } from './history';
import type { Notifier } from './notifier';
import { keepStretch, type Finding, type RaiseDependencies } from './raise';
import type { Rule } from './rules';
import type { SeenEvent } from './seen-event';

export interface WatchOptions extends RaiseDependencies {
  readonly rules: readonly Rule[];
  readonly history: History;
  readonly notifier: Notifier;
  /** Told of what went wrong; it is tried again. */
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds from an event to the look at it. */
  readonly delayMs?: number;
  /** Milliseconds until what went wrong is tried again. */
  readonly retryMs?: number;
}

/** Looks at the audit record for unusual access, after the fact: it holds no answer up and refuses none. */
export interface Watch {
  /** Says that events may have been written. */
  nudge(): void;
  /** Looks at everything that has not been looked at, and sends the notices that wait. @throws what keeps it from it */
  run(): Promise<void>;
  /** Ends the waiting, and waits for a look that runs. */
  stop(): Promise<void>;
}

const DELAY_MS = 500;
const RETRY_MS = 60_000;
/** Events that are looked at between two commits. */
const STRETCH = 200;

/**
 * Watches the record. How far each log was looked at is kept with the alerts, so that a restart goes on where it was, and
 * replicas share the work without doing it twice.
 */
export function openWatch(options: WatchOptions): Watch {
  const { onFailure, delayMs = DELAY_MS, retryMs = RETRY_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    // One look at a time; who comes meanwhile has a look of their own after it.
    const before = running;
    const own = (async () => {
      await before?.catch(() => undefined);
      await lookAtAll(options, () => stopped);
      if (!stopped) await sendNotices(options);
    })();
    running = own;
    await own;
  };
  const wait = (milliseconds: number): void => {
    if (stopped) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void run().catch((error: unknown) => {
        onFailure(error);
        wait(retryMs);
      });
    }, milliseconds).unref();
  };
  return {
    nudge: () => {
      wait(delayMs);
    },
    run,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}

async function lookAtAll(options: WatchOptions, isStopped: () => boolean): Promise<void> {
  for (const log of await logNames(options.db)) {
    while (!isStopped() && (await lookAtStretch(options, log)));
  }
}

/** @returns whether there may be more */
async function lookAtStretch(options: WatchOptions, log: string): Promise<boolean> {
  const { db } = options;
  const from = await progressOf(db, log);
  const events = await eventsAfter(db, { log, from });
  const last = events.at(-1);
  if (last === undefined) return false;
  const findings: Finding[] = [];
  for (const seen of events) findings.push(...(await findingsOf(seen, options)));
  await keepStretch(options, { log, from, to: last.sequence, findings });
  return true;
}

async function findingsOf(seen: SeenEvent, { rules, history }: WatchOptions): Promise<readonly Finding[]> {
  // What the watch itself writes would otherwise be looked at without end.
  if (seen.event.action === 'RAISE_ALERT') return [];
  const findings: Finding[] = [];
  for (const rule of rules) if (await isUnusual(seen, rule, history)) findings.push({ rule, seen });
  return findings;
}

async function progressOf(db: Kysely<Database>, log: string): Promise<number> {
  const row = await db
    .selectFrom('oversight_progress')
    .select('sequence')
    .where('log', '=', log)
    .executeTakeFirst();
  return row?.sequence ?? 0;
}

async function eventsAfter(
  db: Kysely<Database>,
  { log, from }: { readonly log: string; readonly from: number },
): Promise<readonly SeenEvent[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select(['event_id', 'sequence', 'position', 'occurred_at', 'payload'])
    .where('log', '=', log)
    .where('sequence', '>', from)
    .orderBy('sequence')
    .limit(STRETCH)
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    log,
    sequence: row.sequence,
    position: row.position,
    occurredAt: row.occurred_at,
    event: JSON.parse(row.payload) as AuditDraft,
  }));
}

/** Notices go out after the alerts are durable; one that fails goes out with the next look. */
async function sendNotices({ db, clock, notifier }: WatchOptions): Promise<void> {
  const waiting = await db
    .selectFrom('oversight_alert')
    .leftJoin('oversight_notice', 'oversight_notice.alert_id', 'oversight_alert.alert_id')
    .select('oversight_alert.alert_id')
    .where('oversight_notice.alert_id', 'is', null)
    .orderBy('raised_at')
    .limit(STRETCH)
    .execute();
  let failed: unknown;
  for (const { alert_id } of waiting) {
    try {
      await notifier.notify(alert_id as AlertId);
      await db
        .insertInto('oversight_notice')
        .values({ alert_id, notified_at: clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    } catch (error) {
      failed = error;
    }
  }
  if (failed !== undefined) throw failed instanceof Error ? failed : new Error('a notice failed');
}
