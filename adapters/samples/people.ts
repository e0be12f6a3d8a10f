import { nhsCheckDigit } from '../shared/nhs-number';
import { HERITAGES, MIXED, type Heritage } from './heritages';
import { seededRandom, type SeededRandom } from './seeded-random';

/**
 * A fictional person that the sample agencies share. Nothing in it can reach a real one: NHS numbers lie in the 999
 * test range, telephone numbers in Ofcom's ranges for drama, postcodes in the unused area ZZ, e-mail under
 * example.org (RFC 2606), and national insurance numbers start with the never issued QQ.
 */
export interface SamplePerson {
  /** The population's own key, such as `family-01-mother`; an agency gives its records keys of its own. */
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  /** ISO 8601 date. */
  readonly dateOfBirth: string;
  readonly gender: 'female' | 'male';
  /** Ten digits with a valid modulus 11 check digit. */
  readonly nhsNumber: string;
  /** Null under 16. */
  readonly nationalInsuranceNumber: string | null;
  readonly telephone: string;
  readonly email: string;
  readonly address: { readonly lines: readonly string[]; readonly postcode: string; readonly uprn: string };
  /** ONS 16+1 ethnic category under its NHS Data Dictionary letter, A to S or Z. */
  readonly ethnicity: { readonly code: string; readonly term: string };
  readonly religion: string;
  readonly language: string;
  readonly familyKey: string;
  readonly familyRole: 'mother' | 'father' | 'child' | 'partner';
}

/** The fixed today of the samples: ages are as of this ISO 8601 date. */
export const SEED_DATE = '2026-11-02';

/** The family that all sample agencies know: one child of six, the mother and the mother's partner. */
export const DEMO_FAMILY_KEY = 'family-01';

const SEED_YEAR = Number(SEED_DATE.slice(0, 4));
const STREETS = [
  'Larkfield Road',
  'Old Tannery Lane',
  'Kestrel Close',
  'Weir Street',
  'Alder Walk',
  'Chapel Row',
];
const TOWNS = ['Zedminster', 'Upper Zedham', 'Zedbridge'];
const POSTCODE_LETTERS = [
  'A',
  'B',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  'L',
  'N',
  'P',
  'Q',
  'R',
  'S',
  'T',
  'U',
  'W',
  'X',
  'Y',
];

interface Household {
  readonly familyKey: string;
  readonly number: number;
  readonly random: SeededRandom;
  readonly address: SamplePerson['address'];
}

interface Member {
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly gender: SamplePerson['gender'];
  readonly role: SamplePerson['familyRole'];
  readonly heritage: Omit<Heritage, 'givenNames' | 'familyNames'>;
  /** Place in the family, from 0. */
  readonly order: number;
}

/**
 * The shared population, family by family. The same options give the same people; `families` (20 by default) only
 * adds to the end, and the demo family comes first.
 */
export function samplePopulation(
  options: { readonly seed?: number; readonly families?: number } = {},
): readonly SamplePerson[] {
  const { seed = 903, families = 20 } = options;
  return Array.from({ length: families }, (_, index) => {
    const number = index + 1;
    const household = makeHousehold(seed, number);
    const members = number === 1 ? demoMembers() : makeMembers(household.random);
    return members.map((member) => makePerson(household, member));
  }).flat();
}

function makeHousehold(seed: number, number: number): Household {
  const random = seededRandom(Math.imul(seed, 1_000_003) + number);
  const letter = (): string => random.pick(POSTCODE_LETTERS);
  const address = {
    lines: [`${random.integer(1, 180)} ${random.pick(STREETS)}`, random.pick(TOWNS)],
    postcode: `ZZ${random.integer(1, 9)} ${random.integer(1, 9)}${letter()}${letter()}`,
    uprn: `9999${String(number).padStart(4, '0')}${random.integer(1000, 9999)}`,
  };
  return { familyKey: `family-${String(number).padStart(2, '0')}`, number, random, address };
}

function demoMembers(): readonly Member[] {
  const heritage = HERITAGES[0];
  return [
    {
      givenName: 'Kerry',
      familyName: 'Ollerenshaw',
      dateOfBirth: '1996-05-21',
      gender: 'female',
      role: 'mother',
      heritage,
      order: 0,
    },
    {
      givenName: 'Dale',
      familyName: 'Threlkeld',
      dateOfBirth: '1992-11-03',
      gender: 'male',
      role: 'partner',
      heritage,
      order: 1,
    },
    {
      givenName: 'Alfie',
      familyName: 'Ollerenshaw',
      dateOfBirth: '2020-03-14',
      gender: 'male',
      role: 'child',
      heritage,
      order: 2,
    },
  ];
}

function makeMembers(random: SeededRandom): readonly Member[] {
  const mothers = random.pick(HERITAGES);
  const fathers = random.chance(0.2) ? random.pick(HERITAGES) : mothers;
  const familyName = random.pick(mothers.familyNames);
  const motherBorn = SEED_YEAR - random.integer(24, 42);
  const married = random.chance(0.6);
  const mother: Member = {
    givenName: random.pick(mothers.givenNames.female),
    familyName,
    dateOfBirth: dateIn(random, motherBorn),
    gender: 'female',
    role: 'mother',
    heritage: mothers,
    order: 0,
  };
  const father: Member = {
    givenName: random.pick(fathers.givenNames.male),
    familyName: married ? familyName : random.pick(fathers.familyNames),
    dateOfBirth: dateIn(random, motherBorn + random.integer(-6, 3)),
    gender: 'male',
    role: random.chance(0.7) ? 'father' : 'partner',
    heritage: fathers,
    order: 1,
  };
  const eldest = random.integer(Math.max(SEED_YEAR - 17, motherBorn + 18), SEED_YEAR - 2);
  const childHeritage =
    mothers === fathers || father.role === 'partner' ? mothers : { ...mothers, ethnicity: MIXED };
  const children = Array.from({ length: random.integer(1, 3) }, (_, place): Member => {
    const gender = random.pick(['female', 'male'] as const);
    return {
      givenName: random.pick(mothers.givenNames[gender]),
      familyName,
      dateOfBirth: dateIn(random, Math.min(eldest + 2 * place, SEED_YEAR - 1)),
      gender,
      role: 'child',
      heritage: childHeritage,
      order: 2 + place,
    };
  });
  return [mother, father, ...children];
}

function makePerson(household: Household, member: Member): SamplePerson {
  const { familyKey, number, random, address } = household;
  const serial = number * 10 + member.order;
  const suffix = member.role === 'child' ? `child-${member.order - 1}` : member.role;
  const adult = member.dateOfBirth <= `${SEED_YEAR - 16}${SEED_DATE.slice(4)}`;
  const drama = String(serial % 1000).padStart(3, '0');
  return {
    key: `${familyKey}-${suffix}`,
    givenName: member.givenName,
    familyName: member.familyName,
    dateOfBirth: member.dateOfBirth,
    gender: member.gender,
    nhsNumber: testNhsNumber(serial),
    nationalInsuranceNumber: adult
      ? `QQ${String(serial).padStart(4, '0')}${random.integer(10, 99)}${random.pick(['A', 'B', 'C', 'D'])}`
      : null,
    telephone: adult ? `07700 900${drama}` : `01632 960${drama}`,
    email: `${member.givenName}.${member.familyName}.${serial}@example.org`.toLowerCase(),
    address,
    ethnicity: member.heritage.ethnicity,
    religion: member.heritage.religion,
    language: member.heritage.language,
    familyKey,
    familyRole: member.role,
  };
}

function dateIn(random: SeededRandom, year: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${pad(random.integer(1, 12))}-${pad(random.integer(1, 28))}`;
}

/** The first valid number of the block of ten that `serial` owns in the 999 test range. */
function testNhsNumber(serial: number): string {
  for (let offset = 0; offset < 10; offset += 1) {
    const body = `999${String(serial * 10 + offset).padStart(6, '0')}`;
    const check = nhsCheckDigit(body);
    if (check !== null) return `${body}${check}`;
  }
  throw new RangeError('Ten successive numbers have at least one with a check digit.');
}
