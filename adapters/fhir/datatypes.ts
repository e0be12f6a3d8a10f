import { z } from 'zod';

/*
 * The FHIR R4 data types, as far as this adapter reads them. Real exports are uneven, so an element that is not as the
 * standard says is left out and never fails its resource.
 */

/** The element, or undefined where it is absent or malformed. */
export const lenient = <S extends z.ZodType>(schema: S): z.ZodCatch<z.ZodOptional<S>> =>
  schema.optional().catch(undefined);

/** The well-formed items of a repeating element; one that stands alone, as in XML, is a list of one. */
export const lenientList = <S extends z.ZodType>(schema: S): z.ZodType<readonly z.output<S>[]> =>
  z
    .unknown()
    .optional()
    .transform((items): readonly z.output<S>[] =>
      [items].flat().flatMap((item) => {
        const parsed = schema.safeParse(item);
        return parsed.success && item !== undefined ? [parsed.data] : [];
      }),
    );

export const text = lenient(z.string());
export const coding = z.object({ system: text, code: text, display: text });
export const concept = z.object({ coding: lenientList(coding), text });
export const period = z.object({ start: text, end: text });
export const humanName = z.object({ use: text, text, family: text, given: lenientList(z.string()) });
const innerExtension = z.object({
  url: text,
  valueString: text,
  valueDateTime: text,
  valueCoding: lenient(coding),
  valueCodeableConcept: lenient(concept),
});
export const extension = innerExtension.extend({ extension: lenientList(innerExtension) });
export const identifier = z.object({ system: text, value: text, extension: lenientList(extension) });
export const reference = z.object({ reference: text, display: text, identifier: lenient(identifier) });
export const address = z.object({
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
export const contactPoint = z.object({ system: text, value: text, use: text });
export const meta = z.object({ versionId: text, security: lenientList(coding) });
export const id = z.string().min(1);
export const notes = lenientList(z.object({ text }));
/** Dosage in words: the text of the instruction, and what the patient was told. */
export const dosages = lenientList(z.object({ text, patientInstruction: text }));

const amount = z.object({ value: lenient(z.coerce.number()), unit: text, code: text });

/** The value of an Observation or of one of its components, in the types that hold words or numbers. */
export const measure = z.object({
  code: lenient(concept),
  valueQuantity: lenient(amount),
  valueCodeableConcept: lenient(concept),
  valueString: text,
  valueBoolean: lenient(z.union([z.boolean(), z.stringbool()])),
  valueInteger: lenient(z.coerce.number()),
  valueDateTime: text,
});

export type Measure = z.output<typeof measure>;
export type Concept = z.output<typeof concept>;
export type HumanName = z.output<typeof humanName>;
export type FhirAddress = z.output<typeof address>;
export type Extension = z.output<typeof extension>;
