import type { ColumnType, Generated } from 'kysely';

/** An instant: a `Date` on the way out; a `Date` or ISO 8601 text on the way in. */
type Instant = ColumnType<Date, Date | string, Date | string>;

interface AuditEventTable {
  /** The Merkle log that the event is a leaf of: its partnership's, or the gateway's own. */
  log: string;
  /** The place in that log, from 1 without a gap. */
  sequence: number;
  /** The order of all logs together, with gaps; for reading page by page. */
  position: Generated<number>;
  event_id: string;
  occurred_at: Instant;
  partnership: string | null;
  review_id: string | null;
  actor_user: string;
  actor_agency: string;
  action: string;
  purpose: string | null;
  outcome: string;
  /** What the entries name, sorted: `s:` subject, `a:` source, `c:` category, `o:` outcome, `c:` category `:` outcome. */
  entry_keys: readonly string[];
  /** The whole event as canonical JSON (RFC 8785), which is the leaf; other columns repeat parts of it for searching. */
  payload: string;
  /** The leaf's hash (RFC 6962, section 2.1), in hexadecimal. */
  hash: string;
}

/** What the entries of events name, in the order of time; the database writes it with each event, and nobody else does. */
interface AuditKeyTable {
  log: string;
  /** One of the event's `entry_keys`. */
  key: string;
  occurred_at: Instant;
  position: number;
}

/** One row per log: its last event, and its tree's right edge. The row's lock is the writer's turn, across replicas. */
interface AuditHeadTable {
  log: string;
  sequence: number;
  hash: string;
  /** The roots of the complete subtrees, largest first, in hexadecimal, one after the other. */
  nodes: string;
}

/** Signed statements of what a log's tree was. */
interface AuditCheckpointTable {
  log: string;
  tree_size: number;
  /** Hexadecimal. */
  root: string;
  /** The signed note (C2SP tlog-checkpoint). */
  note: string;
  created_at: Instant;
}

/** A view: one row for each entry of each event. */
interface AuditEntryView {
  log: string;
  sequence: number;
  position: number;
  event_id: string;
  occurred_at: Instant;
  partnership: string | null;
  review_id: string | null;
  actor_user: string;
  actor_agency: string;
  action: string;
  purpose: string | null;
  event_outcome: string;
  /** The place in the event, from 1. */
  entry: number;
  agency: string | null;
  subject: string | null;
  category: string;
  outcome: string;
  clause: string;
  records: number;
}

/** The audit record. Append-only. */
export interface AuditTables {
  audit_event: AuditEventTable;
  audit_key: AuditKeyTable;
  audit_head: AuditHeadTable;
  audit_checkpoint: AuditCheckpointTable;
  audit_entry: AuditEntryView;
}
