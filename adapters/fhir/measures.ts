import type { Measure } from './datatypes';
import { describe } from './translate-patient';

/** The value of an Observation or of one component in words; null where none of the types read has one. */
export function valueOf(measure: Measure): string | null {
  const { valueQuantity, valueCodeableConcept, valueString, valueBoolean, valueInteger, valueDateTime } =
    measure;
  if (valueQuantity?.value !== undefined)
    return [valueQuantity.value, valueQuantity.unit ?? valueQuantity.code]
      .filter((part) => part !== undefined)
      .join(' ');
  const words = describe(valueCodeableConcept) ?? valueString ?? valueDateTime;
  if (words !== undefined) return words;
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no';
  return valueInteger === undefined ? null : String(valueInteger);
}
