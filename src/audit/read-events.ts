import type { Kysely, Selectable } from 'kysely';
import type { AgencyId, AuditEventId, PartnershipId, ReviewId, UserId } from '../domain/ids';
import type { Database } from '../store';
import type { AuditPayload, StoredEvent } from './event';

/** Which events; what is left out does not narrow. */
export interface AuditFilter {
  readonly reviewId?: ReviewId;
  /** The one event of this id; what is no id finds nothing. */
  readonly eventId?: string;
  readonly agency?: AgencyId;
  readonly user?: UserId;
  /** An `AuditAction`; any other text finds nothing. */
  readonly action?: string;
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
  /** Begin after the event of this `position`. */
  readonly after?: number;
}

export interface AuditPage {
  /** In the order in which they were written; events of different logs that were written at once, in either. */
  readonly events: readonly StoredEvent[];
  readonly hasNextPage: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads one page of the events that a filter lets through. */
export async function readEvents(
  db: Kysely<Database>,
  { filter, request }: { readonly filter: AuditFilter; readonly request: AuditPageRequest },
): Promise<AuditPage> {
  const { reviewId, eventId, agency, user, action, from, to, partnerships } = filter;
  if (eventId !== undefined && !UUID.test(eventId)) return { events: [], hasNextPage: false };
  let query = db
    .selectFrom('audit_event')
    .selectAll()
    .where('position', '>', request.after ?? 0)
    .orderBy('position')
    .limit(request.first + 1);
  if (eventId !== undefined) query = query.where('event_id', '=', eventId);
  if (reviewId !== undefined) query = query.where('review_id', '=', reviewId);
  if (agency !== undefined) query = query.where('actor_agency', '=', agency);
  if (user !== undefined) query = query.where('actor_user', '=', user);
  if (action !== undefined) query = query.where('action', '=', action);
  if (from !== undefined) query = query.where('occurred_at', '>=', from);
  if (to !== undefined) query = query.where('occurred_at', '<', to);
  if (partnerships !== undefined) {
    if (partnerships.length === 0) return { events: [], hasNextPage: false };
    const ids = partnerships.filter((id) => id !== null);
    query = query.where((where) =>
      where.or([
        ...(ids.length > 0 ? [where('partnership', 'in', ids)] : []),
        ...(ids.length < partnerships.length ? [where('partnership', 'is', null)] : []),
      ]),
    );
  }
  const rows = await query.execute();
  return { events: rows.slice(0, request.first).map(storedEvent), hasNextPage: rows.length > request.first };
}

function storedEvent(row: Selectable<Database['audit_event']>): StoredEvent {
  const event = JSON.parse(row.payload) as AuditPayload;
  return {
    eventId: row.event_id as AuditEventId,
    log: row.log,
    sequence: row.sequence,
    position: row.position,
    occurredAt: row.occurred_at,
    event,
    hash: row.hash,
  };
}
