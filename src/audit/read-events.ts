import type { Kysely, Selectable } from 'kysely';
import type { AuditEventId } from '../domain/ids';
import type { Database } from '../store';
import { cursorOf, placeOf } from './cursor';
import type { AuditPayload, StoredEvent } from './event';
import type { AuditFilter } from './filter';
import { eventsWithKeys } from './events-with-keys';
import { keysOf } from './leaf';
import { inWindow, narrowed, type Part, type Window } from './narrowed';
import { settledHorizon } from './settled-horizon';

export interface AuditPageRequest {
  /** How many events at most; a positive whole number. */
  readonly first: number;
  /** Begin after the event of this cursor; the filter must be the one that it came from. */
  readonly after?: string;
}

export interface AuditPage {
  /**
   * In the order in which they happened. Every event is on exactly one page, even if it is written while the pages are
   * read: what comes later follows after the last page of before.
   */
  readonly events: readonly StoredEvent[];
  readonly hasNextPage: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads one page of the events that a filter lets through.
 *
 * @throws GatewayError INPUT_INVALID for a foreign cursor
 */
export async function readEvents(
  db: Kysely<Database>,
  { filter, request }: { readonly filter: AuditFilter; readonly request: AuditPageRequest },
): Promise<AuditPage> {
  const { partnerships, eventId } = filter;
  if (partnerships?.length === 0 || (eventId !== undefined && !UUID.test(eventId)))
    return { events: [], hasNextPage: false };
  const limit = request.first + 1;
  const place = request.after === undefined ? undefined : placeOf(request.after);
  const present = place && { since: place.since, horizon: place.horizon, after: place };
  const events = present ? await readWindow(db, { filter, window: present, limit }) : [];
  if (events.length < limit) {
    const since = place?.horizon ?? 0;
    const horizon = await settledHorizon(db);
    const window = { since, horizon };
    if (horizon > since)
      events.push(...(await readWindow(db, { filter, window, limit: limit - events.length })));
  }
  return { events: events.slice(0, request.first), hasNextPage: events.length > request.first };
}

async function readWindow(db: Kysely<Database>, part: Part): Promise<StoredEvent[]> {
  const { filter, window, limit } = part;
  const keys = keysOf(filter.entry ?? {});
  const rows =
    keys.length > 0
      ? await eventsWithKeys(db, { ...part, keys })
      : await narrowed(db.selectFrom('audit_event').selectAll(), filter)
          .where(inWindow('audit_event', window))
          .orderBy('occurred_at')
          .orderBy('position')
          .limit(limit)
          .execute();
  return rows.map((row) => storedEvent(row, window));
}

function storedEvent(row: Selectable<Database['audit_event']>, { since, horizon }: Window): StoredEvent {
  const event = JSON.parse(row.payload) as AuditPayload;
  return {
    eventId: row.event_id as AuditEventId,
    log: row.log,
    sequence: row.sequence,
    position: row.position,
    cursor: cursorOf({ since, horizon, at: row.occurred_at.getTime(), position: row.position }),
    occurredAt: row.occurred_at,
    event,
    hash: row.hash,
  };
}
