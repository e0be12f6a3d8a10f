import { z } from 'zod';

/*
 * The elements of FHIR R4 resources that this adapter reads; everything else is dropped as it is parsed. Real exports
 * are uneven, so an element that is not as the standard says is left out and never fails its resource.
 */

const lenient = <S extends z.ZodType>(schema: S): z.ZodCatch<z.ZodOptional<S>> =>
  schema.optional().catch(undefined);

const lenientList = <S extends z.ZodType>(schema: S) =>
  z
    .array(z.unknown())
    .optional()
    .catch(undefined)
    .transform((items): readonly z.output<S>[] =>
      (items ?? []).flatMap((item) => {
        const parsed = schema.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    );

const text = lenient(z.string());
const coding = z.object({ system: text, code: text, display: text });
const concept = z.object({ coding: lenientList(coding), text });
const period = z.object({ start: text, end: text });
const identifier = z.object({ system: text, value: text });
const reference = z.object({ reference: text, display: text, identifier: lenient(identifier) });
const humanName = z.object({ use: text, text, family: text, given: lenientList(z.string()) });
const innerExtension = z.object({
  url: text,
  valueString: text,
  valueCoding: lenient(coding),
  valueCodeableConcept: lenient(concept),
});
const extension = innerExtension.extend({ extension: lenientList(innerExtension) });
const address = z.object({
  use: text,
  type: text,
  text,
  line: lenientList(z.string()),
  city: text,
  district: text,
  state: text,
  postalCode: text,
  period: lenient(period),
  extension: lenientList(extension),
});
const contactPoint = z.object({ system: text, value: text, use: text });
const meta = z.object({ versionId: text, security: lenientList(coding) });
const id = z.string().min(1);
const notes = lenientList(z.object({ text }));

const person = {
  id,
  meta: lenient(meta),
  name: lenientList(humanName),
  birthDate: text,
  address: lenientList(address),
};

export const patient = z.object({
  ...person,
  identifier: lenientList(identifier),
  gender: text,
  deceasedDateTime: text,
  telecom: lenientList(contactPoint),
  communication: lenientList(z.object({ language: lenient(concept) })),
  contact: lenientList(
    z.object({ name: lenient(humanName), relationship: lenientList(concept), address: lenient(address) }),
  ),
  extension: lenientList(extension),
});

export const relatedPerson = z.object({ ...person, relationship: lenientList(concept) });

export const condition = z.object({
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

export const encounter = z.object({
  id,
  status: text,
  class: lenient(coding),
  type: lenientList(concept),
  participant: lenientList(z.object({ type: lenientList(concept), individual: lenient(reference) })),
  period: lenient(period),
  reasonCode: lenientList(concept),
  serviceProvider: lenient(reference),
});

export const medicationRequest = z.object({
  id,
  status: text,
  medicationCodeableConcept: lenient(concept),
  authoredOn: text,
  dosageInstruction: notes,
});

export const procedure = z.object({
  id,
  status: text,
  code: lenient(concept),
  performedDateTime: text,
  performedPeriod: lenient(period),
  note: notes,
});

export const allergyIntolerance = z.object({
  id,
  code: lenient(concept),
  clinicalStatus: lenient(concept),
  verificationStatus: lenient(concept),
  onsetDateTime: text,
  recordedDate: text,
  note: notes,
});

export const immunization = z.object({
  id,
  status: text,
  vaccineCode: lenient(concept),
  occurrenceDateTime: text,
  note: notes,
});

/** The resource types that this adapter reads, each with the schema of its elements. */
export const RESOURCES = {
  Patient: patient,
  RelatedPerson: relatedPerson,
  Condition: condition,
  Encounter: encounter,
  MedicationRequest: medicationRequest,
  Procedure: procedure,
  AllergyIntolerance: allergyIntolerance,
  Immunization: immunization,
} as const;

export type ResourceType = keyof typeof RESOURCES;
export type Resource<Type extends ResourceType> = z.output<(typeof RESOURCES)[Type]>;

export type Concept = z.output<typeof concept>;
export type HumanName = z.output<typeof humanName>;
export type FhirAddress = z.output<typeof address>;
export type Extension = z.output<typeof extension>;

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

/** A FHIR Bundle, as far as its entries. */
export const bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: lenientList(z.object({ resource: z.unknown() })),
});

export const NHS_NUMBER_SYSTEM = /^https?:\/\/fhir\.nhs\.(uk|net)\/Id\/nhs-number$/i;

const RESTRICTED_CODES: ReadonlySet<string> = new Set(['R', 'V', 'REDACTED']);

/** Whether the resource bears a confidentiality code (HL7 v3 Confidentiality) of restricted or above. */
export const isRestricted = ({ meta: about }: Pick<Envelope, 'meta'>): boolean =>
  about?.security.some(({ code }) => RESTRICTED_CODES.has(code?.toUpperCase() ?? '')) ?? false;

export const isResourceType = (name: string): name is ResourceType => Object.hasOwn(RESOURCES, name);
