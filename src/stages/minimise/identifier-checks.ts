/** Letters that stand for 0 to 22, without I, O and S; the pupil number begins at A, the police's at Z. */
const PUPIL_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const POLICE_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';

/** Whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary). */
export function isNhsNumber(digits: string): boolean {
  if (!/^[0-9]{10}$/u.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += Number(digits[at]) * (10 - at);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]);
}

/** Whether a unique pupil number's letter fits: weights 2 to 13, modulus 23 (DfE guide to unique pupil numbers). */
export function isPupilNumber(printed: string): boolean {
  const [letter = '', ...rest] = printed.toUpperCase();
  if (rest.length !== 12) return false;
  const sum = rest.reduce((total, character, at) => {
    const value = /[0-9]/u.test(character) ? Number(character) : PUPIL_LETTERS.indexOf(character);
    return total + value * (at + 2);
  }, 0);
  return PUPIL_LETTERS[sum % 23] === letter;
}

const PNC_ID = /^(?<year>[0-9]{2}|[0-9]{4})\/(?<serial>[0-9]{1,7})(?<letter>[A-Z])$/iu;
const CRO_NUMBER = /^(?<serial>[0-9]{1,6})\/(?<year>[0-9]{2})(?<letter>[A-Z])$/iu;

/** Whether the letter is what two digits of the year and the serial, of so many digits, leave of 23. */
function hasPoliceLetter(found: RegExpExecArray | null, digits: number): boolean {
  const { year = '', serial = '', letter = '' } = found?.groups ?? {};
  const check = POLICE_LETTERS[Number(`${year.slice(-2)}${serial.padStart(digits, '0')}`) % 23];
  return check === letter.toUpperCase();
}

/** Whether a police national computer id's letter fits: `12/394773H`, two digits of the year and seven of the serial. */
export const isPncId = (printed: string): boolean => hasPoliceLetter(PNC_ID.exec(printed), 7);

/** Whether a criminal records office number's letter fits: `29906/12J`, six digits of the serial and two of the year. */
export const isCroNumber = (printed: string): boolean => hasPoliceLetter(CRO_NUMBER.exec(printed), 6);

/** Whether digits pass the check of payment cards (ISO/IEC 7812-1, annex B). */
export function isCardNumber(digits: string): boolean {
  if (!/^[0-9]{12,19}$/u.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Whether an international bank account number passes its check, modulus 97 (ISO 13616). */
export function isIban(printed: string): boolean {
  const compact = printed.replace(/[\s-]/gu, '').toUpperCase();
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/u.test(compact)) return false;
  const digits = [...`${compact.slice(4)}${compact.slice(0, 4)}`]
    .map((character) => String(Number.parseInt(character, 36)))
    .join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
