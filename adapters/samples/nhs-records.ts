import { seededRandom, type SeededRandom } from './seeded-random';
import * as stories from './clinical-stories';
import type { Finding, Visit } from './clinical-stories';
import { DEMO_FAMILY_KEY, SEED_DATE, type SamplePerson } from './people';

/** A FHIR R4 resource as it is written to a file. */
interface Json {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

const TRUST = 'Zedshire Hospitals NHS Foundation Trust';
const SNOMED = 'http://snomed.info/sct';
const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition';
const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
const CLINICIANS = ['Dr Ruth Satterthwaite', 'Dr Imran Lodhi', 'Sister Bridget Keogh', 'Dr Ola Akindele'];
const DAY = 86_400_000;

/**
 * The trust's FHIR export of the shared population, by file name. The last family's mother is a restricted patient, so
 * that a record which may not be found is among the samples.
 */
export function nhsRecords(people: readonly SamplePerson[]): ReadonlyMap<string, string> {
  const restricted = people.findLast(({ familyRole }) => familyRole === 'mother')?.key;
  const files = new Map<string, Json[]>();
  for (const [index, person] of people.entries()) {
    for (const resource of resourcesOf(person, { index, people, restricted: person.key === restricted })) {
      const name = `${resource.resourceType}.000.ndjson`;
      files.set(name, [...(files.get(name) ?? []), resource]);
    }
  }
  return new Map(
    [...files].map(([name, all]) => [name, all.map((one) => `${JSON.stringify(one)}\n`).join('')]),
  );
}

interface Place {
  readonly index: number;
  readonly people: readonly SamplePerson[];
  readonly restricted: boolean;
}

function resourcesOf(person: SamplePerson, { index, people, restricted }: Place): readonly Json[] {
  const random = seededRandom(7_000 + index);
  const id = `pat-${1_000 + index}`;
  const family = people.filter(({ familyKey, key }) => familyKey === person.familyKey && key !== person.key);
  return [
    patient(id, person, restricted),
    ...family.map((relative, order) => relatedPerson(`${id}-rel-${order + 1}`, id, relative)),
    ...visitsOf(person, random).flatMap((visit, order) => visitResources({ id, visit, order, random })),
    ...childhood(id, person, random),
  ];
}

function patient(id: string, person: SamplePerson, restricted: boolean): Json {
  const { code, term } = person.ethnicity;
  const ethnicity = [
    { system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory', code, display: term },
  ];
  const religion = { text: person.religion };
  return {
    resourceType: 'Patient',
    id,
    ...(restricted
      ? { meta: { security: [confidentiality('R')] } }
      : { meta: { security: [confidentiality('U')] } }),
    identifier: [{ system: NHS_NUMBER, value: person.nhsNumber }],
    name: [{ use: 'official', family: person.familyName, given: [person.givenName] }],
    telecom: [
      { system: 'phone', value: person.telephone, use: 'home' },
      { system: 'email', value: person.email },
    ],
    gender: person.gender,
    birthDate: person.dateOfBirth,
    address: [fhirAddress(person)],
    communication: [{ language: { text: person.language } }],
    extension: [
      { url: `${UK_CORE}/Extension-UKCore-EthnicCategory`, valueCodeableConcept: { coding: ethnicity } },
      { url: 'http://hl7.org/fhir/StructureDefinition/patient-religion', valueCodeableConcept: religion },
    ],
  };
}

const confidentiality = (code: string): object => ({
  system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  code,
});

function fhirAddress({ address }: SamplePerson): object {
  const extension = [
    { url: 'type', valueCoding: { code: 'UPRN' } },
    { url: 'value', valueString: address.uprn },
  ];
  return {
    use: 'home',
    line: address.lines,
    postalCode: address.postcode,
    period: { start: '2021-04-01' },
    extension: [{ url: `${UK_CORE}/Extension-UKCore-AddressKey`, extension }],
  };
}

function relatedPerson(id: string, patientId: string, relative: SamplePerson): Json {
  return {
    resourceType: 'RelatedPerson',
    id,
    patient: { reference: `Patient/${patientId}` },
    name: [{ use: 'usual', family: relative.familyName, given: [relative.givenName] }],
    birthDate: relative.dateOfBirth,
    relationship: [{ text: relative.familyRole }],
  };
}

function visitsOf(person: SamplePerson, random: SeededRandom): readonly Visit[] {
  if (person.familyKey === DEMO_FAMILY_KEY) {
    if (person.familyRole === 'child') return stories.DEMO_CHILD;
    return person.familyRole === 'mother' ? stories.DEMO_MOTHER : stories.DEMO_PARTNER;
  }
  const choices = person.familyRole === 'child' ? stories.CHILD_VISITS : stories.ADULT_VISITS;
  const lifetime = Math.floor((Date.parse(SEED_DATE) - Date.parse(person.dateOfBirth)) / DAY);
  return Array.from({ length: random.integer(1, 4) }, () => ({
    ...random.pick(choices),
    daysAgo: random.integer(1, Math.max(1, Math.min(1_500, lifetime))),
  }));
}

interface VisitPlace {
  readonly id: string;
  readonly visit: Visit;
  readonly order: number;
  readonly random: SeededRandom;
}

const concept = ([code, display]: Finding): object => ({
  coding: [{ system: SNOMED, code, display }],
  text: display,
});
const coded = (code: string): object => ({ coding: [{ code }] });
const dateBefore = (days: number): string =>
  new Date(Date.parse(SEED_DATE) - days * DAY).toISOString().slice(0, 10);

function visitResources({ id, visit, order, random }: VisitPlace): readonly Json[] {
  const on = dateBefore(visit.daysAgo);
  const subject = { reference: `Patient/${id}` };
  const about = (resourceType: string, prefix: string): Json => ({
    resourceType,
    id: `${id}-${prefix}-${order + 1}`,
    subject,
  });
  const display = random.pick(CLINICIANS);
  const encounter = {
    ...about('Encounter', 'enc'),
    status: 'finished',
    type: [concept(visit.type)],
    participant: [{ type: [{ text: 'primary performer' }], individual: { display } }],
    period: { start: `${on}T10:05:00+00:00`, end: `${on}T12:40:00+00:00` },
    ...(visit.condition ? { reasonCode: [concept(visit.condition)] } : {}),
    serviceProvider: { display: `${visit.department}, ${TRUST}` },
  };
  const condition = visit.condition && {
    ...about('Condition', 'con'),
    clinicalStatus: coded('active'),
    verificationStatus: coded(visit.provisional === true ? 'provisional' : 'confirmed'),
    code: concept(visit.condition),
    onsetDateTime: on,
    ...(visit.note === undefined ? {} : { note: [{ text: visit.note }] }),
  };
  const medication = visit.medication && {
    ...about('MedicationRequest', 'med'),
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: concept(visit.medication),
    authoredOn: on,
    dosageInstruction: [{ text: visit.dosage ?? '' }],
  };
  const procedure = visit.procedure && {
    ...about('Procedure', 'pro'),
    status: 'completed',
    code: concept(visit.procedure),
    performedDateTime: on,
  };
  return [encounter, condition, medication, procedure].filter((resource) => resource !== undefined);
}

/** What every child's record has, and an allergy in some records of all ages. */
function childhood(id: string, person: SamplePerson, random: SeededRandom): readonly Json[] {
  const owner = { patient: { reference: `Patient/${id}` } };
  const immunisation = {
    resourceType: 'Immunization',
    id: `${id}-imm-1`,
    ...owner,
    status: 'completed',
    vaccineCode: concept(['38598009', 'Measles, mumps and rubella vaccination']),
    occurrenceDateTime: `${Number(person.dateOfBirth.slice(0, 4)) + 1}${person.dateOfBirth.slice(4)}`,
  };
  const allergy = {
    resourceType: 'AllergyIntolerance',
    id: `${id}-all-1`,
    ...owner,
    clinicalStatus: coded('active'),
    verificationStatus: coded(random.chance(0.5) ? 'confirmed' : 'unconfirmed'),
    code: concept(
      random.pick([
        ['91936005', 'Allergy to penicillin'],
        ['91935009', 'Allergy to peanut'],
      ] as const),
    ),
    recordedDate: dateBefore(random.integer(30, 900)),
  };
  const hasAllergy =
    person.familyKey === DEMO_FAMILY_KEY ? person.familyRole === 'child' : random.chance(0.3);
  return [...(person.familyRole === 'child' ? [immunisation] : []), ...(hasAllergy ? [allergy] : [])];
}
