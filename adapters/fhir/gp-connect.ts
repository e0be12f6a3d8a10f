import type { LocalSearch } from '../../src/domain/agency-source';
import type { Period } from '../../src/domain/period';
import { toNhsNumber } from '../shared/nhs-number';
import { resourcesIn } from './bundle';
import { isClosed, type FhirClient, type FoundPatient, type PatientRequest } from './client';
import type { FhirHttp } from './http';
import { isObject, type JsonObject } from './json';
import { confidentialityOf, envelope, gather, type PatientResources, type ResourceType } from './resources';
import { needsOf, type Needs } from './select';
import { parsed } from './server';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
const OPERATION = '/Patient/$gpc.getstructuredrecord';

interface Part {
  readonly name: string;
  readonly [value: string]: unknown;
}

/**
 * A practice behind GP Connect Access Record: Structured (version 1.6). There are no `_elements`: what a plan leaves out
 * is left out of the operation's parameters, each of which opens one part of the record. Local keys are NHS numbers.
 */
export class GpConnect implements FhirClient {
  readonly findsByName = false;

  constructor(private readonly http: FhirHttp) {}

  async patient(key: string, { fields, period }: PatientRequest): Promise<PatientResources | null> {
    const needs = needsOf(fields, { dialect: 'gp-connect', dated: period !== undefined });
    const body = structuredRecordParameters(key, { needs, period });
    const content = await this.http.ask({ what: 'structured record', path: OPERATION, body });
    const resources = resourcesIn(content, 'gp-connect').filter(isObject);
    const own = resources.filter((resource) => isOpenPatient(resource, key));
    if (own.length === 0) return null;
    const others = resources.filter(({ resourceType }) => resourceType !== 'Patient');
    return gather(async (type) => {
      if (type === 'Patient') return parsed(type, own);
      return needs.has(type) ? parsed(type, others) : [];
    });
  }

  /** The standard finds a patient by NHS number alone, so that is what is typed in place of a name. */
  async search({ name }: LocalSearch): Promise<readonly FoundPatient[]> {
    const number = toNhsNumber(name);
    if (number === null) return [];
    const identifier = encodeURIComponent(`${NHS_NUMBER}|${number}`);
    const content = await this.http.ask({ what: 'Patient', path: `/Patient?identifier=${identifier}` });
    const found = resourcesIn(content, 'gp-connect')
      .filter(isObject)
      .filter((resource) => isOpenPatient(resource, number));
    return parsed('Patient', found).map((patient) => ({ key: number, patient }));
  }

  keys(): Promise<Iterable<string>> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    return this.http.close();
  }
}

function isOpenPatient(resource: JsonObject, number: string): boolean {
  const about = envelope.safeParse(resource);
  return (
    about.success &&
    about.data.resourceType === 'Patient' &&
    !isClosed(confidentialityOf(about.data), 'gp-connect') &&
    about.data.identifier.some(({ value }) => value === number)
  );
}

/** The parts of the record that each resource type comes in. */
const PARTS: Partial<Readonly<Record<ResourceType, readonly string[]>>> = {
  Condition: ['includeProblems'],
  Observation: ['includeUncategorisedData'],
  MedicationRequest: ['includeMedication'],
  MedicationStatement: ['includeMedication'],
  AllergyIntolerance: ['includeAllergies'],
  Immunization: ['includeImmunisations'],
  Encounter: ['includeConsultations'],
};

/**
 * The operation's parameters (GP Connect 1.6, "Retrieve a patient's structured record"): the patient, and the parts of
 * the record behind `needs`, narrowed to the period where a part can be.
 */
export function structuredRecordParameters(
  number: string,
  { needs, period }: { readonly needs: Needs; readonly period?: Period | undefined },
): JsonObject {
  const included = new Set([...needs.keys()].flatMap((type) => PARTS[type] ?? []));
  const parts = [...included].map((name): Part => {
    const part = partsOf(name, period ?? { from: null, to: null });
    return part.length === 0 ? { name } : { name, part };
  });
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'patientNHSNumber', valueIdentifier: { system: NHS_NUMBER, value: number } },
      ...parts,
    ],
  };
}

function partsOf(name: string, { from, to }: Period): readonly Part[] {
  const span = { ...(from === null ? {} : { start: from }), ...(to === null ? {} : { end: to }) };
  const period = (part: string): readonly Part[] =>
    from === null && to === null ? [] : [{ name: part, valuePeriod: span }];
  switch (name) {
    case 'includeAllergies':
      return [{ name: 'includeResolvedAllergies', valueBoolean: true }];
    case 'includeMedication':
      return [{ name: 'includePrescriptionIssues', valueBoolean: true }];
    case 'includeConsultations':
      return period('consultationSearchPeriod');
    case 'includeUncategorisedData':
      return period('uncategorisedDataSearchPeriod');
    default:
      return [];
  }
}
