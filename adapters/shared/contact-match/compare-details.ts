/** How two dates of birth agree, best first; `UNKNOWN` where one is missing. */
export type DateAgreement = 'EXACT' | 'PARTIAL' | 'SWAPPED' | 'SLIP' | 'NEAR' | 'NONE' | 'UNKNOWN';
/** How two sets of addresses agree, best first; `UNKNOWN` where one is empty. */
export type AddressAgreement = 'SAME' | 'NEAR' | 'NONE' | 'UNKNOWN';

const WHOLE_DATE = /^\d{4}-\d{2}-\d{2}$/u;
/** Six months: the widest spread of a date of birth that the DfE's rules search (catalogue 3.6). */
const NEAR_DAYS = 183;
const DAY_MS = 86_400_000;
const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b/u;

/** The date with day and month exchanged, as ISO 8601; null where there is no such day or it is the same one. */
export function swappedDate(date: string): string | null {
  const [year = '', month = '', day = ''] = date.split('-');
  if (!WHOLE_DATE.test(date) || month === day || Number(day) > 12) return null;
  return `${year}-${day}-${month}`;
}

/** Compares ISO 8601 dates, whole or cut to the month or the year. */
export function compareDates(asked: string | null, recorded: string | null): DateAgreement {
  if (asked === null || recorded === null) return 'UNKNOWN';
  if (asked === recorded) return WHOLE_DATE.test(asked) ? 'EXACT' : 'PARTIAL';
  if (asked.startsWith(recorded) || recorded.startsWith(asked)) return 'PARTIAL';
  if (!WHOLE_DATE.test(asked) || !WHOLE_DATE.test(recorded)) return 'NONE';
  if (swappedDate(asked) === recorded) return 'SWAPPED';
  if (isSlip(asked, recorded)) return 'SLIP';
  return Math.abs(Date.parse(asked) - Date.parse(recorded)) <= NEAR_DAYS * DAY_MS ? 'NEAR' : 'NONE';
}

/** One digit that differs, or the same day of a year before or after. */
function isSlip(one: string, other: string): boolean {
  if ([...one].filter((digit, index) => digit !== other[index]).length === 1) return true;
  return (
    one.slice(4) === other.slice(4) && Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4))) === 1
  );
}

interface ReadAddress {
  readonly text: string;
  /** The half of a postcode before the space, such as `PR1`: all that a postcode wildcard asks for. */
  readonly district: string | null;
  readonly postcode: string | null;
}

function readAddress(address: string): ReadAddress {
  const upper = address.toUpperCase();
  const [, district = null, inward = null] = POSTCODE.exec(upper) ?? [];
  const postcode = district !== null && inward !== null ? `${district}${inward}` : null;
  return { text: upper.replace(/[^A-Z\d]/gu, ''), district, postcode };
}

/** Compares all addresses of the one with all of the other: people move, so one that agrees is enough. */
export function compareAddresses(asked: readonly string[], recorded: readonly string[]): AddressAgreement {
  const [ours, theirs] = [asked, recorded].map((list) =>
    list.filter((each) => each.trim() !== '').map(readAddress),
  );
  if (!ours?.length || !theirs?.length) return 'UNKNOWN';
  const pairs = ours.flatMap((one) => theirs.map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => isSame(one, other))) return 'SAME';
  return pairs.some(([one, other]) => one.district !== null && one.district === other.district)
    ? 'NEAR'
    : 'NONE';
}

function isSame(one: ReadAddress, other: ReadAddress): boolean {
  if (one.text !== '' && one.text === other.text) return true;
  return one.postcode !== null && one.postcode === other.postcode;
}
