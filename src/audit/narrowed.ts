import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { PartnershipId } from '../domain/ids';
import type { Database } from '../store';
import type { Place } from './cursor';
import type { AuditFilter } from './filter';

/** A part of a reading: events whose positions lie between, after a place of that part. */
export interface Window {
  readonly since: number;
  readonly horizon: number;
  readonly after?: Place;
}

/** What is read of a window: at most so many events that the filter lets through. */
export interface Part {
  readonly filter: AuditFilter;
  readonly window: Window;
  readonly limit: number;
}

type EventQuery<Row> = SelectQueryBuilder<Database, 'audit_event', Row>;

/** Events that the filter lets through, but for what it says of entries. */
export function narrowed<Row>(events: EventQuery<Row>, filter: AuditFilter): EventQuery<Row> {
  const { reviewId, agency, user, eventId, action, outcome, from, to, partnerships } = filter;
  let query = events;
  if (reviewId !== undefined) query = query.where('review_id', '=', reviewId);
  if (agency !== undefined) query = query.where('actor_agency', '=', agency);
  if (user !== undefined) query = query.where('actor_user', '=', user);
  if (eventId !== undefined) query = query.where('event_id', '=', eventId);
  if (action !== undefined) query = query.where('action', '=', action);
  if (outcome !== undefined) query = query.where('outcome', '=', outcome);
  if (from !== undefined) query = query.where('occurred_at', '>=', from);
  if (to !== undefined) query = query.where('occurred_at', '<', to);
  return partnerships === undefined ? query : ofPartnerships(query, partnerships);
}

function ofPartnerships<Row>(
  query: EventQuery<Row>,
  partnerships: readonly (PartnershipId | null)[],
): EventQuery<Row> {
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

/** Whether a row of that table, which has an instant and a position, lies in the window. */
export function inWindow(table: string, { since, horizon, after }: Window): RawBuilder<SqlBool> {
  const position = sql.ref(`${table}.position`);
  const bounds = sql<SqlBool>`${position} <= ${horizon} and ${position} > ${since}`;
  if (after === undefined) return bounds;
  const row = sql`(${sql.ref(`${table}.occurred_at`)}, ${position})`;
  return sql`${bounds} and ${row} > (${new Date(after.at)}::timestamptz, ${after.position}::bigint)`;
}
