import { withoutPseudonyms } from '../pseudonyms';

/** Ten digits, with the gaps that people write. */
const TEN_DIGITS = /(?<!\d)\d(?:[ -]?\d){9}(?!\d)/g;
/** A national insurance number (HMRC NIM39110): prefixes never issued left out, gaps allowed. */
const NATIONAL_INSURANCE_NUMBER =
  /(?<![A-Za-z])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ -]?\d{2}){3}[ -]?[A-D]?(?![A-Za-z0-9])/i;
/** Ids and digests of ours, whose digits mean nothing, as those of pseudonyms do not. */
const OPAQUE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}/gi;

/** Whether ten digits are an NHS number: weights 10 to 2, remainder of 11 (NHS Data Dictionary). */
function isNhsNumber(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(digits[index]) * (10 - index);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/**
 * Whether a text holds what looks like an NHS number (ten digits that pass modulus 11) or a national insurance number.
 * One in eleven other ten-digit numbers is taken for one: it is refused all the same.
 */
export function holdsOfficialIdentifier(text: string): boolean {
  const open = withoutPseudonyms(text).replace(OPAQUE, '#');
  if (NATIONAL_INSURANCE_NUMBER.test(open)) return true;
  return [...open.matchAll(TEN_DIGITS)].some(([digits]) => isNhsNumber(digits.replace(/\D/g, '')));
}

/** The same, for every key and text of a structure. */
export function anyHoldsOfficialIdentifier(value: unknown): boolean {
  if (typeof value === 'string') return holdsOfficialIdentifier(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(anyHoldsOfficialIdentifier);
  return Object.entries(value).some(
    ([key, item]) => holdsOfficialIdentifier(key) || anyHoldsOfficialIdentifier(item),
  );
}
