import type { Severity } from '../policy';

/** The parts that an agency is checked in. */
export const CHECK_PARTS = ['ENDPOINT', 'CONTRACT', 'DATA_MAP', 'RESIDENCY', 'LIVE'] as const;

export type CheckPart = (typeof CHECK_PARTS)[number];

/** One thing to mend at an agency. It names fields and places, never a value of a record and never upstream text. */
export interface AgencyFinding {
  readonly part: CheckPart;
  /** A schema coordinate such as `Subject.name`, a place in a file, or empty for the part as a whole. */
  readonly place: string;
  /** Where in the SDL, from 1; null where it has no line. */
  readonly line: number | null;
  /** What is wrong and how to mend it. */
  readonly message: string;
  readonly severity: Severity;
}

/** A finding of one part, as its check states it. */
export type PartFinding = Pick<AgencyFinding, 'place' | 'message'> &
  Partial<Pick<AgencyFinding, 'line' | 'severity'>>;

/** Findings of one part, whole. */
export const findingsOfPart = (part: CheckPart, findings: readonly PartFinding[]): readonly AgencyFinding[] =>
  findings.map(({ place, message, line = null, severity = 'ERROR' }) => ({
    part,
    place,
    line,
    message,
    severity,
  }));
