import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { Insertable, Transaction } from 'kysely';
import type { AuditEventId } from '../domain/ids';
import type { Database } from '../store';
import type { AuditDraft, AuditPayload, Receipt } from './event';

/** An event that awaits its place in the chain. */
export interface Pending {
  readonly draft: AuditDraft;
  readonly eventId: AuditEventId;
  readonly occurredAt: Date;
}

/** A link of the chain: an event's place and hash. */
export interface Link {
  readonly sequence: number;
  readonly hash: string;
}

/** The link before the first event. */
export const GENESIS: Link = Object.freeze({ sequence: 0, hash: '0'.repeat(64) });

export type EventRow = Insertable<Database['audit_event']>;

/** SHA-256 over the previous hash (64 hexadecimal digits) and the payload, in hexadecimal. */
export const linkHash = (previousHash: string, payload: string): string =>
  createHash('sha256').update(previousHash).update(payload, 'utf8').digest('hex');

/** The columns that repeat parts of a payload, for searching. */
export function searchColumns(
  payload: AuditPayload,
): Omit<EventRow, 'sequence' | 'payload' | 'previous_hash' | 'hash'> {
  return {
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

/**
 * Appends events to the chain inside a transaction, in their order. The lock on the head's row makes one writer at a
 * time of all replicas, and holds until the transaction ends.
 */
export async function extendChain(
  trx: Transaction<Database>,
  { pending, recordedAt }: { readonly pending: readonly Pending[]; readonly recordedAt: Date },
): Promise<readonly Receipt[]> {
  const head = await trx
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const rows: EventRow[] = [];
  let last: Link = head;
  for (const one of pending) {
    const row = rowAfter(last, one, recordedAt);
    rows.push(row);
    last = row;
  }
  await trx.insertInto('audit_event').values(rows).execute();
  await trx.updateTable('audit_head').set({ sequence: last.sequence, hash: last.hash }).execute();
  return pending.map((one, index) => receiptOf(one, rows[index]));
}

function rowAfter(previous: Link, { draft, eventId, occurredAt }: Pending, recordedAt: Date): EventRow {
  const sequence = previous.sequence + 1;
  const event: AuditPayload = {
    ...draft,
    eventId,
    sequence,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
  const payload = canonicalize(event);
  const hash = linkHash(previous.hash, payload);
  return { ...searchColumns(event), sequence, payload, previous_hash: previous.hash, hash };
}

function receiptOf({ eventId, occurredAt }: Pending, row: EventRow | undefined): Receipt {
  if (row === undefined) throw new Error('an event without its row');
  return Object.freeze({ eventId, sequence: row.sequence, hash: row.hash, occurredAt }) as Receipt;
}
