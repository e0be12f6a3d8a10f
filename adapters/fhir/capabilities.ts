import type { Dialect } from './config';

/** The contract fields of a whole clinical record. */
const CLINICAL: ReadonlySet<string> = new Set([
  'name',
  'dateOfBirth',
  'addresses',
  'age',
  'gender',
  'contactDetails',
  'nhsNumber',
  'familyMembers',
  'ethnicity',
  'religion',
  'health',
  'otherSpecialCategory',
  'involvements',
  'safeguardingConcerns',
  'convictions',
  'practitioners',
]);

/** The Personal Demographics Service knows who somebody is, and nothing of their health but that they have died. */
const DEMOGRAPHIC: ReadonlySet<string> = new Set([
  'name',
  'dateOfBirth',
  'addresses',
  'age',
  'gender',
  'contactDetails',
  'nhsNumber',
  'familyMembers',
  'ethnicity',
]);

/** The contract fields that a FHIR source of each dialect can answer. */
export const FHIR_OFFERS: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  'uk-core': CLINICAL,
  pds: DEMOGRAPHIC,
  'gp-connect': CLINICAL,
};
