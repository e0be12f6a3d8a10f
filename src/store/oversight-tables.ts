import type { ColumnType } from 'kysely';

/** An instant: a `Date` on the way out; a `Date` or ISO 8601 text on the way in. */
type Instant = ColumnType<Date, Date | string, Date | string>;

/** How far each log has been looked at for unusual access. */
interface OversightProgressTable {
  log: string;
  sequence: number;
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
  oversight_alert: OversightAlertTable;
  oversight_notice: OversightNoticeTable;
  oversight_disposition: OversightDispositionTable;
  account_leaving: AccountLeavingTable;
  audit_cosignature: AuditCosignatureTable;
}
