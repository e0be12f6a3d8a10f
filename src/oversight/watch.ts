import type { Kysely } from 'kysely';

import type { AuditDraft } from '../audit';
import type { Database } from '../store';
import type { AlertId } from './alert';
import { isUnusual } from './checks';
import type { History } from './history';
import type { Notifier } from './notifier';
import { logsWithNews } from './progress';
import { keepStretch, type Finding, type RaiseDependencies } from './raise';
import type { Rule } from './rules';
import type { SeenEvent } from './seen-event';
import { memoryOfStretch, type StretchMemory } from './stretch-memory';
import { tallyAll } from './tally';

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
  /** Events that are looked at between two commits. */
  readonly stretch?: number;
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
/** Also how many notices are sent at once. */
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
  for (const { log, looked, head } of await logsWithNews(options.db)) {
    if (looked < head) while (!isStopped() && (await lookAtStretch(options, log)));
  }
}

/** @returns whether there may be more */
async function lookAtStretch(options: WatchOptions, log: string): Promise<boolean> {
  const { db, stretch = STRETCH } = options;
  await tallyAll(db);
  const from = await progressOf(db, log);
  const events = await eventsAfter(db, { log, from, stretch });
  const last = events.at(-1);
  if (last === undefined) return false;
  const findings: Finding[] = [];
  const memory = memoryOfStretch(options);
  // Each is unpacked in its turn, since answers wait while one is.
  for (const { payload, ...place } of events) {
    const seen = { ...place, log, event: JSON.parse(payload) as AuditDraft };
    findings.push(...(await findingsOf(seen, options, memory)));
  }
  await keepStretch(options, { log, from, to: last.sequence, findings });
  return true;
}

async function findingsOf(
  seen: SeenEvent,
  { rules }: WatchOptions,
  memory: StretchMemory,
): Promise<readonly Finding[]> {
  // What the watch itself writes would otherwise be looked at without end.
  if (seen.event.action === 'RAISE_ALERT') return [];
  const findings: Finding[] = [];
  for (const rule of rules)
    if (!(await memory.isQuiet(rule, seen)) && (await isUnusual(seen, rule, memory.history)))
      findings.push({ rule, seen });
  memory.remember(seen, findings);
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

/** An event as it is stored. */
type StoredPlace = Omit<SeenEvent, 'log' | 'event'> & { readonly payload: string };

async function eventsAfter(
  db: Kysely<Database>,
  { log, from, stretch }: { readonly log: string; readonly from: number; readonly stretch: number },
): Promise<readonly StoredPlace[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select(['event_id', 'sequence', 'position', 'occurred_at', 'payload'])
    .where('log', '=', log)
    .where('sequence', '>', from)
    .orderBy('sequence')
    .limit(stretch)
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    sequence: row.sequence,
    position: row.position,
    occurredAt: row.occurred_at,
    payload: row.payload,
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
