import type { ColumnType, Generated } from 'kysely';
import type { AuditTables } from './audit-tables';
import type { DeidentificationTables } from './deidentification-tables';
import type { NoticeTables } from './notice-tables';
import type { OversightTables } from './oversight-tables';

/** An instant: a `Date` on the way out; a `Date` or ISO 8601 text on the way in. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null, Date | string | null>;

export interface PartnershipTable {
  id: string;
  name: string;
  pack_key: string;
  coordinating_agency: string;
}

export interface AgencyTable {
  id: string;
  name: string;
  kind: string;
  endpoint_url: string | null;
  /** What a machine may say NOT_KNOWN over; null where every answer takes a person. */
  machine_nil_scope: string | null;
  /** PEM of the certificate authority that alone vouches for its endpoint. */
  authority: string | null;
  /** ACTIVE or REMOVED. */
  state: Generated<string>;
  /** The categories that its schema has, joined by commas; null where it was never checked. */
  offers: Generated<string | null>;
  /** The key of the data map that it was checked with, and the SHA-256 of that, in hexadecimal. */
  data_map: Generated<string | null>;
  data_map_digest: Generated<string | null>;
  residency: Generated<string | null>;
  registered_by: Generated<string | null>;
  registered_at: NullableInstant;
}

export interface AgencyPartnershipTable {
  agency_id: string;
  partnership_id: string;
}

export interface ReviewTable {
  id: string;
  reference: string;
  type: string;
  state: string;
  /** The state to return to, while the state is PAUSED. */
  paused_from: string | null;
  partnership_id: string;
  opened_at: Instant;
  opened_by: string;
  opened_by_agency: string;
  /** The period that is under review, as ISO 8601 calendar dates; both null until it is set. */
  scope_from: string | null;
  scope_to: string | null;
  /** The day of the event that the review is about, as ISO 8601 calendar date; null until it is set. */
  index_event_on: Generated<string | null>;
}

export interface SubjectTable {
  id: string;
  review_id: string;
  role: string;
  /** Name, date of birth and addresses under the review's key; the only personal data held. */
  identity_ciphertext: Buffer;
  protected_address: boolean;
  /** The other flags, by name, joined by commas. */
  flags: Generated<string>;
  position: number;
}

export interface ReviewAgencyTable {
  review_id: string;
  agency_id: string;
  standing: string;
  decided_by: string;
  decided_at: Instant;
}

export interface ContactCheckTable {
  id: string;
  review_id: string;
  agency_id: string;
  state: string;
  outcome: string | null;
  sent_at: Instant;
  /** ISO 8601 calendar date: London's, so no time zone belongs to it. */
  due_on: string;
  answered_at: NullableInstant;
  answered_by: string | null;
  answered_by_machine: Generated<boolean>;
  searched_scope: string | null;
}

export interface RevocationTable {
  sequence: Generated<string>;
  kind: string;
  target_hash: string;
  revoked_at: Instant;
}

export interface RecordLinkTable {
  review_id: string;
  agency_id: string;
  subject_id: string;
  handle: string;
}

/** Conditions that a pack's cells ask for, as they were recorded; a withdrawn one stays on record. */
export interface ReviewConditionTable {
  id: string;
  review_id: string;
  condition: string;
  /** What shows that the condition is met, in the words of whoever recorded it. */
  citation: string;
  decided_by: string;
  decided_at: Instant;
  withdrawn_by: string | null;
  withdrawn_at: NullableInstant;
}

export interface ReminderAcknowledgementTable {
  /** SHA-256 of the session's name, in hexadecimal. */
  session_hash: string;
  user_id: string;
  pack_key: string;
  /** Another version has another text. */
  pack_version: string;
  acknowledged_at: Instant;
}

export interface IdempotencyTable {
  /** Whose key it is: agency and user. */
  scope: string;
  key: string;
  input_hash: string;
  /** What the mutation answered, as JSON without personal data; null only inside its own transaction. */
  result: string | null;
  created_at: Instant;
}

/** What takes two people: who asked, who decided, and its one use. */
export interface TwoPersonRequestTable {
  id: string;
  kind: string;
  review_id: string | null;
  requested_user: string;
  requested_agency: string;
  requested_at: Instant;
  /** JSON in the kind's own form: names and ids, never a person's data. */
  content: string;
  /** ISO 8601 calendar date. */
  post_approval_due_on: ColumnType<string | null, string | null | undefined, string | null>;
  decide_before: Instant;
  decision: ColumnType<string | null, string | null | undefined, string | null>;
  decided_user: ColumnType<string | null, string | null | undefined, string | null>;
  decided_agency: ColumnType<string | null, string | null | undefined, string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  use_before: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

/** Tells an agency that its record was asked for by name. */
export interface ReidentificationNoticeTable {
  id: string;
  request_id: string;
  agency_id: string;
  created_at: Instant;
}

/** When a review's key is due for destruction, what holds it, and what shows that it is gone. */
export interface ReviewRetentionTable {
  review_id: string;
  rule: string | null;
  pack_key: string | null;
  pack_version: string | null;
  /** The day on which it is due, under the review's key: it may be somebody's date of birth and some years. */
  due_ciphertext: Buffer | null;
  recorded_by: string | null;
  recorded_at: NullableInstant;
  hold_reason: string | null;
  hold_by: string | null;
  hold_at: NullableInstant;
  destroyed_at: NullableInstant;
  /** A JSON Web Signature in compact form. */
  certificate: string | null;
}

/** Statistics as they were released: counts that are rounded or suppressed, never the true ones. */
export interface StatisticsReleaseTable {
  id: string;
  partnership_id: string;
  /** The year in which it begins, on 1 April. */
  financial_year: number;
  population: string;
  measure: string;
  profile: string;
  /** JSON. */
  content: string;
  released_at: Instant;
}

/** How often each review, by its id, and the `directory` of agencies and partnerships has changed. Triggers count. */
export interface RegisterRevisionTable {
  scope: string;
  revision: number;
}

/** The tables of the gateway's one database. */
export interface Database extends AuditTables, OversightTables, DeidentificationTables, NoticeTables {
  partnership: PartnershipTable;
  agency: AgencyTable;
  agency_partnership: AgencyPartnershipTable;
  review: ReviewTable;
  subject: SubjectTable;
  review_agency: ReviewAgencyTable;
  contact_check: ContactCheckTable;
  record_link: RecordLinkTable;
  register_revision: RegisterRevisionTable;
  revocation: RevocationTable;
  review_condition: ReviewConditionTable;
  reminder_acknowledgement: ReminderAcknowledgementTable;
  idempotency: IdempotencyTable;
  two_person_request: TwoPersonRequestTable;
  reidentification_notice: ReidentificationNoticeTable;
  review_retention: ReviewRetentionTable;
  statistics_release: StatisticsReleaseTable;
}
