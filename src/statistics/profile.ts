/** The ways of protecting small numbers that are offered. */
export const STATISTICS_PROFILES = ['NHS', 'DFE'] as const;

export type StatisticsProfile = (typeof STATISTICS_PROFILES)[number];

/** The least and the most that a true count can be, as far as what is published tells; both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** How one count is published. */
export interface Rule {
  /** The published number; null where the count is suppressed. */
  shown(count: number): number | null;
  /** What a published number tells of the count. */
  told(shown: number): Range;
  /** What it tells that a count is suppressed. */
  readonly suppressed: Range;
}

/** One profile: its rules for cells and for totals, and what stands in the place of a suppressed count. */
export interface Profile {
  readonly cells: Rule;
  readonly totals: Rule;
  readonly symbol: string;
  /** Whether a lone suppressed cell takes another one of its row and column with it. */
  readonly secondary: boolean;
}

/** Rounded half up to a multiple of `unit`. */
const rounded = (count: number, unit: number): number => Math.floor(count / unit + 0.5) * unit;

/** Hospital Episode Statistics disclosure control: 1 to 7 suppressed, others to the nearest 5, zeros stay. */
const NEAREST_FIVE: Rule = Object.freeze({
  shown: (count: number) => (count === 0 ? 0 : count <= 7 ? null : rounded(count, 5)),
  told: (shown: number) =>
    shown === 0 ? { low: 0, high: 0 } : { low: Math.max(8, shown - 2), high: shown + 2 },
  suppressed: { low: 1, high: 7 },
});

/** Department for Education, children in need: 1 to 5 suppressed, others as they are. */
const FROM_SIX: Rule = Object.freeze({
  shown: (count: number) => (count >= 1 && count <= 5 ? null : count),
  told: (shown: number) => ({ low: shown, high: shown }),
  suppressed: { low: 1, high: 5 },
});

/** Department for Education: totals to the nearest 10. */
const NEAREST_TEN: Rule = Object.freeze({
  shown: (count: number) => rounded(count, 10),
  told: (shown: number) => ({ low: Math.max(0, shown - 5), high: shown + 4 }),
  suppressed: { low: 0, high: Infinity },
});

/** The profiles (catalogue 4.6). */
export const PROFILES: Readonly<Record<StatisticsProfile, Profile>> = Object.freeze({
  NHS: { cells: NEAREST_FIVE, totals: NEAREST_FIVE, symbol: '*', secondary: false },
  DFE: { cells: FROM_SIX, totals: NEAREST_TEN, symbol: 'c', secondary: true },
});
