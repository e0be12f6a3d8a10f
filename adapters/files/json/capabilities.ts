/** The contract fields that a housing association's tenancy file can answer. */
export const TENANCY_FILE_OFFERS: ReadonlySet<string> = new Set([
  'name',
  'dateOfBirth',
  'addresses',
  'contactDetails',
  'involvements',
  'safeguardingConcerns',
]);
