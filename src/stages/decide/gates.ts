import { isReviewType, type Purpose, type ReviewType } from '../../domain/purpose';
import type { ReviewState } from '../../domain/review';
import type { Standing } from '../../domain/standing';
import type { AgreementState } from './agreement';

/** What the gates look at: recorded facts only, nothing that the client says. */
export interface GateFacts {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly reviewType: ReviewType;
  readonly reviewState: ReviewState;
  /** Whether the agency's contact check still waits for its answer. */
  readonly contactCheckOpen: boolean;
  readonly packInForce: boolean;
  /** Whether the pack names its data protection impact assessment. */
  readonly impactAssessmentNamed: boolean;
  /** Whether the pack names its appropriate policy document, or the purpose rests on no condition that needs one. */
  readonly policyDocumentNamed: boolean;
  readonly agreement: AgreementState;
  /** Whether the user's training is in date by the pack's months. */
  readonly trainingInDate: boolean;
  /** Whether the user has acknowledged the reminder in this session, or the pack asks for none. */
  readonly reminderAcknowledged: boolean;
  /** Whether the request came from a UK network, or the pack does not ask for one. */
  readonly ukNetwork: boolean;
  /** Whether this is the contact check of an adult review, and the pack keeps the adult out of contact checks. */
  readonly adultExcluded: boolean;
  /** Whether the review says from when to when it looks, or the purpose does not ask for it. */
  readonly scopeWindowSet: boolean;
}

export type GateName =
  | 'PACK_IN_FORCE'
  | 'IMPACT_ASSESSMENT'
  | 'POLICY_DOCUMENT'
  | 'AGREEMENT'
  | 'TRAINING'
  | 'REMINDER'
  | 'UK_NETWORK'
  | 'REVIEW_STATE'
  | 'PURPOSE'
  | 'ADULT_EXCLUDED'
  | 'CONTACT_CHECK'
  | 'STATISTICS'
  | 'SCOPE_WINDOW';

/** One condition that must hold before the pack's cells are looked at. */
export interface Gate {
  readonly name: GateName;
  /** What is withheld while it is shut: all, or the agencies' returns alone. */
  readonly covers: 'EVERYTHING' | 'RETURNS';
  /** The reason for which it is shut, at policy level, or null where it is open. */
  readonly reasonIf: (facts: GateFacts) => string | null;
}

/** A gate that is shut. */
export interface Shut {
  readonly gate: GateName;
  readonly covers: Gate['covers'];
  readonly reason: string;
}

/** The states in which each standing receives anything (catalogue 3.5). */
const WINDOWS: Readonly<Record<Standing, ReadonlySet<ReviewState>>> = Object.freeze({
  COORDINATOR: new Set<ReviewState>([
    'DRAFT',
    'OPEN',
    'SCOPED',
    'GATHERING',
    'PANEL',
    'REPORTING',
    'PUBLISHED',
    'NOT_PUBLISHED',
  ]),
  PARTICIPATING: new Set<ReviewState>(['SCOPED', 'GATHERING', 'PANEL']),
  WIDER: new Set<ReviewState>(['OPEN']),
  REVIEWER: new Set<ReviewState>(['GATHERING', 'PANEL', 'REPORTING']),
});

/** Purposes that every review serves beside its own type. */
const COMMON_PURPOSES: ReadonlySet<Purpose> = new Set<Purpose>([
  'CONTACT_CHECK',
  'PANEL_PAPERS',
  'STATISTICS',
]);

const AGREEMENT_REASONS: Readonly<Record<AgreementState, string | null>> = Object.freeze({
  NOT_NEEDED: null,
  IN_FORCE: null,
  NOT_A_PARTY:
    "Not shared: the partnership's agreement does not list both your agency and the coordinator's.",
  NOT_SIGNED:
    "Not shared: the partnership's agreement is not signed by both your agency and the coordinator's.",
  TERMINATED: "Not shared: notice of termination of the partnership's agreement has taken effect.",
});

type Reason = Gate['reasonIf'];

const unless =
  (isOpen: (facts: GateFacts) => boolean, reason: string): Reason =>
  (facts) =>
    isOpen(facts) ? null : reason;

const gate = (name: GateName, reasonIf: Reason): Gate =>
  Object.freeze({ name, covers: 'EVERYTHING', reasonIf });

const isOfReview = ({ purpose, reviewType }: GateFacts): boolean =>
  COMMON_PURPOSES.has(purpose) || (isReviewType(purpose) && purpose === reviewType);

/**
 * The gates in the order in which their reasons are given; all must be open. The one that covers returns alone comes
 * last, so that it never hides one that covers everything.
 */
export const GATES: readonly Gate[] = Object.freeze([
  gate(
    'PACK_IN_FORCE',
    unless(({ packInForce }) => packInForce, 'Not shared: no policy pack is in force.'),
  ),
  gate(
    'IMPACT_ASSESSMENT',
    unless(
      ({ impactAssessmentNamed }) => impactAssessmentNamed,
      'Not shared: the policy pack names no data protection impact assessment.',
    ),
  ),
  gate(
    'POLICY_DOCUMENT',
    unless(
      ({ policyDocumentNamed }) => policyDocumentNamed,
      'Not shared: the policy pack names no appropriate policy document.',
    ),
  ),
  gate('AGREEMENT', ({ agreement }) => AGREEMENT_REASONS[agreement]),
  gate(
    'TRAINING',
    unless(
      ({ trainingInDate }) => trainingInDate,
      'Not shared: your data protection training is not in date.',
    ),
  ),
  gate(
    'REMINDER',
    unless(
      ({ reminderAcknowledged }) => reminderAcknowledged,
      'Not shared until you acknowledge the confidentiality reminder in this session.',
    ),
  ),
  gate(
    'UK_NETWORK',
    unless(({ ukNetwork }) => ukNetwork, 'Not shared outside United Kingdom networks.'),
  ),
  gate(
    'REVIEW_STATE',
    unless(
      ({ standing, reviewState }) => WINDOWS[standing].has(reviewState),
      'Not shared at this stage of the review.',
    ),
  ),
  gate('PURPOSE', unless(isOfReview, 'Not shared: the purpose is not one of this review.')),
  gate(
    'ADULT_EXCLUDED',
    unless(
      ({ adultExcluded }) => !adultExcluded,
      "Not shared: the partnership's contact check does not cover the adult of an adult review.",
    ),
  ),
  gate(
    'CONTACT_CHECK',
    unless(
      ({ standing, contactCheckOpen }) => standing !== 'WIDER' || contactCheckOpen,
      'Not shared: the contact check has been answered or has ended.',
    ),
  ),
  gate(
    'STATISTICS',
    unless(
      ({ purpose }) => purpose !== 'STATISTICS',
      'Not shared: statistics are counts and never a record.',
    ),
  ),
  Object.freeze({
    name: 'SCOPE_WINDOW',
    covers: 'RETURNS',
    reasonIf: unless(
      ({ scopeWindowSet }) => scopeWindowSet,
      'Not shared until the review says from when to when it looks.',
    ),
  }),
]);

/** The first gate that is shut, or null when all are open. */
export function gateShutBy(facts: GateFacts, gates = GATES): Shut | null {
  for (const { name, covers, reasonIf } of gates) {
    const reason = reasonIf(facts);
    if (reason !== null) return Object.freeze({ gate: name, covers, reason });
  }
  return null;
}

/**
 * The reason of the first gate that is shut, or null when all are open.
 *
 * @param gates all of them; a test that takes one away proves that it matters.
 */
export const shutBy = (facts: GateFacts, gates = GATES): string | null =>
  gateShutBy(facts, gates)?.reason ?? null;
