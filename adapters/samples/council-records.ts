import { DEMO_FAMILY_KEY, samplePopulation, type SamplePerson } from './people';
import { seededRandom } from './seeded-random';

/** One row of the social care database, and the table it belongs to. */
export interface CouncilRow {
  readonly table: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

const FIRST_PERSON_ID = 1001;
const SEED = 45;
const TEAMS = [
  'Assessment and safeguarding',
  'Children looked after',
  'Youth Justice Service',
  'Adult social care',
];
const WORKERS = [
  ['Priya', 'Wolstenholme', 'Social worker'],
  ['Gareth', 'Nuttall', 'Senior social worker'],
  ['Shona', 'Ramsbottom', 'YOT worker'],
  ['Tunde', 'Fairclough', 'Care coordinator'],
];
const RELATIONSHIPS = ['parent', 'child', 'partner', 'sibling', 'neighbour'];
/** NHS ethnic categories in the council's own codes. */
const ETHNICITY_CODES: Readonly<Record<string, string>> = {
  A: 'A.A1',
  B: 'A.A2',
  C: 'A.A3',
  G: 'B.B4',
  H: 'C.C1',
  J: 'C.C2',
  K: 'C.C3',
  M: 'D.D1',
  N: 'D.D2',
  R: 'E.E1',
};

type Resident = SamplePerson & { readonly id: number };

/**
 * The rows of a fictional council: every third sample family, the demo family first. Of the second family the grown
 * man is restricted, and its eldest child has been remanded.
 */
export function councilRows(): readonly CouncilRow[] {
  const residents = samplePopulation()
    .filter(({ familyKey }) => Number(familyKey.slice(-2)) % 3 === 1)
    .map((person, place) => ({ ...person, id: FIRST_PERSON_ID + place }));
  const families = [...new Set(residents.map(({ familyKey }) => familyKey))].map((key) =>
    residents.filter(({ familyKey }) => familyKey === key),
  );
  return [
    ...RELATIONSHIPS.map((description, place) =>
      row('sccv_personal_relationship_type', { id: place + 1, description }),
    ),
    ...TEAMS.map((name, place) => row('sccv_team', { id: place + 1, name, context: place < 3 ? 'C' : 'A' })),
    ...WORKERS.map(([first_name = '', last_name = '', role = ''], place) =>
      row('sccv_worker', {
        id: place + 1,
        email: `worker${place + 1}@example.org`,
        first_name,
        last_name,
        role,
      }),
    ),
    ...families.flatMap((members, place) => members.flatMap((person) => personRows(person, place === 1))),
    ...families.flatMap((members) => relationshipRows(members)),
    ...families.flatMap((members, place) => childCareRows(members, place)),
    ...demoRows(families),
  ];
}

const row = (table: string, values: CouncilRow['values']): CouncilRow => ({ table, values });

function personRows(person: Resident, held: boolean): readonly CouncilRow[] {
  const random = seededRandom(SEED + person.id);
  const adult = person.familyRole !== 'child';
  const person_id = person.id;
  return [
    row('dm_persons', {
      person_id,
      full_name: `${person.givenName} ${person.familyName}`,
      nhs_id: person.nhsNumber,
      date_of_birth: person.dateOfBirth,
      gender: person.gender === 'female' ? 'F' : 'M',
      restricted: held && adult && person.gender === 'male' ? 'Y' : 'N',
      full_ethnicity_code: ETHNICITY_CODES[person.ethnicity.code] ?? null,
      religion: person.religion,
      first_language: person.language,
      email_address: adult ? person.email : null,
      sccv_sexual_orientation: adult ? random.pick(['Heterosexual', 'Bisexual', 'Prefer not to say']) : null,
      mental_health_section_status: adult && random.chance(0.2) ? 'Section 117 aftercare' : null,
    }),
    row('dm_addresses', {
      person_id,
      address: person.address.lines.join(', '),
      post_code: person.address.postcode,
      unique_id: person.address.uprn,
      address_type: 'home',
      start_date: '2021-03-01',
    }),
    row('dm_telephone_numbers', {
      person_id,
      telephone_number: person.telephone,
      telephone_number_type: adult ? 'Mobile' : 'House',
    }),
    ...(random.chance(0.25)
      ? [row('dm_disability', { person_id, disability_type: 'Hearing impairment' })]
      : []),
  ];
}

/** Both directions of every pair in a family: the other is the type of the one. */
function relationshipRows(members: readonly Resident[]): readonly CouncilRow[] {
  return members.flatMap((one) =>
    members
      .filter((other) => other !== one)
      .map((other) => relationshipRow(one, other, relationship(one, other))),
  );
}

function relationship(one: Resident, other: Resident): string {
  if (one.familyRole === 'child') return other.familyRole === 'child' ? 'sibling' : 'parent';
  return other.familyRole === 'child' ? 'child' : 'partner';
}

function relationshipRow(one: Resident, other: Resident, type: string): CouncilRow {
  return row('sccv_personal_relationship', {
    fk_person_id: one.id,
    fk_other_person_id: other.id,
    fk_personal_relationship_type_id: RELATIONSHIPS.indexOf(type) + 1,
    start_date: '2021-03-01',
    is_main_carer: type === 'parent' && other.familyRole === 'mother' ? 'Y' : 'N',
    parental_responsibility: type === 'parent' && other.familyRole !== 'partner' ? 'Y' : 'N',
  });
}

/** A status, its answers and an allocation for the eldest child of each family. */
function childCareRows(members: readonly Resident[], place: number): readonly CouncilRow[] {
  const child = members.find(({ familyRole }) => familyRole === 'child');
  if (!child) return [];
  const answer = (option: string, value: string): CouncilRow =>
    row('sccv_person_case_status_answers', {
      fk_person_case_status_id: child.id,
      option,
      value,
      group_id: `group-${child.id}`,
      start_date: '2025-02-10',
    });
  const status = (type: string, notes: string): CouncilRow =>
    row('sccv_person_case_status', {
      id: child.id,
      fk_person_id: child.id,
      case_status_type: type,
      notes,
      start_date: '2025-02-10',
    });
  const allocation = (worker: number, summary: string): CouncilRow =>
    row('sccv_allocations_combined', {
      mosaic_id: child.id,
      worker_id: worker,
      team_id: worker,
      case_status: 'Open',
      summary,
      allocation_start_date: '2025-02-12',
    });
  if (place === 1) {
    return [
      status('LAC', 'Remanded by the youth court.'),
      answer('legalStatus', 'C2'),
      answer('legalStatus', 'J1'),
      answer('placementType', 'U1'),
      allocation(2, 'Placement reviewed every six months.'),
      allocation(3, 'Bail supervision and support.'),
    ];
  }
  const plan = place % 2 === 0;
  return [
    plan
      ? status('CP', 'Plan agreed at the initial conference.')
      : status('CIN', 'Support agreed with the family.'),
    plan ? answer('category', 'C1') : answer('placementReason', 'N4'),
    allocation(1, 'Home visits every ten working days.'),
  ];
}

/** What only the demo family has: a warning about the mother's partner, and a neighbour. */
function demoRows([demo = [], next = []]: readonly (readonly Resident[])[]): readonly CouncilRow[] {
  const mother = demo.find(({ familyRole }) => familyRole === 'mother');
  const partner = demo.find(({ familyRole }) => familyRole === 'partner');
  const neighbour = next.find(({ familyRole }) => familyRole === 'mother');
  if (!mother || !partner || !neighbour || mother.familyKey !== DEMO_FAMILY_KEY) return [];
  return [
    relationshipRow(mother, neighbour, 'neighbour'),
    row('sccv_warning_note', {
      person_id: partner.id,
      note_type: 'Aggression',
      warning_narrative: 'Became aggressive when asked about bruising; visit in pairs.',
      status: 'open',
      start_date: '2025-06-30',
    }),
    row('sccv_allocations_combined', {
      mosaic_id: mother.id,
      worker_id: 4,
      team_id: 4,
      case_status: 'Closed',
      summary: 'Support after the birth of the child.',
      allocation_start_date: '2019-10-01',
      allocation_end_date: '2020-04-01',
    }),
  ];
}
