import type { MatchEvidence } from '../../../src/domain/contact-match';
import type { AddressAgreement, DateAgreement } from './compare-details';
import type { GivenAgreement, NameAgreement, SurnameAgreement } from './compare-names';

/** How everything that was asked for agrees with one record. */
export interface Agreement {
  readonly name: NameAgreement;
  /** Whether the names that agree are not the first ones of both sides. */
  readonly byOtherName: boolean;
  readonly dateOfBirth: DateAgreement;
  readonly address: AddressAgreement;
  readonly nhsNumber: NumberAgreement;
}
export type NumberAgreement = 'SAME' | 'DIFFERENT' | 'UNKNOWN';

/**
 * How often, among a person's own records and among other people's, the two agree in that way (the m and u of I. P.
 * Fellegi and A. B. Sunter, A Theory for Record Linkage, 1969). Orders of magnitude for England; a row never sums to 1
 * with unlikelier ways left out.
 */
type Odds = readonly [own: number, others: number];

const GIVEN: Readonly<Record<GivenAgreement, Odds>> = {
  EXACT: [0.85, 0.01],
  SHORT_FORM: [0.05, 0.004],
  MIDDLE: [0.02, 0.004],
  HOMOPHONE: [0.03, 0.006],
  SPELLING: [0.03, 0.004],
  INITIAL: [0.02, 0.06],
  UNNAMED: [0.02, 0.005],
  NONE: [0.005, 0.92],
};
const SURNAME: Readonly<Record<SurnameAgreement, Odds>> = {
  EXACT: [0.88, 0.004],
  PART: [0.03, 0.004],
  HOMOPHONE: [0.03, 0.006],
  SPELLING: [0.03, 0.004],
  NONE: [0.03, 0.98],
};
const DATE: Readonly<Record<DateAgreement, Odds>> = {
  EXACT: [0.9, 1 / 25_000],
  PARTIAL: [0.02, 1 / 800],
  SWAPPED: [0.02, 1 / 60_000],
  SLIP: [0.03, 1 / 1_000],
  NEAR: [0.02, 1 / 70],
  NONE: [0.005, 0.98],
  UNKNOWN: [1, 1],
};
const ADDRESS: Readonly<Record<AddressAgreement, Odds>> = {
  SAME: [0.6, 1 / 5_000],
  NEAR: [0.1, 1 / 50],
  NONE: [0.3, 0.98],
  UNKNOWN: [1, 1],
};
const NUMBER: Readonly<Record<NumberAgreement, Odds>> = {
  SAME: [0.95, 1 / 1_000_000],
  // A person gets a new number on adoption, so two numbers say little.
  DIFFERENT: [0.03, 1],
  UNKNOWN: [1, 1],
};
/** One name in two hundred is entered in the wrong order; among other people's it is half as likely as the right one. */
const TRANSPOSED: Odds = [0.005, 0.5];
const BY_OTHER_NAME: Odds = [0.2, 0.5];

/** From here on a record is this person's, and below it is only maybe (catalogue 3.6). */
export const MATCH_FROM = 0.95;
export const POTENTIAL_FROM = 0.85;

/** Just below the thresholds. */
const AT_MOST_POTENTIAL = 0.949;
const AT_MOST_LOW = 0.849;

/**
 * The probability, from 0 to 1, that a record which agrees so is the person's, where `people` records could be. Members
 * of a family share surname, address and sometimes the date of birth, so no sum of those stands in for a given name or
 * a date of birth that disagrees.
 */
export function scoreOf(agreement: Agreement, people: number): number {
  const { name, byOtherName, dateOfBirth, address, nhsNumber } = agreement;
  const evidence = [
    GIVEN[name.given],
    SURNAME[name.surname],
    DATE[dateOfBirth],
    ADDRESS[address],
    NUMBER[nhsNumber],
    ...(name.transposed ? [TRANSPOSED] : []),
    ...(byOtherName ? [BY_OTHER_NAME] : []),
  ];
  const odds = evidence.reduce((product, [own, others]) => product * (own / others), 1 / Math.max(1, people));
  return Math.min(odds / (1 + odds), highestFor(agreement));
}

function highestFor({ name, dateOfBirth }: Agreement): number {
  if (name.given === 'NONE' || dateOfBirth === 'NONE') return AT_MOST_LOW;
  const isUnsure = name.given === 'UNNAMED' || name.surname === 'NONE' || dateOfBirth === 'UNKNOWN';
  return isUnsure ? AT_MOST_POTENTIAL : 1;
}

/** The probability of a record that may be the person's twin: never enough for a machine. */
export const asTwin = (score: number): number => Math.min(score, AT_MOST_POTENTIAL);

/** Whether a machine may propose KNOWN: names and date of birth are the same, and entered in the same way. */
export const isExact = ({ name, dateOfBirth }: Agreement): boolean =>
  name.given === 'EXACT' && name.surname === 'EXACT' && !name.transposed && dateOfBirth === 'EXACT';

/** What a person at the agency is shown of an agreement. */
export function evidenceOf(agreement: Agreement): readonly MatchEvidence[] {
  const { name, byOtherName, dateOfBirth, address, nhsNumber } = agreement;
  const noted = (how: string): string =>
    [how, ...(name.transposed ? ['TRANSPOSED'] : []), ...(byOtherName ? ['OTHER_NAME'] : [])].join(' ');
  return [
    { of: 'GIVEN_NAME', agreement: noted(name.given) },
    { of: 'SURNAME', agreement: noted(name.surname) },
    { of: 'DATE_OF_BIRTH', agreement: dateOfBirth },
    { of: 'ADDRESS', agreement: address },
    ...(nhsNumber === 'UNKNOWN' ? [] : [{ of: 'NHS_NUMBER' as const, agreement: nhsNumber }]),
  ];
}
