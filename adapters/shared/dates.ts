import { ukDay } from '../../src/domain/uk-day';

const ISO_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$/;
/** As exports of the school census write it: `2012-Jan-21 00:00:00`. */
const MONTH_BY_NAME = /^(\d{4})-([A-Z][a-z]{2})-(\d{2})(?: .*)?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BRITISH_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T].*)?$/;

/**
 * A source's date as the contract's `PartialDate`: YYYY, YYYY-MM or YYYY-MM-DD. Reads ISO 8601 dates and date-times
 * (the date as it was written, without moving it between time zones), DD/MM/YYYY and YYYY-Mon-DD. Null for anything else and for
 * days that no calendar has, so that a bad date in a record is left out instead of failing the record.
 */
export function toPartialDate(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  const british = BRITISH_DATE.exec(trimmed);
  if (british) return assemble(british[3], british[2]?.padStart(2, '0'), british[1]?.padStart(2, '0'));
  const named = MONTH_BY_NAME.exec(trimmed);
  if (named) return assemble(named[1], monthOf(named[2]), named[3]);
  const iso = ISO_DATE.exec(trimmed);
  return iso ? assemble(iso[1], iso[2], iso[3]) : null;
}

const monthOf = (name: string | undefined): string => String(MONTHS.indexOf(name ?? '') + 1).padStart(2, '0');

function assemble(year: string | undefined, month?: string, day?: string): string | null {
  if (year === undefined || year === '0000') return null;
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return `${year}-${month}`;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  return real ? `${year}-${month}-${day}` : null;
}

/**
 * Age in completed years at `at`, counted in the calendar of the United Kingdom. Null unless `dateOfBirth` is a whole
 * ISO 8601 date that is not after `at`. Somebody born on 29 February has their birthday on 1 March in common years.
 */
export function ageAt(dateOfBirth: string | null | undefined, at: Date): number | null {
  const born = toPartialDate(dateOfBirth);
  if (born?.length !== 'YYYY-MM-DD'.length) return null;
  const today = ukDay(at);
  if (born > today) return null;
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}
