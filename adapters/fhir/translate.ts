import type { AgencyRecord } from '../../src/domain/agency-source';
import type { Statement } from '../../src/domain/contract.generated';
import type { RecordHandle } from '../../src/domain/ids';
import { ageAt, toPartialDate } from '../shared/dates';
import { fieldOf, fieldOfObservation, type FindingField } from './categories';
import { documentStatement, fieldOfDocument } from './documents';
import { listStatement } from './lists';
import type { PatientResources, Resource } from './resources';
import * as clinical from './translate-clinical';
import * as entries from './translate-entries';
import * as person from './translate-patient';

/** What translation needs beside the resources. */
export interface TranslationContext {
  readonly handle: RecordHandle;
  readonly entryHandle: (entryKey: string) => string;
  /** The instant that ages are counted at. */
  readonly at: Date;
}

type Translator<Value> = (resources: PatientResources, context: TranslationContext) => Value;
type Fields = { readonly [Name in Exclude<keyof AgencyRecord, 'handle'>]?: Translator<AgencyRecord[Name]> };

const ofPatient =
  <Value>(
    translate: (patient: Resource<'Patient'>, context: TranslationContext) => Value,
  ): Translator<Value | null> =>
  ({ Patient: [patient] }, context) =>
    patient ? translate(patient, context) : null;

/** The entries of the record that belong to `field`, whatever they are in FHIR. */
const findings =
  (field: FindingField): Translator<readonly Statement[]> =>
  ({ Condition, Observation, DocumentReference }, { entryHandle }) => [
    ...current(Condition)
      .filter(({ code }) => fieldOf(code) === field)
      .map((one) => clinical.conditionStatement(one, entryHandle)),
    ...current(Observation)
      .filter((one) => fieldOfObservation(one) === field)
      .map((one) => entries.observationStatement(one, entryHandle)),
    ...current(DocumentReference)
      .filter((one) => fieldOfDocument(one) === field)
      .map((one) => documentStatement(one, entryHandle)),
  ];

/** One translator per contract field; what is not asked for is never computed. */
const FIELDS: Fields = {
  name: ofPatient(({ name }) => person.nameOf(name)),
  dateOfBirth: ofPatient(({ birthDate }) => toPartialDate(birthDate)),
  addresses: ofPatient(({ address }) => person.addressesOf(address)),
  age: ofPatient(ageOf),
  gender: ofPatient(({ gender }) => gender ?? null),
  contactDetails: ofPatient(person.contactDetailsOf),
  nhsNumber: ofPatient(person.nhsNumberOf),
  ethnicity: ofPatient((patient, { entryHandle }) => person.ethnicityOf(patient, entryHandle)),
  religion: ofPatient((patient, { entryHandle }) => person.religionOf(patient, entryHandle)),
  familyMembers: ({ Patient, RelatedPerson }, { entryHandle }) =>
    person.familyMembersOf(Patient, RelatedPerson, entryHandle),
  health: healthOf,
  otherSpecialCategory: findings('otherSpecialCategory'),
  safeguardingConcerns: findings('safeguardingConcerns'),
  convictions: findings('convictions'),
  involvements: ({ Encounter }, { entryHandle }) =>
    current(Encounter).map((encounter) => clinical.encounterStatement(encounter, entryHandle)),
  practitioners: ({ Encounter }, { entryHandle }) =>
    clinical.practitionersOf(current(Encounter), entryHandle),
};

function current<Entry extends Parameters<typeof clinical.isWithdrawn>[0]>(
  entries: readonly Entry[],
): readonly Entry[] {
  return entries.filter((entry) => !clinical.isWithdrawn(entry));
}

function healthOf(resources: PatientResources, context: TranslationContext): readonly Statement[] {
  const { entryHandle } = context;
  const [patient] = resources.Patient;
  const death = patient ? person.deathOf(patient, entryHandle) : null;
  return [
    ...findings('health')(resources, context),
    ...current(resources.MedicationRequest).map((one) => entries.medicationStatement(one, entryHandle)),
    ...current(resources.MedicationStatement).map((one) =>
      entries.medicationTakenStatement(one, entryHandle),
    ),
    ...current(resources.Procedure).map((one) => entries.procedureStatement(one, entryHandle)),
    ...current(resources.AllergyIntolerance).map((one) => entries.allergyStatement(one, entryHandle)),
    ...current(resources.Immunization).map((one) => entries.immunizationStatement(one, entryHandle)),
    ...current(resources.List).flatMap((one) => listStatement(one, entryHandle) ?? []),
    ...(death ? [death] : []),
  ];
}

/** Somebody who has died keeps the age that they died at; who died at an unknown time has none. */
function ageOf(
  { birthDate, deceasedDateTime, deceasedBoolean }: Resource<'Patient'>,
  { at }: TranslationContext,
): number | null {
  const death = new Date(deceasedDateTime ?? '');
  if (!Number.isNaN(death.getTime())) return ageAt(birthDate, death);
  return deceasedBoolean === true || deceasedDateTime !== undefined ? null : ageAt(birthDate, at);
}

/** The contract record of one patient with the `fields` asked for and no other. */
export function translatePatient(
  resources: PatientResources,
  fields: Iterable<string>,
  context: TranslationContext,
): AgencyRecord {
  const wanted = new Set(fields);
  const values = Object.entries(FIELDS)
    .filter(([name]) => wanted.has(name))
    .map(([name, translate]) => [name, translate(resources, context)] as const);
  return { handle: context.handle, ...Object.fromEntries(values) };
}
