import type { Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import { valueOf } from './measures';
import type { Resource } from './resources';
import { assertionOf, coded, firstCode, narrativeOf } from './translate-clinical';
import { codeOf, describe } from './translate-patient';

type EntryHandle = (entryKey: string) => string;

/** A MedicationRequest, with its dosage in words as narrative. */
export function medicationStatement(
  order: Resource<'MedicationRequest'>,
  entryHandle: EntryHandle,
): Statement {
  return {
    handle: entryHandle(`MedicationRequest/${order.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'medication request',
    ...coded(order.medicationCodeableConcept),
    narrative: narrativeOf(order.dosageInstruction, order.note),
    status: order.status ?? null,
    from: toPartialDate(order.authoredOn),
  };
}

/** A Procedure. */
export function procedureStatement(procedure: Resource<'Procedure'>, entryHandle: EntryHandle): Statement {
  return {
    handle: entryHandle(`Procedure/${procedure.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'procedure',
    ...coded(procedure.code),
    narrative: narrativeOf(procedure.note),
    status: procedure.status ?? null,
    from: toPartialDate(procedure.performedDateTime ?? procedure.performedPeriod?.start),
    to: toPartialDate(procedure.performedPeriod?.end),
  };
}

/** A MedicationStatement: what is known to be taken, ordered here or elsewhere. */
export function medicationTakenStatement(
  taken: Resource<'MedicationStatement'>,
  entryHandle: EntryHandle,
): Statement {
  return {
    handle: entryHandle(`MedicationStatement/${taken.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'medication statement',
    ...coded(taken.medicationCodeableConcept),
    narrative: narrativeOf(taken.dosage, taken.note),
    status: taken.status ?? null,
    from: toPartialDate(taken.effectiveDateTime ?? taken.effectivePeriod?.start),
    to: toPartialDate(taken.effectivePeriod?.end),
  };
}

/** An Observation with its value, or the values of its components, in words. */
export function observationStatement(
  observation: Resource<'Observation'>,
  entryHandle: EntryHandle,
): Statement {
  const { code, component, effectiveDateTime, effectivePeriod } = observation;
  const parts = component.flatMap((part) => {
    const value = valueOf(part);
    return value === null ? [] : [[describe(part.code), value].filter(Boolean).join(' ')];
  });
  const value = [valueOf(observation), ...parts].filter((one) => one !== null).join('; ');
  return {
    handle: entryHandle(`Observation/${observation.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'observation',
    ...codeOf(code),
    description: [describe(code), value].filter(Boolean).join(': ') || null,
    narrative: narrativeOf(observation.note),
    status: observation.status ?? null,
    from: toPartialDate(effectiveDateTime ?? effectivePeriod?.start),
    to: toPartialDate(effectivePeriod?.end),
  };
}

const ALLERGY_END = /\/Extension-(?:UKCore|CareConnect-GPC)-AllergyIntoleranceEnd(?:-1)?$/;

/** An AllergyIntolerance with the reactions that were seen. */
export function allergyStatement(
  allergy: Resource<'AllergyIntolerance'>,
  entryHandle: EntryHandle,
): Statement {
  const end = allergy.extension.find(({ url }) => ALLERGY_END.test(url ?? ''));
  const seen = allergy.reaction.flatMap(({ manifestation, severity }) => {
    const words = manifestation.flatMap((one) => describe(one) ?? []).join(', ');
    return words === '' ? [] : [{ text: `Reaction: ${[words, severity].filter(Boolean).join(', ')}` }];
  });
  return {
    handle: entryHandle(`AllergyIntolerance/${allergy.id}`),
    assertion: assertionOf(allergy.verificationStatus),
    addenda: [],
    kind: 'allergy or intolerance',
    ...coded(allergy.code),
    narrative: narrativeOf(seen, allergy.note),
    status: firstCode(allergy.clinicalStatus),
    from: toPartialDate(allergy.onsetDateTime ?? allergy.recordedDate),
    to: toPartialDate(end?.extension.find(({ url }) => url === 'endDate')?.valueDateTime),
  };
}

/** An Immunization. */
export function immunizationStatement(given: Resource<'Immunization'>, entryHandle: EntryHandle): Statement {
  return {
    handle: entryHandle(`Immunization/${given.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'immunisation',
    ...coded(vaccineOf(given)),
    narrative: narrativeOf(given.note),
    status: given.status ?? null,
    from: toPartialDate(given.occurrenceDateTime),
  };
}

const PROCEDURE = /\/Extension-(?:UKCore|CareConnect)-VaccinationProcedure(?:-1)?$/;
const UNKNOWN = 'UNK';

/** The vaccine; where it is not known, the vaccination as it was coded. */
function vaccineOf({ vaccineCode, extension }: Resource<'Immunization'>): typeof vaccineCode {
  const known = vaccineCode?.coding.some(({ code }) => code !== undefined && code !== UNKNOWN) ?? false;
  const procedure = extension.find(({ url }) => PROCEDURE.test(url ?? ''))?.valueCodeableConcept;
  return known ? vaccineCode : (procedure ?? vaccineCode);
}
