const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const PARTIAL_DATE = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;

/** Days of a month of the Gregorian calendar; none in a month that is not one. */
const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 0);

/** Whether `value` is YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601 reduced precision) and a day of the calendar. */
export function isPartialDate(value: string): boolean {
  const [, year, month = '01', day = '01'] = PARTIAL_DATE.exec(value) ?? [];
  if (year === undefined) return false;
  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

/** A partial date to the year: `2011-03-04` -> `2011`; anything that is no date -> null. */
export const generaliseDate = (value: string | null | undefined): string | null =>
  value && isPartialDate(value) ? value.slice(0, 4) : null;

/** A partial date to the month at most: `2011-03-04` -> `2011-03`; anything that is no date -> null. */
export const generaliseDateToMonth = (value: string | null | undefined): string | null =>
  value && isPartialDate(value) ? value.slice(0, 7) : null;
