/** A span of time by ISO 8601 dates, whole or cut to the month or the year, both ends included; null is open. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** The fields of `Subject` that take a period in the contract: the lists of statements. */
export const DATED_FIELDS = [
  'health',
  'otherSpecialCategory',
  'legalStatuses',
  'involvements',
  'safeguardingConcerns',
  'convictions',
  'investigations',
] as const;

export type DatedField = (typeof DATED_FIELDS)[number];

const dated: ReadonlySet<string> = new Set(DATED_FIELDS);

/** Whether the field is a list of statements that a period narrows. */
export const isDatedField = (name: string): name is DatedField => dated.has(name);

/** Bounds, as text, of the days that a date cut to its month or year can mean; ISO dates order as text. */
const firstDay = (date: string): string => filled(date, '-01-01');
const lastDay = (date: string): string => filled(date, '-12-31');
const filled = (date: string, rest: string): string => `${date}${rest.slice(date.length - 4)}`.slice(0, 10);

/**
 * Whether what lasted from `from` to `to` lies wholly outside the period. What has no date lies in any period, and what
 * has no end may go on, so neither is left out by guesswork.
 */
export function liesOutside(
  { from, to }: { readonly from?: string | null | undefined; readonly to?: string | null | undefined },
  period: Period,
): boolean {
  const beginsAfter = !!from && period.to !== null && firstDay(from) > lastDay(period.to);
  const endsBefore = !!to && period.from !== null && lastDay(to) < firstDay(period.from);
  return beginsAfter || endsBefore;
}
