import type { Brand } from '../domain/brand';
import type { DataCategory } from '../domain/data-category';
import type { AgencyId, AuditEventId, PackKey, PartnershipId, ReviewId, UserId } from '../domain/ids';
import type { Outcome } from '../domain/outcome';
import type { Purpose, ReviewType } from '../domain/purpose';
import type { ReviewState } from '../domain/review';
import type { Role, Standing } from '../domain/standing';
import type { ErrorCode } from '../errors/catalogue';
import type { LawfulBasis } from '../policy';

/** What was done (catalogue 5.2, first form). */
export const AUDIT_ACTIONS = [
  'READ',
  'SEARCH',
  'ANSWER',
  'OPEN_REVIEW',
  'ADD_SUBJECT',
  'SEND_CONTACT_CHECK',
  'ANSWER_CONTACT_CHECK',
  'SET_STANDING',
  'ADVANCE_REVIEW',
  'SET_SCOPE_WINDOW',
  'SET_INDEX_EVENT',
  'SET_SUBJECT_FLAGS',
  'RELEASE_TEXT',
  'WITHDRAW_TEXT',
  'WITHHOLD_OUTGOING',
  'RECORD_CONDITION',
  'WITHDRAW_CONDITION',
  'ACKNOWLEDGE_REMINDER',
  'READ_AUDIT',
  'READ_SETTINGS',
  'EXPLAIN',
  'DENIED',
  'EXPORT',
  'ROTATE_KEY',
  'REQUEST_REIDENTIFICATION',
  'DECIDE_REIDENTIFICATION',
  'REIDENTIFY',
  'RECORD_RETENTION',
  'SET_LEGAL_HOLD',
  'REQUEST_DESTRUCTION',
  'DECIDE_DESTRUCTION',
  'DESTROY',
  'STATISTICS',
  'RAISE_ALERT',
  'DISPOSE_ALERT',
  'RECORD_LEAVING',
  'DECIDE_BREACH',
  'LOOK_UP_SUBJECT',
  'REGISTER_AGENCY',
  'REMOVE_AGENCY',
  'ROTATE_AGENCY_KEY',
  'REVOKE_ACCESS',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** How an operation as a whole ended. */
export const AUDIT_OUTCOMES = ['SUCCESS', 'PARTIAL', 'DENIED', 'ERROR'] as const;

export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Whether the word is the outcome of an operation, rather than of an entry. */
export const isAuditOutcome = (word: string): word is AuditOutcome =>
  AUDIT_OUTCOMES.some((outcome) => outcome === word);

/** What happened to one category of one source about one subject: names and a count, never a value. */
export interface AuditEntry {
  /** The source; null is the register's own contact-check set. */
  readonly agency: AgencyId | null;
  /** The subject's pseudonym. */
  readonly subject: string | null;
  readonly category: DataCategory;
  readonly outcome: Outcome;
  /** The clauses that the outcome rests on, such as `a,c`. */
  readonly clause: string;
  /** How many values left. */
  readonly records: number;
}

/** What the caller states of an event; the log adds its identity, its instant and its place in the chain. */
export interface AuditDraft {
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** The error that the caller was given, when there was one. */
  readonly code: ErrorCode | null;
  readonly actor: { readonly user: UserId; readonly agency: AgencyId; readonly roles: readonly Role[] };
  readonly standing: Standing | null;
  readonly partnership: PartnershipId | null;
  readonly review: { readonly id: ReviewId; readonly type: ReviewType; readonly state: ReviewState } | null;
  readonly purpose: Purpose | null;
  readonly pack: { readonly key: PackKey; readonly version: string; readonly digest: string } | null;
  readonly lawfulBasis: LawfulBasis | null;
  /** The operation's name, and keyed hashes of its text and of its variables; never the text, a variable or a literal. */
  readonly operation: {
    readonly name: string | null;
    readonly hash: string | null;
    /** Null where none were sent; events of before they were hashed have none. */
    readonly variables?: string | null;
  };
  readonly entries: readonly AuditEntry[];
  /** Names and ids of the review's own objects, never a value. */
  readonly details: Readonly<Record<string, string>>;
  readonly requestId: string;
}

/** Where and when an event stands in its log; what its hash covers besides the draft. */
export interface AuditPosition {
  readonly eventId: AuditEventId;
  /** The log: the partnership's id, or `gateway`. */
  readonly log: string;
  /** The place in the log, from 1 without a gap; the leaf's index is one less. */
  readonly sequence: number;
  /** The hash of the event before it in the log, which locates a change even where hashes were made to fit. */
  readonly previousHash: string;
  /** ISO 8601, UTC: when it was done, and when it was written down. */
  readonly occurredAt: string;
  readonly recordedAt: string;
}

/** The event as its payload holds it, in canonical JSON (RFC 8785). */
export type AuditPayload = AuditDraft & AuditPosition;

/** Proof that an event is durable; only the audit log makes one. */
export type Receipt = Brand<
  {
    readonly eventId: AuditEventId;
    readonly log: string;
    /** The place in the log, from 1. */
    readonly sequence: number;
    /** The leaf's hash (RFC 6962) in hexadecimal. */
    readonly hash: string;
    readonly occurredAt: Date;
  },
  'Receipt'
>;

/** An event as it is read back. */
export interface StoredEvent {
  readonly eventId: AuditEventId;
  readonly log: string;
  /** The place in the log, from 1. */
  readonly sequence: number;
  /** The order of writing of all logs together, with gaps. */
  readonly position: number;
  /** What the next page begins after. */
  readonly cursor: string;
  readonly occurredAt: Date;
  readonly event: AuditDraft;
  readonly hash: string;
}
