const PARTIAL_DATE = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;

/** Whether `value` is YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601 reduced precision) and a day of the calendar. */
export function isPartialDate(value: string): boolean {
  const [, year, month = '01', day = '01'] = PARTIAL_DATE.exec(value) ?? [];
  if (year === undefined) return false;
  const instant = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(`${year}-${month}-${day}`);
}

/** A partial date to the year: `2011-03-04` -> `2011`; anything that is no date -> null. */
export const generaliseDate = (value: string | null | undefined): string | null =>
  value && isPartialDate(value) ? value.slice(0, 4) : null;

/** A partial date to the month at most: `2011-03-04` -> `2011-03`; anything that is no date -> null. */
export const generaliseDateToMonth = (value: string | null | undefined): string | null =>
  value && isPartialDate(value) ? value.slice(0, 7) : null;
