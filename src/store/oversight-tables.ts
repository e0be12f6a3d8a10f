import type { ColumnType, Generated } from 'kysely';

/** An instant: a `Date` on the way out; a `Date` or ISO 8601 text on the way in. */
type Instant = ColumnType<Date, Date | string, Date | string>;

/** How far each log has been looked at for unusual access. */
interface OversightProgressTable {
  log: string;
  sequence: number;
  /** How far its events have been counted for the rules; never behind `sequence`. */
  tallied: Generated<number>;
}

/** What left by an event, as the rules count it; an event by which nothing left has no row. */
interface OversightTallyTable {
  log: string;
  sequence: number;
  occurred_at: Instant;
  partnership: string | null;
  actor_user: string;
  actor_agency: string;
  /** Pseudonyms of the people of whom something left, each once. */
  subjects: readonly string[];
  /** Records of offence data that left. */
  offence_records: number;
}

/** An alert of unusual access: which rule, which event; nothing of whom the event is about. Append-only. */
interface OversightAlertTable {
  alert_id: string;
  rule: string;
  event_id: string;
  log: string;
  sequence: number;
  partnership: string | null;
  review_id: string | null;
  viewer_user: string;
  viewer_agency: string;
  raised_at: Instant;
}

/** That an alert was sent on. Append-only. */
interface OversightNoticeTable {
  alert_id: string;
  notified_at: Instant;
}

/** What a person made of an alert; the latest stands. Append-only. */
interface OversightDispositionTable {
  disposition_id: string;
  alert_id: string;
  disposition: string;
  decided_by: string;
  decided_by_agency: string;
  decided_at: Instant;
}

/** Accounts that must not be used any more. */
interface AccountLeavingTable {
  user_id: string;
  agency_id: string;
  /** The last day, as an ISO 8601 calendar date: London's. */
  left_on: string;
  recorded_by: string;
  recorded_at: Instant;
}

/** Witnesses' signatures over checkpoints (C2SP tlog-cosignature). Append-only. */
interface AuditCosignatureTable {
  log: string;
  tree_size: number;
  /** The witness's verifier, in one line. */
  witness: string;
  /** The signature line of the note. */
  signature: string;
  cosigned_at: Instant;
}

/** The tables of oversight. */
export interface OversightTables {
  oversight_progress: OversightProgressTable;
  oversight_tally: OversightTallyTable;
  oversight_alert: OversightAlertTable;
  oversight_notice: OversightNoticeTable;
  oversight_disposition: OversightDispositionTable;
  account_leaving: AccountLeavingTable;
  audit_cosignature: AuditCosignatureTable;
}
