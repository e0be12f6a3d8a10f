import type { LevelOf } from '../../domain/ladder';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const PARTIAL_DATE = /^[0-9]{4}(?:-[0-9]{2}){0,2}$/;

/** Days of a month of the Gregorian calendar; none in a month that is not one. */
const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 0);

/** Whether `value` is YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601 reduced precision) and a day of the calendar. */
export function isPartialDate(value: string): boolean {
  if (!PARTIAL_DATE.test(value)) return false;
  if (value.length === 4) return true;
  const day = value.length === 7 ? 1 : Number(value.slice(8));
  return day >= 1 && day <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

/** A partial date to the year: `2011-03-04` -> `2011`; anything that is no date -> null. */
export const generaliseDate = (value: string | null | undefined): string | null =>
  value && isPartialDate(value) ? value.slice(0, 4) : null;

/** A partial date to the month at most: `2011-03-04` -> `2011-03`; anything that is no date -> null. */
export const generaliseDateToMonth = (value: string | null | undefined): string | null =>
  value && isPartialDate(value) ? value.slice(0, 7) : null;

const QUARTER = /^[0-9]{4}-Q[1-4]$/;
const OFFSET = /^(?:[DMY](?:0|[+-][1-9][0-9]*))$/;
const DAY_MS = 86_400_000;

/** A partial date to the quarter of the calendar year at most: `2011-03-04` -> `2011-Q1`; no date -> null. */
export function generaliseDateToQuarter(value: string | null | undefined): string | null {
  if (value && QUARTER.test(value)) return value;
  const month = generaliseDateToMonth(value);
  if (month === null || month.length === 4) return month;
  return `${month.slice(0, 4)}-Q${String(Math.ceil(Number(month.slice(5)) / 3))}`;
}

const signed = (letter: string, count: number): string => `${letter}${count > 0 ? '+' : ''}${String(count)}`;

/**
 * How far a partial date lies from the review's index event, in the unit in which it is known: days (`D-412`), months
 * (`M-13`) or years (`Y-1`). Without an index event there is nothing to count from, and the month is given instead.
 */
export function dateOffset(value: string | null | undefined, indexEventOn: string | null): string | null {
  if (value && OFFSET.test(value)) return value;
  if (!value || !isPartialDate(value)) return null;
  if (indexEventOn === null) return generaliseDateToMonth(value);
  const [year = 0, month, day] = value.split('-').map(Number);
  const [indexYear = 0, indexMonth = 1] = indexEventOn.split('-').map(Number);
  if (month === undefined) return signed('Y', year - indexYear);
  if (day === undefined) return signed('M', (year - indexYear) * 12 + month - indexMonth);
  return signed('D', Math.round((Date.parse(value) - Date.parse(indexEventOn)) / DAY_MS));
}

/** The date of an event at a level of its ladder; anything that is no date -> null. */
export function dateAt(
  value: string | null | undefined,
  level: LevelOf<'dates'>,
  indexEventOn: string | null,
): string | null {
  switch (level) {
    case 'day':
      return value && isPartialDate(value) ? value : null;
    case 'offset':
      return dateOffset(value, indexEventOn);
    case 'month':
      return generaliseDateToMonth(value);
    case 'quarter':
      return generaliseDateToQuarter(value);
    case 'year':
      return generaliseDate(value);
  }
}
