/**
 * The modulus 11 check digit of the first nine digits of an NHS number, as the NHS Data Dictionary defines it; null
 * where none exists.
 */
export function nhsCheckDigit(nineDigits: string): number | null {
  const sum = [...nineDigits].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return null;
  return check === 11 ? 0 : check;
}

/** The ten digits of a valid NHS number, however it is spaced; null for anything else. */
export function toNhsNumber(text: string | null | undefined): string | null {
  const digits = (text ?? '').replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits)) return null;
  return nhsCheckDigit(digits.slice(0, 9)) === Number(digits[9]) ? digits : null;
}
