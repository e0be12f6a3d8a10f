import type { Period } from '../../src/domain/period';
import { codesOf, FINDING_FIELDS, type FindingField } from './categories';
import type { ResourceType } from './resources';

/** What is searched of one resource type of one patient. */
export interface EntryQuery {
  readonly type: ResourceType;
  readonly patientId: string;
  /** Contract fields that were asked for. */
  readonly fields: ReadonlySet<string>;
  readonly period?: Period | undefined;
}

type Parameters = readonly (readonly [name: string, value: string])[];

interface DateSearch {
  readonly parameter: string;
  /** False where what began before the period may go on into it, so that only its end can be asked for. */
  readonly from: boolean;
}

/**
 * The date that a server can narrow each type by (FHIR R4, search parameters of the resource). An allergy stays, and has
 * no date to narrow by.
 */
const DATES: Partial<Readonly<Record<ResourceType, DateSearch>>> = {
  Condition: { parameter: 'onset-date', from: false },
  Encounter: { parameter: 'date', from: true },
  Observation: { parameter: 'date', from: true },
  MedicationRequest: { parameter: 'authoredon', from: false },
  MedicationStatement: { parameter: 'effective', from: true },
  Procedure: { parameter: 'date', from: true },
  Immunization: { parameter: 'date', from: true },
  DocumentReference: { parameter: 'date', from: true },
};

/** The parameters that find an entry by what it says. */
const CODES: Partial<Readonly<Record<ResourceType, readonly string[]>>> = {
  Condition: ['code'],
  Observation: ['combo-code', 'combo-value-concept'],
};

/**
 * The searches that together find what is asked for, each as its parameters beside `_elements` and `_count`. There is
 * more than one where a server cannot say "or": entries in the period or without a date, with a code or with a value.
 */
export function searchesOf(query: EntryQuery): readonly Parameters[] {
  const owner: Parameters = [['patient', query.patientId]];
  return findingsOf(query).flatMap((findings) =>
    datesOf(query).map((dates) => [...owner, ...findings, ...dates]),
  );
}

function datesOf({ type, period }: EntryQuery): readonly Parameters[] {
  const search = DATES[type];
  if (!search || !period) return [[]];
  const from: Parameters =
    search.from && period.from !== null ? [[search.parameter, `ge${period.from}`]] : [];
  const to: Parameters = period.to === null ? [] : [[search.parameter, `le${period.to}`]];
  if (from.length + to.length === 0) return [[]];
  return [[...from, ...to], [[`${search.parameter}:missing`, 'true']]];
}

/** Entries that belong to a field that was not asked for are not asked of the server either. */
function findingsOf({ type, fields }: EntryQuery): readonly Parameters[] {
  const parameters = CODES[type];
  if (!parameters) return [[]];
  const wanted = new Set<FindingField>(FINDING_FIELDS.filter((field) => fields.has(field)));
  const others = codesOf(new Set(FINDING_FIELDS.filter((field) => !wanted.has(field))));
  if (!wanted.has('health')) return parameters.map((name) => [[name, codesOf(wanted).join(',')]]);
  return others.length === 0 ? [[]] : [parameters.map((name) => [`${name}:not`, others.join(',')] as const)];
}
