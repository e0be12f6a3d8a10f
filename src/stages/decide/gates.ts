import { isReviewType, type Purpose, type ReviewType } from '../../domain/purpose';
import type { ReviewState } from '../../domain/review';
import type { Standing } from '../../domain/standing';

/** What the gates look at: recorded facts only, nothing that the client says. */
export interface GateFacts {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly reviewType: ReviewType;
  readonly reviewState: ReviewState;
  /** Whether the agency's contact check still waits for its answer. */
  readonly contactCheckOpen: boolean;
}

/** A gate gives the reason for which it is shut, at policy level, or null where it is open. */
type Gate = (facts: GateFacts) => string | null;

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

const stateGate: Gate = ({ standing, reviewState }) =>
  WINDOWS[standing].has(reviewState) ? null : 'Not shared at this stage of the review.';

const purposeGate: Gate = ({ purpose, reviewType }) =>
  COMMON_PURPOSES.has(purpose) || (isReviewType(purpose) && purpose === reviewType)
    ? null
    : 'Not shared: the purpose is not one of this review.';

const answeredGate: Gate = ({ standing, contactCheckOpen }) =>
  standing !== 'WIDER' || contactCheckOpen
    ? null
    : 'Not shared: the contact check has been answered or has ended.';

const statisticsGate: Gate = ({ purpose }) =>
  purpose === 'STATISTICS' ? 'Not shared: statistics are counts and never a record.' : null;

/** The gates in the order in which their reasons are given; all must be open. */
const GATES: readonly Gate[] = Object.freeze([stateGate, purposeGate, answeredGate, statisticsGate]);

/** The reason of the first gate that is shut, or null when all are open. */
export function shutBy(facts: GateFacts): string | null {
  for (const gate of GATES) {
    const reason = gate(facts);
    if (reason !== null) return reason;
  }
  return null;
}
