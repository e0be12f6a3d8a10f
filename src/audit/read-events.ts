import { sql, type Kysely, type SelectQueryBuilder, type Selectable } from 'kysely';
import type { AgencyId, AuditEventId, PartnershipId, ReviewId, UserId } from '../domain/ids';
import type { Database } from '../store';
import { cursorOf, placeOf, type Place } from './cursor';
import type { AuditOutcome, AuditPayload, StoredEvent } from './event';
import { keysOf, type EntryFilter } from './leaf';
import { settledHorizon } from './settled-horizon';

/** Which events; what is left out does not narrow. */
export interface AuditFilter {
  readonly reviewId?: ReviewId;
  /** The one event of this id; what is no id finds nothing. */
  readonly eventId?: string;
  readonly agency?: AgencyId;
  readonly user?: UserId;
  /** An `AuditAction`; any other text finds nothing. */
  readonly action?: string;
  /** How the operation as a whole ended. */
  readonly outcome?: AuditOutcome;
  /** Events with an entry of which all of this is so. */
  readonly entry?: EntryFilter;
  /** From this instant, inclusive. */
  readonly from?: Date;
  /** To this instant, exclusive. */
  readonly to?: Date;
  /** Events of these partnerships alone, null being those that belong to none; an empty list finds nothing. */
  readonly partnerships?: readonly (PartnershipId | null)[];
}

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

/** A part of a reading: events whose positions lie between, after a place of that part. */
interface Window {
  readonly since: number;
  readonly horizon: number;
  readonly after?: Place;
}

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
  const query = narrowed(db, filter);
  const place = request.after === undefined ? undefined : placeOf(request.after);
  const present = place && { since: place.since, horizon: place.horizon, after: place };
  const events = present ? await readWindow(query, present, limit) : [];
  if (events.length < limit) {
    const since = place?.horizon ?? 0;
    const horizon = await settledHorizon(db);
    if (horizon > since) events.push(...(await readWindow(query, { since, horizon }, limit - events.length)));
  }
  return { events: events.slice(0, request.first), hasNextPage: events.length > request.first };
}

type Query = SelectQueryBuilder<Database, 'audit_event', Selectable<Database['audit_event']>>;

async function readWindow(query: Query, window: Window, limit: number): Promise<StoredEvent[]> {
  const { since, horizon, after } = window;
  let part = query.where('position', '<=', horizon).orderBy('occurred_at').orderBy('position').limit(limit);
  if (since > 0) part = part.where('position', '>', since);
  if (after) {
    const at = new Date(after.at);
    part = part.where(
      sql<boolean>`(occurred_at, position) > (${at}::timestamptz, ${after.position}::bigint)`,
    );
  }
  return (await part.execute()).map((row) => storedEvent(row, { since, horizon }));
}

function narrowed(db: Kysely<Database>, filter: AuditFilter): Query {
  const { reviewId, agency, user, eventId, action, outcome, entry, from, to, partnerships } = filter;
  let query = db.selectFrom('audit_event').selectAll();
  if (reviewId !== undefined) query = query.where('review_id', '=', reviewId);
  if (agency !== undefined) query = query.where('actor_agency', '=', agency);
  if (user !== undefined) query = query.where('actor_user', '=', user);
  if (eventId !== undefined) query = query.where('event_id', '=', eventId);
  if (action !== undefined) query = query.where('action', '=', action);
  if (outcome !== undefined) query = query.where('outcome', '=', outcome);
  if (from !== undefined) query = query.where('occurred_at', '>=', from);
  if (to !== undefined) query = query.where('occurred_at', '<', to);
  if (partnerships !== undefined) query = ofPartnerships(query, partnerships);
  return entry === undefined ? query : withEntry(query, entry);
}

function ofPartnerships(query: Query, partnerships: readonly (PartnershipId | null)[]): Query {
  const ids = partnerships.filter((id) => id !== null);
  const [only] = partnerships;
  if (partnerships.length === 1 && only) return query.where('partnership', '=', only);
  return query.where((where) =>
    where.or([
      ...(ids.length > 0 ? [where('partnership', 'in', ids)] : []),
      ...(ids.length < partnerships.length ? [where('partnership', 'is', null)] : []),
    ]),
  );
}

/** The keys are what the index knows; that one entry has all of it, the payload says. */
function withEntry(query: Query, entry: EntryFilter): Query {
  const keys = keysOf(entry);
  if (keys.length === 0) return query;
  const { source, ...rest } = entry;
  const example = JSON.stringify([{ ...rest, ...(source !== undefined && { agency: source }) }]);
  const found = query.where(sql<boolean>`entry_keys @> ${keys}::text[]`);
  return keys.length === 1
    ? found
    : found.where(sql<boolean>`(payload::jsonb -> 'entries') @> ${example}::jsonb`);
}

function storedEvent(
  row: Selectable<Database['audit_event']>,
  { since, horizon }: Pick<Window, 'since' | 'horizon'>,
): StoredEvent {
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
