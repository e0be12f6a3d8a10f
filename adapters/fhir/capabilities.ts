/** The contract fields that a FHIR R4 export can answer. */
export const FHIR_OFFERS: ReadonlySet<string> = new Set([
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
