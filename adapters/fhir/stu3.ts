import { isObject, type JsonObject } from './json';

/*
 * FHIR STU3 as GP Connect's structured record uses it, in the elements of R4 (HL7 FHIR R4, "R3 diff" of each resource).
 */

type Rename = Readonly<Record<string, string>>;

/** Elements that have another name in R4. */
const RENAMED: Readonly<Record<string, Rename>> = {
  AllergyIntolerance: { assertedDate: 'recordedDate' },
  Condition: { assertedDate: 'recordedDate' },
  Immunization: { date: 'occurrenceDateTime' },
  Encounter: { reason: 'reasonCode' },
};

/** Elements that are a code in STU3 and a CodeableConcept in R4. */
const CONCEPTS = ['clinicalStatus', 'verificationStatus'];

/** A resource of STU3 in R4's elements; what is the same in both is kept. */
export function fromStu3(resource: JsonObject): JsonObject {
  const type = String(resource['resourceType']);
  const names = RENAMED[type] ?? {};
  const renamed = Object.fromEntries(
    Object.entries(resource).map(([name, value]) => {
      const r4 = names[name] ?? name;
      return [r4, CONCEPTS.includes(r4) && typeof value === 'string' ? { coding: [{ code: value }] } : value];
    }),
  );
  if (type === 'Immunization' && resource['notGiven'] === true) return { ...renamed, status: 'not-done' };
  if (type === 'Observation' && typeof resource['comment'] === 'string')
    return { ...renamed, note: [...notesOf(resource['note']), { text: resource['comment'] }] };
  return renamed;
}

const notesOf = (value: unknown): readonly JsonObject[] => [value].flat().filter(isObject);
