/** The dates from which retention runs. */
export const RETENTION_STARTS = [
  'DATE_OF_BIRTH',
  'DATE_OF_DEATH',
  'REVIEW_COMPLETED',
  'REVIEW_CLOSED',
  'PUBLISHED',
  'RECEIVED',
  'CONSENT_WITHDRAWN',
  'PROCESSING_ENDED',
  'NO_LONGER_NEEDED',
  'EVENT_RECORDED',
  /** The day on which the review's own papers are due for destruction. */
  'REVIEW_DESTRUCTION_DUE',
] as const;

export type RetentionStart = (typeof RETENTION_STARTS)[number];

/** A date and what is added to it. */
export interface RetentionTerm {
  readonly from: RetentionStart;
  /** An ISO 8601 duration of years, months and days, such as `P75Y`. */
  readonly add: string;
}

/** How long something is kept. */
export interface RetentionRule {
  readonly rule: string;
  readonly appliesTo: string;
  /** Where it is kept and who destroys it. */
  readonly keptBy: string;
  /** Due on the latest of these; empty where the document that sets the period has not been supplied. */
  readonly latestOf: readonly RetentionTerm[];
  /** Whether the pack cannot be active while the period is missing. */
  readonly required: boolean;
  /** The sentence that it rests on; null for a rule of the product. */
  readonly clause: string | null;
}

/** What is known of one case: ISO dates, and whether a legal hold suspends destruction. */
export type RetentionFacts = Readonly<Partial<Record<RetentionStart, string>>> & {
  readonly legalHold?: boolean;
};

/**
 * The day on which the rule's data are due for destruction, as an ISO date; null while a legal hold stands, a date that
 * the rule needs is not known, or its period has not been supplied. Years keep day and month, and 29 February becomes
 * 1 March; months end at the last day of a shorter month.
 */
export function retentionDueOn(rule: RetentionRule, facts: RetentionFacts): string | null {
  if (facts.legalHold === true || rule.latestOf.length === 0) return null;
  const dates = rule.latestOf.map(({ from, add }) => {
    const start = facts[from];
    return start === undefined ? null : addDuration(start, add);
  });
  return dates.reduce((latest, date) =>
    latest === null || date === null ? null : latest > date ? latest : date,
  );
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/;

/**
 * An ISO date plus an ISO 8601 duration of years, months and days; null where either is none.
 *
 * @param start such as `2012-02-29`
 * @param duration such as `P75Y`
 */
export function addDuration(start: string, duration: string): string | null {
  const parts = DURATION.exec(duration);
  const from = new Date(`${start}T00:00:00Z`);
  if (!parts || duration === 'P' || Number.isNaN(from.getTime())) return null;
  const [years, months, days] = [1, 2, 3].map((part) => Number(parts[part] ?? 0)) as [number, number, number];
  const date = new Date(from);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  if (months > 0) addMonths(date, months);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}
