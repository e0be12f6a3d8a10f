import { canonicalize } from 'json-canonicalize';
import type { Selectable, Transaction } from 'kysely';
import type { AuditEventId } from '../domain/ids';
import type { Database } from '../store';
import type { AuditDraft, AuditPayload, Receipt } from './event';
import { GENESIS, logOf, searchColumns, type EventRow } from './leaf';
import { CompactRange, leafHash } from './merkle';

/** An event that awaits its place in a log. */
export interface Pending {
  readonly draft: AuditDraft;
  readonly eventId: AuditEventId;
  readonly occurredAt: Date;
}

/** A log's head, as it is stored. */
export type Head = Selectable<Database['audit_head']>;

/** A log that grows, and is not yet stored. */
export interface Growing {
  sequence: number;
  hash: string;
  readonly tree: CompactRange;
}

/** @throws RangeError when the head's nodes do not fit its sequence */
export const growingFrom = ({ sequence, hash, nodes }: Omit<Head, 'log'>): Growing => ({
  sequence,
  hash,
  tree: CompactRange.parse(sequence, nodes),
});

/** The columns of a head that change as its log grows. */
export const headColumns = ({ sequence, hash, tree }: Growing): Omit<Head, 'log'> => ({
  sequence,
  hash,
  nodes: tree.toString(),
});

/**
 * Appends events to their logs inside a transaction, in their order. The locks on the heads' rows make one writer per log
 * of all replicas, and hold until the transaction ends; they are taken in the order of the logs' names, so that two
 * writers never wait for one another.
 */
export async function appendEvents(
  trx: Transaction<Database>,
  { pending, recordedAt }: { readonly pending: readonly Pending[]; readonly recordedAt: Date },
): Promise<readonly Receipt[]> {
  const names = [...new Set(pending.map(({ draft }) => logOf(draft.partnership)))].sort();
  const logs = await lockHeads(trx, names);
  const rows = pending.map((one) => grow(growing(logs, logOf(one.draft.partnership)), one, recordedAt));
  await trx.insertInto('audit_event').values(rows).execute();
  for (const name of names) {
    const columns = headColumns(growing(logs, name));
    await trx.updateTable('audit_head').set(columns).where('log', '=', name).execute();
  }
  return receiptsOf(pending, rows);
}

async function lockHeads(
  trx: Transaction<Database>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Growing>> {
  const lock = (): Promise<Head[]> =>
    trx.selectFrom('audit_head').selectAll().where('log', 'in', names).orderBy('log').forUpdate().execute();
  let heads = await lock();
  if (heads.length < names.length) {
    const missing = names.filter((log) => heads.every((head) => head.log !== log));
    await trx
      .insertInto('audit_head')
      .values(missing.map((log) => ({ log, ...GENESIS, nodes: '' })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    heads = await lock();
  }
  return new Map(heads.map((head) => [head.log, growingFrom(head)]));
}

function growing(logs: ReadonlyMap<string, Growing>, name: string): Growing {
  const log = logs.get(name);
  if (log === undefined) throw new Error('a log without its head');
  return log;
}

/** The event's row as the next leaf of `log`, which grows by it. */
export function grow(log: Growing, { draft, eventId, occurredAt }: Pending, recordedAt: Date): EventRow {
  const event: AuditPayload = {
    ...draft,
    eventId,
    log: logOf(draft.partnership),
    sequence: log.sequence + 1,
    previousHash: log.hash,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
  const payload = canonicalize(event);
  const leaf = leafHash(payload);
  log.tree.append(leaf);
  log.sequence += 1;
  log.hash = leaf.toString('hex');
  return { ...searchColumns(event), payload, hash: log.hash };
}

/** The receipts of events that are stored in these rows, one each. */
export const receiptsOf = (pending: readonly Pending[], rows: readonly EventRow[]): readonly Receipt[] =>
  pending.map((one, index) => receiptOf(one, rows[index]));

function receiptOf({ eventId, occurredAt }: Pending, row: EventRow | undefined): Receipt {
  if (row === undefined) throw new Error('an event without its row');
  const { log, sequence, hash } = row;
  return Object.freeze({ eventId, log, sequence, hash, occurredAt }) as Receipt;
}
