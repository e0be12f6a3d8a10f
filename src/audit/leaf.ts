import type { Insertable } from 'kysely';
import type { PartnershipId } from '../domain/ids';
import type { Database } from '../store';
import type { AuditPayload } from './event';

/** An event's place in its log, and its hash. */
export interface Link {
  readonly sequence: number;
  /** The leaf's hash in hexadecimal. */
  readonly hash: string;
}

/** What stands before the first event of a log. */
export const GENESIS: Link = Object.freeze({ sequence: 0, hash: '0'.repeat(64) });

/** The gateway's own log, for events that belong to no partnership. */
export const GATEWAY_LOG = 'gateway';

/** The log that an event belongs to: one per partnership, by its id. */
export const logOf = (partnership: PartnershipId | null): string => partnership ?? GATEWAY_LOG;

export type EventRow = Insertable<Database['audit_event']>;

/** The columns that repeat parts of a payload, for searching. */
export function searchColumns(payload: AuditPayload): Omit<EventRow, 'position' | 'payload' | 'hash'> {
  return {
    log: payload.log,
    sequence: payload.sequence,
    event_id: payload.eventId,
    occurred_at: payload.occurredAt,
    partnership: payload.partnership,
    review_id: payload.review?.id ?? null,
    actor_user: payload.actor.user,
    actor_agency: payload.actor.agency,
    action: payload.action,
    purpose: payload.purpose,
    outcome: payload.outcome,
  };
}
