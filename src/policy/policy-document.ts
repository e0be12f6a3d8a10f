export const DOCUMENT_KINDS = [
  'PRIVACY_NOTICE',
  'APPROPRIATE_POLICY_DOCUMENT',
  'INFORMATION_SHARING_AGREEMENT',
  'DATA_PROTECTION_IMPACT_ASSESSMENT',
  'RETENTION_SCHEDULE',
  'PRODUCT_STATEMENT',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Why a document, though in force, is out of step with the world. */
export const STALE_REASONS = [
  /** It cites law that has been repealed. */
  'LAW_REPEALED',
  /** It cites an edition of guidance that another has replaced. */
  'EDITION_SUPERSEDED',
  /** It names a body that no longer exists. */
  'BODY_ABOLISHED',
  /** It names one body in several ways. */
  'NAME_VARIES',
  /** Its own version table does not lead to its date. */
  'VERSION_TABLE_GAP',
  /** It leaves something to be filled in. */
  'INCOMPLETE',
] as const;

export type StaleReason = (typeof STALE_REASONS)[number];

export interface StaleMark {
  readonly reason: StaleReason;
  /** What exactly, in words. */
  readonly what: string;
}

/** A document that a pack rests on, or needs. */
export interface PolicyDocument {
  readonly key: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly version: string | null;
  /** ISO dates, null where the document bears none. */
  readonly issued: string | null;
  readonly reviewDue: string | null;
  /** False where the partnership's words name the document, but nobody has handed it over. */
  readonly supplied: boolean;
  readonly stale: readonly StaleMark[];
}

/** Whether the document's review was due before `today`, an ISO date. Being overdue warns and changes no cell. */
export const isOverdue = ({ reviewDue }: Pick<PolicyDocument, 'reviewDue'>, today: string): boolean =>
  reviewDue !== null && reviewDue < today;
