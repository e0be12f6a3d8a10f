import type { Selectable } from 'kysely';
import type { Database } from '../../store';
import type { AuditPayload } from '../event';
import { searchColumns, type Link } from '../leaf';
import { leafHash } from '../merkle';
import type { LogFault } from './report';

export type Row = Selectable<Database['audit_event']>;

/** What is wrong with an event that is read after `previous`, or undefined. */
export function rowFault(row: Row, previous: Link): LogFault | undefined {
  if (row.sequence !== previous.sequence + 1) return 'MISSING';
  if (leafHash(row.payload).toString('hex') !== row.hash) return 'ALTERED';
  const payload = parsed(row.payload);
  if (payload === undefined) return 'ALTERED';
  if (payload.sequence !== row.sequence || payload.log !== row.log) return 'MOVED';
  if (payload.previousHash !== previous.hash) return 'UNLINKED';
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
  const { entry_keys: keys, ...columns } = searchColumns(payload);
  const present: Readonly<Record<string, unknown>> = { ...row, occurred_at: row.occurred_at.toISOString() };
  return (
    Object.entries(columns).every(([column, value]) => present[column] === value) &&
    keys.length === row.entry_keys.length &&
    keys.every((key, index) => key === row.entry_keys[index])
  );
}
