import type { LocalMatch } from '../../../src/domain/agency-source';
import type { ContactPerson } from '../../../src/domain/contact-match';
import { compareAddresses, compareDates } from './compare-details';
import { compareNames, compareTransposed, type NameAgreement } from './compare-names';
import { parseName, type ParsedName } from './name';
import { scoreOf, type Agreement, type NumberAgreement } from './score';

/** A record and how it agrees. */
export interface Weighed {
  readonly match: LocalMatch;
  readonly agreement: Agreement;
  readonly score: number;
}

/** Compares one record under every pair of names, and keeps the pair that speaks most for it. */
export function weigh(person: ContactPerson, match: LocalMatch, people: number): Weighed | null {
  const details = {
    dateOfBirth: compareDates(person.dateOfBirth, match.dateOfBirth),
    address: compareAddresses(person.addresses, addressesOf(match)),
    nhsNumber: compareNumbers(person.nhsNumber, match.nhsNumber),
  };
  const weighed = pairs(person, match).map(({ name, byOtherName }): Weighed => {
    const agreement = { ...details, name, byOtherName };
    return { match, agreement, score: scoreOf(agreement, people) };
  });
  return weighed.reduce<Weighed | null>(
    (best, each) => (best && best.score >= each.score ? best : each),
    null,
  );
}

const addressesOf = ({ address, otherAddresses = [] }: LocalMatch): readonly string[] =>
  address === null ? otherAddresses : [address, ...otherAddresses];

interface NamePair {
  readonly name: NameAgreement;
  readonly byOtherName: boolean;
}

function pairs(person: ContactPerson, match: LocalMatch): readonly NamePair[] {
  const asked = parsed(person.names);
  const recorded = parsed([match.name, ...(match.otherNames ?? [])]);
  return asked.flatMap((one, ours) =>
    recorded.flatMap((other, theirs) => {
      const turned = compareTransposed(one, other);
      const names = turned === null ? [compareNames(one, other)] : [compareNames(one, other), turned];
      return names.map((name) => ({ name, byOtherName: ours + theirs > 0 }));
    }),
  );
}

const parsed = (names: readonly string[]): readonly ParsedName[] =>
  names.map(parseName).filter((name) => name !== null);

function compareNumbers(asked: string | undefined, recorded: string | null | undefined): NumberAgreement {
  if (!asked || !recorded) return 'UNKNOWN';
  const [one, other] = [asked, recorded].map((number) => number.replace(/\D/gu, ''));
  return one === other ? 'SAME' : 'DIFFERENT';
}

/** Whether two records look like siblings of one birth: one date, one surname, given names that differ. */
export function areTwins(one: LocalMatch, other: LocalMatch): boolean {
  if (one.dateOfBirth === null || one.dateOfBirth !== other.dateOfBirth) return false;
  const [ours, theirs] = [parseName(one.name), parseName(other.name)];
  if (ours === null || theirs === null) return false;
  const { given, surname } = compareNames(ours, theirs);
  const isOneFamily = surname === 'EXACT' || surname === 'PART';
  return isOneFamily && (given === 'NONE' || given === 'UNNAMED' || given === 'INITIAL');
}
