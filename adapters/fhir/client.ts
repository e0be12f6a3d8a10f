import type { LocalSearch } from '../../src/domain/agency-source';
import type { FieldTree } from '../../src/domain/field-tree';
import type { Period } from '../../src/domain/period';
import type { Dialect } from './config';
import type { Confidentiality, PatientResources, Resource } from './resources';

/** What of a patient's record is asked for. */
export interface PatientRequest {
  /** Fields of the contract that the dialect offers. */
  readonly fields: FieldTree;
  /** Entries that lie wholly outside it are not read. */
  readonly period?: Period | undefined;
}

/** A patient whom a search found, under the key that their record is asked for by. */
export interface FoundPatient {
  readonly key: string;
  readonly patient: Resource<'Patient'>;
}

/** Where the records of patients are: files, a FHIR server, or a practice behind GP Connect. */
export interface FhirClient {
  /** False where patients are found by a number alone. */
  readonly findsByName: boolean;
  /** The resources behind `request`, and no others; null where the patient is unknown or closed to everybody. */
  patient(key: string, request: PatientRequest): Promise<PatientResources | null>;
  /** Patients who may match, closed ones left out; whoever asks compares names and dates. */
  search(by: LocalSearch): Promise<readonly FoundPatient[]>;
  /** The keys that are known from the start; none where a server is asked as it goes. */
  keys(): Promise<Iterable<string>>;
  close(): Promise<void>;
}

/**
 * Whether a patient is closed to everybody, so that the record looks like none. At PDS the label R closes the location
 * alone, which `withoutLocation` leaves out; from any other source it says no more than that the record is restricted,
 * and not knowing how far means all of it.
 */
export const isClosed = (confidentiality: Confidentiality, dialect: Dialect): boolean =>
  confidentiality === 'CLOSED' || (confidentiality === 'RESTRICTED' && dialect !== 'pds');

/** Fields that tell where somebody is or whom they live with. */
const LOCATION_FIELDS = ['addresses', 'contactDetails', 'familyMembers'];

/** The fields without those that tell where a restricted patient is (PDS FHIR API, restricted patients). */
export function withoutLocation(fields: FieldTree): FieldTree {
  return new Map([...fields].filter(([field]) => !LOCATION_FIELDS.includes(field)));
}
