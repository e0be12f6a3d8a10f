const ukDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const HOUR_MS = 3_600_000;
/** The last answer, and the hour that it holds for: UK time has been whole hours from UTC since 1847. */
let known = { hour: NaN, day: '' };

/**
 * The calendar day in the United Kingdom at that instant, as an ISO 8601 date.
 *
 * @throws RangeError for no instant
 */
export function ukDay(at: Date): string {
  const hour = Math.floor(at.getTime() / HOUR_MS);
  if (hour !== known.hour) known = { hour, day: ukDate.format(at) };
  return known.day;
}
