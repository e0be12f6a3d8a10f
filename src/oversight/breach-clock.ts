/** Hours from awareness to the notice to the Information Commissioner (UK GDPR art. 33(1)). */
const HOURS = 72;
const HOUR_MS = 3_600_000;

/** What was decided on a breach, or on what came near one. */
export const BREACH_DECISIONS = ['NOTIFY', 'NOT_REQUIRED', 'NEAR_MISS'] as const;

export type BreachDecision = (typeof BREACH_DECISIONS)[number];

/** The clock of a breach at an instant. */
export interface BreachClock {
  readonly awareAt: Date;
  readonly deadline: Date;
  /** Hours that are left, to a tenth, downwards; negative when they are over. */
  readonly hoursLeft: number;
}

/** @param now the instant that it is read at */
export function breachClock(awareAt: Date, now: Date): BreachClock {
  const deadline = new Date(awareAt.getTime() + HOURS * HOUR_MS);
  const hoursLeft = Math.floor(((deadline.getTime() - now.getTime()) * 10) / HOUR_MS) / 10;
  return Object.freeze({ awareAt, deadline, hoursLeft });
}

/** A decision as it was recorded. */
export interface RecordedDecision {
  readonly reference: string;
  readonly decision: BreachDecision;
  readonly decidedBy: string;
  /** ISO 8601. */
  readonly awareAt: string;
  readonly decidedAt: Date;
  readonly eventId: string;
}

/** Clock and decisions in words. */
export function describeBreach(
  clock: BreachClock | undefined,
  decisions: readonly RecordedDecision[],
): string {
  const last = decisions.at(-1);
  const said = last
    ? `Decided: ${last.decision}, by ${last.decidedBy}, at ${last.decidedAt.toISOString()}.`
    : 'No decision is recorded.';
  if (clock === undefined) return last ? said : '';
  const { awareAt, deadline, hoursLeft } = clock;
  const left = hoursLeft >= 0 ? `${hoursLeft} hours are left` : `it passed ${-hoursLeft} hours ago`;
  return `Aware since ${awareAt.toISOString()}: the 72 hours end at ${deadline.toISOString()}, ${left}. ${said}`;
}
