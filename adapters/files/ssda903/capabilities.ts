/** The contract fields that a looked-after children return can answer: it holds no names. */
export const SSDA903_OFFERS: ReadonlySet<string> = new Set([
  'dateOfBirth',
  'addresses',
  'age',
  'gender',
  'familyMembers',
  'ethnicity',
  'health',
  'legalStatuses',
  'involvements',
  'safeguardingConcerns',
  'convictions',
]);
