import type { Insertable } from 'kysely';
import type { DataCategory } from '../domain/data-category';
import type { AgencyId, PartnershipId } from '../domain/ids';
import type { Outcome } from '../domain/outcome';
import type { Database } from '../store';
import type { AuditEntry, AuditPayload } from './event';

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
    entry_keys: entryKeys(payload.entries),
  };
}

/** What the entries of an event name, each once, in the order of their code points. */
function entryKeys(entries: readonly AuditEntry[]): readonly string[] {
  const keys = new Set<string>();
  for (const { subject, agency, category, outcome } of entries) {
    keys.add(`c:${category}`).add(`o:${outcome}`).add(`c:${category}:${outcome}`);
    if (subject !== null) keys.add(`s:${subject}`);
    if (agency !== null) keys.add(`a:${agency}`);
  }
  return [...keys].sort();
}

/** What of an entry is looked for; what is left out does not narrow. */
export interface EntryFilter {
  readonly subject?: string;
  /** The agency that the data came from. */
  readonly source?: AgencyId;
  readonly category?: DataCategory;
  readonly outcome?: Outcome;
}

/** The fewest keys that an event with such an entry has; where there is one, it says all of it. */
export const keysOf = ({ subject, source, category, outcome }: EntryFilter): readonly string[] => [
  ...(subject === undefined ? [] : [`s:${subject}`]),
  ...(source === undefined ? [] : [`a:${source}`]),
  ...(category === undefined || outcome === undefined ? [] : [`c:${category}:${outcome}`]),
  ...(category === undefined || outcome !== undefined ? [] : [`c:${category}`]),
  ...(outcome === undefined || category !== undefined ? [] : [`o:${outcome}`]),
];
