import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../store';
import { GENESIS, linkHash, searchColumns, type Link } from './chain';
import type { AuditPayload } from './event';

/**
 * What is wrong at a place of the chain: an event is not there; stands where none was written; was written at another
 * place; its content or hash does not fit; does not follow from the event before it (which, with that event's own hash
 * made to fit, is the altered one); or a search column tells another story than the content.
 */
export type ChainFault = 'MISSING' | 'INSERTED' | 'MOVED' | 'ALTERED' | 'UNLINKED' | 'COLUMN_ALTERED';

export interface VerifyReport {
  readonly ok: boolean;
  /** How many events were found in order. */
  readonly events: number;
  /** The last event found in order; sequence 0 of an empty log. */
  readonly head: Link;
  /** The first fault; what follows it was not looked at. */
  readonly fault?: { readonly sequence: number; readonly what: ChainFault };
}

type Row = Selectable<Database['audit_event']>;

/** Events that are read at a time, so that memory does not grow with the log. */
const CHUNK = 1_000;

/** Walks the whole chain against its hashes, its columns and its head. */
export async function verifyChain(db: Kysely<Database>): Promise<VerifyReport> {
  const start = await earliest(db);
  if (start !== undefined && start < 1) return broken(GENESIS, { sequence: start, what: 'INSERTED' });
  let last = GENESIS;
  for (;;) {
    const rows = await chunkAfter(db, last);
    for (const row of rows) {
      const what = faultOf(row, last);
      if (what !== undefined) return broken(last, { sequence: last.sequence + 1, what });
      last = { sequence: row.sequence, hash: row.hash };
    }
    if (rows.length > 0) continue;
    // The head is read after the rows: what was appended meanwhile shows as a head that is further on.
    const head = await db.selectFrom('audit_head').select(['sequence', 'hash']).executeTakeFirst();
    if (head === undefined) return broken(last, { sequence: last.sequence + 1, what: 'MISSING' });
    if (head.sequence > last.sequence && (await chunkAfter(db, last)).length > 0) continue;
    return againstHead(last, head);
  }
}

function againstHead(last: Link, head: Link): VerifyReport {
  if (head.sequence > last.sequence) return broken(last, { sequence: last.sequence + 1, what: 'MISSING' });
  if (head.sequence < last.sequence) return broken(last, { sequence: head.sequence + 1, what: 'INSERTED' });
  if (head.hash !== last.hash) return broken(last, { sequence: last.sequence, what: 'ALTERED' });
  return { ok: true, events: last.sequence, head: last };
}

const broken = (last: Link, fault: NonNullable<VerifyReport['fault']>): VerifyReport => ({
  ok: false,
  events: last.sequence,
  head: last,
  fault,
});

async function earliest(db: Kysely<Database>): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit_event')
    .select('sequence')
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence;
}

const chunkAfter = (db: Kysely<Database>, { sequence }: Link): Promise<Row[]> =>
  db
    .selectFrom('audit_event')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(CHUNK)
    .execute();

function faultOf(row: Row, previous: Link): ChainFault | undefined {
  if (row.sequence !== previous.sequence + 1) return 'MISSING';
  if (linkHash(row.previous_hash, row.payload) !== row.hash) return 'ALTERED';
  const payload = parsed(row.payload);
  if (payload === undefined) return 'ALTERED';
  if (payload.sequence !== row.sequence) return 'MOVED';
  if (row.previous_hash !== previous.hash) return 'UNLINKED';
  return columnsAgree(row, payload) ? undefined : 'COLUMN_ALTERED';
}

function parsed(payload: string): AuditPayload | undefined {
  try {
    return JSON.parse(payload) as AuditPayload;
  } catch {
    return undefined;
  }
}

function columnsAgree(row: Row, payload: AuditPayload): boolean {
  const present: Readonly<Record<string, unknown>> = { ...row, occurred_at: row.occurred_at.toISOString() };
  return Object.entries(searchColumns(payload)).every(([column, value]) => present[column] === value);
}
