import { CONTACT_CHECK_CATEGORIES, RECORD_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { Role } from '../../domain/standing';

/** What guards one field of the schema. */
export type Guard =
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'anyRole'; readonly roles: readonly Role[] }
  | { readonly kind: 'recordedAnswer' }
  | { readonly kind: 'category'; readonly category: DataCategory };

export type TypeGuards = Readonly<Record<string, Guard>>;

const SIGNED_IN: Guard = { kind: 'signedIn' };
const RECORDED: Guard = { kind: 'recordedAnswer' };
/** Who may enter agencies; which ones, the register decides. */
const AGENCY_MANAGER: Guard = { kind: 'anyRole', roles: ['COORDINATOR', 'ENGINEER'] };
const category = (key: DataCategory): Guard => ({ kind: 'category', category: key });
const anyRole = (...roles: readonly Role[]): Guard => ({ kind: 'anyRole', roles });
/** Who may ask to be told whom a pseudonym stands for. */
const WAY_BACK = anyRole('COORDINATOR', 'AGENCY_CONTACT');
const each = (fields: string, guard: Guard): TypeGuards =>
  Object.fromEntries(fields.split(' ').map((field) => [field, guard]));
const categories = (keys: readonly DataCategory[]): TypeGuards =>
  Object.fromEntries(keys.map((key) => [key, category(key)]));

/**
 * The guard of every field of the schema. A field that is not here, or that is here and not in the schema, stops the
 * start; nothing is covered by a wildcard.
 */
export const GUARDS: Readonly<Record<string, TypeGuards>> = Object.freeze({
  Query: {
    ...each('viewer reviews review contactChecks agencies policyMatrix reminder', SIGNED_IN),
    explain: anyRole('COORDINATOR', 'AUDITOR'),
    auditEvents: anyRole('AUDITOR'),
    auditReport: anyRole('AUDITOR'),
    auditAlerts: anyRole('AUDITOR'),
    statistics: anyRole('COORDINATOR', 'AUDITOR'),
    reidentificationRequests: anyRole('COORDINATOR', 'AGENCY_CONTACT', 'AUDITOR'),
    reidentificationNotices: anyRole('AGENCY_CONTACT', 'AUDITOR'),
    reviewSettings: anyRole('COORDINATOR'),
    agencyRegistrations: AGENCY_MANAGER,
  },
  Mutation: {
    ...each(
      'openReview addSubject sendContactCheck setStanding advanceReview setScopeWindow setSubjectFlags setIndexEvent releaseText withdrawTextRelease',
      anyRole('COORDINATOR'),
    ),
    ...each('recordCondition withdrawCondition', anyRole('COORDINATOR', 'AUDITOR')),
    ...each('recordRetention setLegalHold requestDestruction', anyRole('COORDINATOR')),
    decideDestruction: anyRole('AUDITOR'),
    requestReidentification: WAY_BACK,
    viewReidentification: WAY_BACK,
    approveReidentification: anyRole('COORDINATOR', 'AGENCY_CONTACT', 'AUDITOR'),
    answerContactCheck: anyRole('AGENCY_CONTACT'),
    ...each('disposeAlert requestSubjectLookup decideSubjectLookup viewSubjectLookup', anyRole('AUDITOR')),
    acknowledgeReminder: SIGNED_IN,
    ...each('registerAgency removeAgency rotateAgencyKey', AGENCY_MANAGER),
  },

  Review: {
    ...each('id reference type state subjects disclosure', RECORDED),
    contactChecks: category('knownToAgency'),
  },
  ReviewSubject: { ...each('ref role returns', RECORDED), ...categories(CONTACT_CHECK_CATEGORIES) },
  AgencyReturn: { ...each('agency status retrievedAt', RECORDED), ...categories(RECORD_CATEGORIES) },
  DisclosureEntry: each('category outcome clause agency reason', RECORDED),
  ReviewContactCheck: each('agency state outcome sentAt dueOn answeredAt answeredBy', RECORDED),
  Address: each('lines postcode uprn kind from to', RECORDED),
  ContactDetail: each('kind value', RECORDED),
  Addendum: each('recordedOn text', RECORDED),
  Statement: each(
    'handle assertion addenda kind code codeSystem description narrative narrativeRisk status service from to',
    RECORDED,
  ),
  NarrativeRisk: each('score reasons released textIds', RECORDED),
  RelatedParty: each(
    'handle assertion addenda name dateOfBirth addresses relationship role organisation',
    RECORDED,
  ),

  Viewer: each('user agency roles', SIGNED_IN),
  Agency: each('id name kind', SIGNED_IN),
  PageInfo: each('hasNextPage endCursor', SIGNED_IN),
  ReviewConnection: each('edges pageInfo', SIGNED_IN),
  ReviewEdge: each('cursor node', SIGNED_IN),
  ReviewSummary: each('id reference type state standing', SIGNED_IN),
  ContactCheckConnection: each('edges pageInfo', SIGNED_IN),
  ContactCheckEdge: each('cursor node', SIGNED_IN),
  ContactCheck: each('id reviewId reviewReference agency state outcome sentAt dueOn answeredAt', SIGNED_IN),
  PolicyMatrix: each('pack version title status digest rows', SIGNED_IN),
  PolicyRow: each('category cells', SIGNED_IN),
  PolicyCell: each('recipient title standing purposes contributions outcome clauses', SIGNED_IN),
  Clause: each('key document place quote', SIGNED_IN),
  Explanation: each(
    'reviewId purpose agency standing state pack packVersion gate gateReason warnings entries',
    anyRole('COORDINATOR', 'AUDITOR'),
  ),
  ExplanationEntry: each('category contribution outcome clauses reason', anyRole('COORDINATOR', 'AUDITOR')),
  AuditEventConnection: each('edges pageInfo', anyRole('AUDITOR')),
  AuditEventEdge: each('cursor node', anyRole('AUDITOR')),
  AuditEvent: each(
    'id sequence occurredAt action outcome code user agency standing reviewId purpose pack packVersion operationName hash entries',
    anyRole('AUDITOR'),
  ),
  AuditEntry: each('agency subject category outcome clause records', anyRole('AUDITOR')),

  AuditReport: each('name code title question sentence ok totals columns edges pageInfo', anyRole('AUDITOR')),
  AuditReportColumn: each('key title', anyRole('AUDITOR')),
  AuditReportTotal: each('name count', anyRole('AUDITOR')),
  AuditReportEdge: each('cursor node', anyRole('AUDITOR')),
  AuditReportRow: each('cells', anyRole('AUDITOR')),

  AuditAlert: each('id rule eventId log reviewId user agency raisedAt dispositions', anyRole('AUDITOR')),
  AlertDisposition: each('disposition decidedBy decidedByAgency decidedAt', anyRole('AUDITOR')),
  SubjectLookupRequest: each('requestId key', anyRole('AUDITOR')),
  SubjectLookupDecision: each('requestId decision', anyRole('AUDITOR')),
  SubjectLookupResult: each('matches unreadableReviews disclosures', anyRole('AUDITOR')),
  SubjectDisclosure: each(
    'occurredAt reviewId user agency source purpose category outcome clause records eventId',
    anyRole('AUDITOR'),
  ),
  DisposeAlertPayload: each('alertId disposition auditEventId', anyRole('AUDITOR')),

  OpenReviewPayload: each('reviewId reference state auditEventId', anyRole('COORDINATOR')),
  AddSubjectPayload: each('reviewId ref waitsForSecondPerson auditEventId', anyRole('COORDINATOR')),
  SendContactCheckPayload: each('reviewId contactCheckIds auditEventId', anyRole('COORDINATOR')),
  AnswerContactCheckPayload: each('contactCheckId state auditEventId', anyRole('AGENCY_CONTACT')),
  SetStandingPayload: each('reviewId agencyId standing auditEventId', anyRole('COORDINATOR')),
  AdvanceReviewPayload: each('reviewId state auditEventId', anyRole('COORDINATOR')),
  SetScopeWindowPayload: each('reviewId from to auditEventId', anyRole('COORDINATOR')),
  SetSubjectFlagsPayload: each('reviewId ref waitsForSecondPerson auditEventId', anyRole('COORDINATOR')),
  ConditionPayload: each('reviewId condition holds auditEventId', anyRole('COORDINATOR', 'AUDITOR')),
  SetIndexEventPayload: each('reviewId on auditEventId', anyRole('COORDINATOR')),
  TextReleasePayload: each('reviewId texts auditEventId', anyRole('COORDINATOR')),
  AcknowledgeReminderPayload: each('reviewId auditEventId', SIGNED_IN),

  RequestReidentificationPayload: each(
    'requestId breakGlass postApprovalDueOn warning auditEventId',
    WAY_BACK,
  ),
  ApproveReidentificationPayload: each(
    'requestId decision auditEventId',
    anyRole('COORDINATOR', 'AGENCY_CONTACT', 'AUDITOR'),
  ),
  ReidentificationView: each('requestId people warning auditEventId', RECORDED),
  IdentifiedPerson: each('pseudonym role returns', RECORDED),
  IdentityReturn: { ...each('agency status retrievedAt', RECORDED), ...categories(CONTACT_CHECK_CATEGORIES) },
  ReidentificationRequest: each(
    'id reviewId pseudonyms reasonCode reason lawfulBasis requestedBy requestedByAgency requestedAt postApprovalDueOn overdue decision decidedBy decidedByAgency decidedAt viewedAt',
    anyRole('COORDINATOR', 'AGENCY_CONTACT', 'AUDITOR'),
  ),
  ReidentificationNotice: each(
    'id reviewId requestedByAgency reasonCode at',
    anyRole('AGENCY_CONTACT', 'AUDITOR'),
  ),
  StatisticsTable: each(
    'partnership measure profile financialYear columns rows columnTotals total note releasedAt auditEventId',
    anyRole('COORDINATOR', 'AUDITOR'),
  ),
  StatisticsRow: each('label cells percentages total', anyRole('COORDINATOR', 'AUDITOR')),
  RecordRetentionPayload: each('reviewId rule auditEventId', anyRole('COORDINATOR')),
  SetLegalHoldPayload: each('reviewId hold auditEventId', anyRole('COORDINATOR')),
  RequestDestructionPayload: each('reviewId requestId auditEventId', anyRole('COORDINATOR')),
  DecideDestructionPayload: each('requestId decision auditEventId', anyRole('AUDITOR')),
  AgencyRegistration: each(
    'id name kind state endpoint offers dataMap dataMapDigest residency authorityFingerprint registeredAt',
    AGENCY_MANAGER,
  ),
  AgencyFinding: each('part place line message severity', AGENCY_MANAGER),
  RegisterAgencyPayload: each('agencyId registered offers dataMap findings auditEventId', AGENCY_MANAGER),
  RemoveAgencyPayload: each('agencyId auditEventId', AGENCY_MANAGER),
  RotateAgencyKeyPayload: each('agencyId authorityFingerprint auditEventId', AGENCY_MANAGER),

  Reminder: each('text visitors pack packVersion acknowledged', SIGNED_IN),
  ReviewSettings: each('reviewId scopeWindow indexEventOn subjects conditions', anyRole('COORDINATOR')),
  ScopeWindow: each('from to', anyRole('COORDINATOR')),
  FlaggedSubject: each('ref role flags', anyRole('COORDINATOR')),
  RecordedCondition: each('condition citation decidedBy decidedAt withdrawnAt', anyRole('COORDINATOR')),
});
