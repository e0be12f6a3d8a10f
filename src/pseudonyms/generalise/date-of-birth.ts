import type { LevelOf } from '../../domain/ladder';
import { AGE_BANDS, generaliseAge } from './age';
import { generaliseDate, generaliseDateToMonth, isPartialDate } from './date';

/** A date of birth to its year: `2011-03-04` -> `2011`; anything that is no date -> null. */
export const generaliseDateOfBirth = (value: string | null | undefined): string | null =>
  generaliseDate(value);

const UNBORN = 'unborn';
const NEWBORN = 'newborn';
const IN_WORDS = /^([0-9]{1,3}) (years|months)$/;

/** Whether a value is an age or a band already. */
const isAge = (value: string): boolean =>
  IN_WORDS.test(value) || [UNBORN, NEWBORN, ...AGE_BANDS].some((age) => age === value);

/** Completed months between two days (YYYY-MM-DD); negative where the first lies after the second. */
function monthsBetween(born: string, on: string): number {
  const [bornYear = 0, bornMonth = 0, bornDay = 0] = born.split('-').map(Number);
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  return (year - bornYear) * 12 + month - bornMonth - (day < bornDay ? 1 : 0);
}

function inWords(months: number): string {
  if (months < 0) return UNBORN;
  if (months === 0) return NEWBORN;
  return months < 12 ? `${String(months)} months` : `${String(Math.floor(months / 12))} years`;
}

/** The first and the last day that a partial date can be. */
function extremes(value: string): readonly [string, string] {
  if (value.length === 10) return [value, value];
  if (value.length === 4) return [`${value}-01-01`, `${value}-12-31`];
  const last = ['31', '30', '29', '28'].find((day) => isPartialDate(`${value}-${day}`)) ?? '28';
  return [`${value}-01`, `${value}-${last}`];
}

/**
 * The age on the day of the index event: completed years, months below one year, `newborn` below one month, `unborn`
 * before birth. Of a partial date, the age that all its days agree on, else the band that they do; otherwise, and
 * without an index event, null.
 *
 * @param indexEventOn an ISO 8601 calendar date.
 */
export function ageAtIndexEvent(
  value: string | null | undefined,
  indexEventOn: string | null,
): string | null {
  if (value && isAge(value)) return value;
  if (!value || indexEventOn === null || !isPartialDate(value)) return null;
  const [oldest, youngest] = extremes(value).map((born) => inWords(monthsBetween(born, indexEventOn)));
  if (oldest === youngest) return oldest ?? null;
  const bands = [oldest, youngest].map(bandOfAge);
  return bands[0] === bands[1] ? (bands[0] ?? null) : null;
}

/** The band of an age in words, or of a band already. */
export function bandOfAge(age: string | null | undefined): string | null {
  if (age === UNBORN || age === NEWBORN) return generaliseAge(0);
  const [, count, unit] = IN_WORDS.exec(age ?? '') ?? [];
  return generaliseAge(count === undefined ? age : unit === 'months' ? 0 : Number(count));
}

/** A date of birth at a level of its ladder; anything that is no date -> null. */
export function dateOfBirthAt(
  value: string | null | undefined,
  level: LevelOf<'dateOfBirth'>,
  indexEventOn: string | null,
): string | null {
  switch (level) {
    case 'full':
      return value && isPartialDate(value) ? value : null;
    case 'month':
      return generaliseDateToMonth(value);
    case 'year':
      return generaliseDateOfBirth(value);
    case 'ageAtIndexEvent':
      return ageAtIndexEvent(value, indexEventOn);
    case 'band':
      return bandOfAge(ageAtIndexEvent(value, indexEventOn));
  }
}
