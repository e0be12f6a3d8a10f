import { z } from 'zod';
import {
  address,
  coding,
  concept,
  contactPoint,
  dosages,
  extension,
  humanName,
  id,
  identifier,
  lenient,
  lenientList,
  measure,
  meta,
  notes,
  period,
  reference,
  text,
} from './datatypes';

/*
 * The elements of FHIR R4 resources that this adapter reads; everything else is dropped as it is parsed.
 */

const person = {
  id,
  meta: lenient(meta),
  name: lenientList(humanName),
  birthDate: text,
  address: lenientList(address),
};

const patient = z.object({
  ...person,
  identifier: lenientList(identifier),
  gender: text,
  deceasedDateTime: text,
  deceasedBoolean: lenient(z.union([z.boolean(), z.stringbool()])),
  telecom: lenientList(contactPoint),
  communication: lenientList(z.object({ language: lenient(concept) })),
  contact: lenientList(
    z.object({ name: lenient(humanName), relationship: lenientList(concept), address: lenient(address) }),
  ),
  extension: lenientList(extension),
});

const relatedPerson = z.object({ ...person, relationship: lenientList(concept) });

const condition = z.object({
  id,
  code: lenient(concept),
  clinicalStatus: lenient(concept),
  verificationStatus: lenient(concept),
  onsetDateTime: text,
  onsetPeriod: lenient(period),
  abatementDateTime: text,
  abatementPeriod: lenient(period),
  recordedDate: text,
  note: notes,
});

const encounter = z.object({
  id,
  status: text,
  class: lenient(coding),
  type: lenientList(concept),
  participant: lenientList(z.object({ type: lenientList(concept), individual: lenient(reference) })),
  period: lenient(period),
  reasonCode: lenientList(concept),
  serviceProvider: lenient(reference),
});

const medicationRequest = z.object({
  id,
  status: text,
  medicationCodeableConcept: lenient(concept),
  authoredOn: text,
  dosageInstruction: dosages,
  note: notes,
});

const medicationStatement = z.object({
  id,
  status: text,
  medicationCodeableConcept: lenient(concept),
  effectiveDateTime: text,
  effectivePeriod: lenient(period),
  dosage: dosages,
  note: notes,
});

const procedure = z.object({
  id,
  status: text,
  code: lenient(concept),
  performedDateTime: text,
  performedPeriod: lenient(period),
  note: notes,
});

const allergyIntolerance = z.object({
  id,
  code: lenient(concept),
  clinicalStatus: lenient(concept),
  verificationStatus: lenient(concept),
  onsetDateTime: text,
  recordedDate: text,
  reaction: lenientList(z.object({ manifestation: lenientList(concept), severity: text })),
  extension: lenientList(extension),
  note: notes,
});

const immunization = z.object({
  id,
  status: text,
  vaccineCode: lenient(concept),
  occurrenceDateTime: text,
  extension: lenientList(extension),
  note: notes,
});

const observation = measure.extend({
  id,
  status: text,
  component: lenientList(measure),
  effectiveDateTime: text,
  effectivePeriod: lenient(period),
  note: notes,
});

const documentReference = z.object({
  id,
  status: text,
  docStatus: text,
  type: lenient(concept),
  description: text,
  date: text,
  custodian: lenient(reference),
  content: lenientList(
    z.object({ attachment: lenient(z.object({ contentType: text, data: text, title: text })) }),
  ),
});

/** GP Connect's lists: what the practice says of a part of its record, such as that confidential items are left out. */
const list = z.object({
  id,
  status: text,
  title: text,
  date: text,
  emptyReason: lenient(concept),
  note: notes,
  extension: lenientList(extension.extend({ valueCode: text })),
});

/** The resource types that this adapter reads, each with the schema of its elements. */
export const RESOURCES = {
  Patient: patient,
  RelatedPerson: relatedPerson,
  Condition: condition,
  Encounter: encounter,
  MedicationRequest: medicationRequest,
  MedicationStatement: medicationStatement,
  Observation: observation,
  Procedure: procedure,
  AllergyIntolerance: allergyIntolerance,
  Immunization: immunization,
  DocumentReference: documentReference,
  List: list,
} as const;

export type ResourceType = keyof typeof RESOURCES;
export type Resource<Type extends ResourceType> = z.output<(typeof RESOURCES)[Type]>;

/** What the index needs of any resource: whose it is and whether it is restricted. */
export const envelope = z.object({
  resourceType: z.string(),
  id,
  meta: lenient(meta),
  identifier: lenientList(identifier),
  subject: lenient(reference),
  patient: lenient(reference),
});

export type Envelope = z.output<typeof envelope>;

/** The identifier systems of an NHS number. */
export const NHS_NUMBER_SYSTEM = /^https?:\/\/fhir\.nhs\.(uk|net)\/Id\/nhs-number$/i;

/** How confidential a resource is: `RESTRICTED` by the label R of HL7 v3 Confidentiality, `CLOSED` by any above it. */
export type Confidentiality = 'OPEN' | 'RESTRICTED' | 'CLOSED';

const CLOSED_CODES: ReadonlySet<string> = new Set(['V', 'REDACTED']);
/** Labels about how the content was made or may be used; an anonymiser's REDACTED is one, and closes nothing. */
const OTHER_LABELS = /\/v3-(?:ObservationValue|ActCode|ActReason)$/;

/** What the security labels of a resource say; U (unrestricted) and labels of another kind leave it open. */
export function confidentialityOf({ meta: about }: Pick<Envelope, 'meta'>): Confidentiality {
  const labels = about?.security.filter(({ system }) => !OTHER_LABELS.test(system ?? '')) ?? [];
  const codes = labels.map(({ code }) => code?.toUpperCase() ?? '');
  if (codes.some((code) => CLOSED_CODES.has(code))) return 'CLOSED';
  return codes.includes('R') ? 'RESTRICTED' : 'OPEN';
}

export const isResourceType = (name: string): name is ResourceType => Object.hasOwn(RESOURCES, name);

/** The resources of one patient, as far as they were read. */
export type PatientResources = { readonly [Type in ResourceType]: readonly Resource<Type>[] };

/** Reads every resource type with `read`, all at once. */
export async function gather(
  read: <Type extends ResourceType>(type: Type) => Promise<readonly Resource<Type>[]>,
): Promise<PatientResources> {
  const reading = {
    Patient: read('Patient'),
    RelatedPerson: read('RelatedPerson'),
    Condition: read('Condition'),
    Encounter: read('Encounter'),
    MedicationRequest: read('MedicationRequest'),
    MedicationStatement: read('MedicationStatement'),
    Observation: read('Observation'),
    Procedure: read('Procedure'),
    AllergyIntolerance: read('AllergyIntolerance'),
    Immunization: read('Immunization'),
    DocumentReference: read('DocumentReference'),
    List: read('List'),
  };
  await Promise.all(Object.values(reading));
  return {
    Patient: await reading.Patient,
    RelatedPerson: await reading.RelatedPerson,
    Condition: await reading.Condition,
    Encounter: await reading.Encounter,
    MedicationRequest: await reading.MedicationRequest,
    MedicationStatement: await reading.MedicationStatement,
    Observation: await reading.Observation,
    Procedure: await reading.Procedure,
    AllergyIntolerance: await reading.AllergyIntolerance,
    Immunization: await reading.Immunization,
    DocumentReference: await reading.DocumentReference,
    List: await reading.List,
  };
}
