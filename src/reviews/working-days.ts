import type { ReviewType } from '../domain/purpose';
import { ukDay } from '../domain/uk-day';
import { GatewayError } from '../errors/gateway-error';
import { BANK_HOLIDAYS } from './bank-holidays';

const DAY_MS = 24 * 60 * 60 * 1_000;

const toDay = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (day: number): string => new Date(day).toISOString().slice(0, 10);

/**
 * Whether a calendar date (ISO 8601) is a working day in England and Wales.
 *
 * @throws GatewayError CONFIG_INVALID for a year whose bank holidays are not known: a statutory clock is never guessed
 */
export function isWorkingDay(date: string): boolean {
  const holidays = BANK_HOLIDAYS[date.slice(0, 4)];
  if (holidays === undefined) {
    throw new GatewayError('CONFIG_INVALID', {
      detail: `no bank holidays are known for ${date.slice(0, 4)}`,
    });
  }
  const weekday = new Date(toDay(date)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(date.slice(5));
}

/**
 * The working day that is `count` working days after a date, the date itself not counted.
 *
 * @param date ISO 8601 calendar date; it need not be a working day
 * @param count a whole number of at least 1
 * @throws GatewayError CONFIG_INVALID as `isWorkingDay`
 */
export function addWorkingDays(date: string, count: number): string {
  let day = toDay(date);
  for (let left = count; left > 0;) {
    day += DAY_MS;
    if (isWorkingDay(toDate(day))) left -= 1;
  }
  return toDate(day);
}

/** Working days that an agency has for its answer to a contact check (catalogue 3.6). */
const CONTACT_CHECK_DAYS: Readonly<Record<ReviewType, number>> = Object.freeze({
  RAPID_REVIEW: 3,
  CHILD_SAFEGUARDING_PRACTICE_REVIEW: 10,
  SAFEGUARDING_ADULT_REVIEW: 10,
  DOMESTIC_HOMICIDE_REVIEW: 10,
  CHILD_DEATH_REVIEW: 10,
});

/**
 * The last working day for the answer to a contact check, as an ISO 8601 calendar date of England and Wales.
 *
 * @param sentAt when the contact check was sent
 * @throws GatewayError CONFIG_INVALID as `isWorkingDay`
 */
export const contactCheckDue = (type: ReviewType, sentAt: Date): string =>
  addWorkingDays(ukDay(sentAt), CONTACT_CHECK_DAYS[type]);
