import type { Clock } from '../../src/domain/ports';
import { ageAt } from '../shared/dates';
import { samplePopulation, type SamplePerson } from './people';
import type { NativeCase } from './probation-server';
import { seededRandom, type SeededRandom } from './seeded-random';

const SEED = 77;
const NO_LIMITS = { excludedFrom: [], restrictedTo: [] };
const OFFENCES = [
  { code: '10501', description: 'Common assault and battery' },
  { code: '04600', description: 'Theft from a shop' },
  { code: '05800', description: 'Criminal damage' },
  { code: '80302', description: 'Driving with excess alcohol' },
];
const SENTENCES = ['Community order', 'Suspended sentence order'];
const MANAGERS = [
  { forename: 'Rosalind', surname: 'Blackledge' },
  { forename: 'Imran', surname: 'Sharples' },
];

/** How a case of the sample is held back: not at all, or in one of the three ways that the API has. */
type Limit = 'none' | 'restricted' | 'excluded' | 'named';

/**
 * The cases of a fictional probation service: the grown men of every second sample family, the demo family's first.
 * The second to fourth cases are restricted, excluded and limited by name, so that a reader can meet each.
 */
export function sampleCases(clock: Clock): readonly NativeCase[] {
  const supervised = samplePopulation().filter(
    ({ familyKey, familyRole }) =>
      Number(familyKey.slice(-2)) % 2 === 1 && (familyRole === 'father' || familyRole === 'partner'),
  );
  const limits: readonly Limit[] = ['none', 'restricted', 'excluded', 'named'];
  return supervised.map((person, place) =>
    makeCase({ person, serial: place + 1, limit: limits[place] ?? 'none', clock }),
  );
}

interface CaseParts {
  readonly person: SamplePerson;
  readonly serial: number;
  readonly limit: Limit;
  readonly clock: Clock;
}

function makeCase(parts: CaseParts): NativeCase {
  const random = seededRandom(SEED + parts.serial);
  const crn = `X9${String(parts.serial).padStart(5, '0')}`;
  const limits = { excludedFrom: [{ email: 'colleague@example.org' }], restrictedTo: [] };
  return {
    crn,
    records: [makeRecord(parts, { crn, random })],
    addresses: makeAddresses(parts),
    supervisions: makeSupervisions(parts.serial, random),
    accessLimitations: parts.limit === 'named' ? limits : NO_LIMITS,
  };
}

function makeRecord(
  { person, serial, limit, clock }: CaseParts,
  { crn, random }: { readonly crn: string; readonly random: SeededRandom },
): NativeCase['records'][number] {
  const digits = String(serial).padStart(4, '0');
  return {
    // Years to come and unused letters: these identifiers belong to no one.
    otherIds: {
      crn,
      pncNumber: `2096/000${digits}Z`,
      nomsNumber: `Z${digits}ZZ`,
      croNumber: `00${digits}/96Z`,
    },
    firstName: person.givenName,
    surname: person.familyName,
    middleNames: [],
    dateOfBirth: person.dateOfBirth,
    gender: person.gender === 'male' ? 'Male' : 'Female',
    age: ageAt(person.dateOfBirth, clock.now()),
    offenderProfile: {
      ethnicity: person.ethnicity.term,
      nationality: 'British',
      religion: person.religion,
      sexualOrientation: random.pick(['Heterosexual', 'Gay', 'Not disclosed']),
      disabilities: random.chance(0.5) ? [makeDisability()] : [],
    },
    contactDetails: {
      phoneNumbers: [{ number: person.telephone, type: 'MOBILE' }],
      emailAddresses: [person.email],
    },
    offenderAliases: [],
    activeProbationManagedSentence: true,
    currentRestriction: limit === 'restricted',
    currentExclusion: limit === 'excluded',
  };
}

function makeDisability(): unknown {
  return {
    disabilityType: { code: 'LD', description: 'Learning difficulty' },
    condition: { code: 'DYS', description: 'Dyslexia' },
    startDate: '2015-09-01',
    notes: 'Prefers letters read aloud.',
  };
}

function makeAddresses({ person, serial }: CaseParts): unknown {
  const [street = '', town = ''] = person.address.lines;
  const [addressNumber = '', ...words] = street.split(' ');
  const home = {
    noFixedAbode: false,
    type: { code: 'A01A', description: 'Rental accommodation' },
    addressNumber,
    streetName: words.join(' '),
    town,
    postcode: person.address.postcode,
    from: '2021-03-01',
  };
  const premises = {
    noFixedAbode: false,
    type: { code: 'A02', description: 'Approved Premises' },
    buildingName: 'Millrace House',
    town: 'Zedbridge',
    postcode: 'ZZ9 9ZZ',
    from: '2020-08-03',
    to: '2021-02-28',
  };
  return { contactDetails: { addresses: serial % 2 === 1 ? [home, premises] : [home] } };
}

function makeSupervisions(serial: number, random: SeededRandom): unknown {
  const offence = random.pick(OFFENCES);
  const sentenced = `${random.integer(2023, 2025)}-0${random.integer(1, 9)}-1${random.integer(0, 9)}`;
  return {
    communityManager: {
      code: `N90A${String(serial).padStart(3, '0')}`,
      name: random.pick(MANAGERS),
      team: { code: 'N90TEAM', description: 'Zedminster sentence management' },
      allocated: true,
    },
    ...(serial === 1 ? { mappaDetail: makeMappa(sentenced) } : {}),
    supervisions: [
      {
        number: 1,
        active: true,
        date: sentenced,
        sentence: { description: random.pick(SENTENCES), date: sentenced, length: 12, lengthUnits: 'Months' },
        mainOffence: { date: '2022-11-05', count: 1, ...offence },
        additionalOffences: [],
        courtAppearances: [
          {
            type: 'Sentence',
            date: `${sentenced}T00:00:00Z`,
            court: 'Zedminster Magistrates Court',
            plea: 'Guilty',
          },
        ],
      },
    ],
    dynamicRisks: serial % 2 === 1 ? makeRisks(sentenced) : [],
    personStatus:
      serial === 1
        ? [
            registration('WRSM', {
              description: 'Outstanding summons',
              startDate: sentenced,
              notes: 'To be listed.',
            }),
          ]
        : [],
  };
}

function makeMappa(startDate: string): unknown {
  return {
    level: 1,
    levelDescription: 'MAPPA Level 1',
    category: 2,
    categoryDescription: 'MAPPA Cat 2',
    startDate,
    notes: 'Reviewed with the police every quarter.',
  };
}

function makeRisks(startDate: string): readonly unknown[] {
  return [
    registration('RCCO', {
      description: 'Child concerns',
      startDate,
      notes: 'Shouting heard while a young child was at home.',
    }),
    registration('WEAP', { description: 'Weapons', startDate, notes: 'Kept a bladed article in the car.' }),
  ];
}

const registration = (
  code: string,
  parts: { readonly description: string; readonly startDate: string; readonly notes: string },
): unknown => ({ code, ...parts });
