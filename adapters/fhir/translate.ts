import type { AgencyRecord } from '../../src/domain/agency-source';
import type { Statement } from '../../src/domain/contract.generated';
import type { RecordHandle } from '../../src/domain/ids';
import { ageAt, toPartialDate } from '../shared/dates';
import { fieldOf, type ConditionField } from './categories';
import type { Resource, ResourceType } from './resources';
import * as clinical from './translate-clinical';
import * as person from './translate-patient';

/** The resources of one patient, as far as they were read. */
export type PatientResources = { readonly [Type in ResourceType]: readonly Resource<Type>[] };

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

const ofConditions =
  (field: ConditionField): Translator<readonly Statement[]> =>
  ({ Condition: conditions }, { entryHandle }) =>
    conditions
      .filter((condition) => fieldOf(condition.code) === field && !clinical.isWithdrawn(condition))
      .map((condition) => clinical.conditionStatement(condition, entryHandle));

/** One translator per contract field; what is not asked for is never computed. */
const FIELDS: Fields = {
  name: ofPatient(({ name }) => person.nameOf(name)),
  dateOfBirth: ofPatient(({ birthDate }) => toPartialDate(birthDate)),
  addresses: ofPatient(({ address }) => person.addressesOf(address)),
  age: ofPatient(({ birthDate, deceasedDateTime }, { at }) =>
    ageAt(birthDate, timeOfDeath(deceasedDateTime) ?? at),
  ),
  gender: ofPatient(({ gender }) => gender ?? null),
  contactDetails: ofPatient(person.contactDetailsOf),
  nhsNumber: ofPatient(person.nhsNumberOf),
  ethnicity: ofPatient((patient, { entryHandle }) => person.ethnicityOf(patient, entryHandle)),
  religion: ofPatient((patient, { entryHandle }) => person.religionOf(patient, entryHandle)),
  familyMembers: ({ Patient, RelatedPerson }, { entryHandle }) =>
    person.familyMembersOf(Patient, RelatedPerson, entryHandle),
  health: healthOf,
  otherSpecialCategory: ofConditions('otherSpecialCategory'),
  safeguardingConcerns: ofConditions('safeguardingConcerns'),
  convictions: ofConditions('convictions'),
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
  return [
    ...ofConditions('health')(resources, context),
    ...current(resources.MedicationRequest).map((one) => clinical.medicationStatement(one, entryHandle)),
    ...current(resources.Procedure).map((one) => clinical.procedureStatement(one, entryHandle)),
    ...current(resources.AllergyIntolerance).map((one) => clinical.allergyStatement(one, entryHandle)),
    ...current(resources.Immunization).map((one) => clinical.immunizationStatement(one, entryHandle)),
  ];
}

/** Somebody who has died keeps the age that they died at. */
function timeOfDeath(deceasedDateTime: string | undefined): Date | null {
  const time = new Date(deceasedDateTime ?? '');
  return Number.isNaN(time.getTime()) ? null : time;
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
