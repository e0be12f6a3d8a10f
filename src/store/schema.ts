import type { ColumnType, Generated } from 'kysely';

/** An instant: a `Date` on the way out; a `Date` or ISO 8601 text on the way in. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null, Date | string | null>;

export interface AuditEventTable {
  sequence: number;
  event_id: string;
  occurred_at: Instant;
  partnership: string | null;
  review_id: string | null;
  actor_user: string;
  actor_agency: string;
  action: string;
  purpose: string | null;
  outcome: string;
  /** The whole event as canonical JSON (RFC 8785); the columns before it repeat parts of it for searching. */
  payload: string;
  previous_hash: string;
  hash: string;
}

/** One row: the last event of the chain. Its row lock is the one writer's turn, across replicas. */
export interface AuditHeadTable {
  single: Generated<boolean>;
  sequence: number;
  hash: string;
}

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
}

export interface SubjectTable {
  id: string;
  review_id: string;
  role: string;
  /** Name, date of birth and addresses under the review's key; the only personal data held. */
  identity_ciphertext: Buffer;
  protected_address: boolean;
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
  searched_scope: string | null;
}

export interface RecordLinkTable {
  review_id: string;
  agency_id: string;
  subject_id: string;
  handle: string;
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

/** The tables of the gateway's one database. */
export interface Database {
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  partnership: PartnershipTable;
  agency: AgencyTable;
  agency_partnership: AgencyPartnershipTable;
  review: ReviewTable;
  subject: SubjectTable;
  review_agency: ReviewAgencyTable;
  contact_check: ContactCheckTable;
  record_link: RecordLinkTable;
  idempotency: IdempotencyTable;
}
