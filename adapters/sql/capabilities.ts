import type { RecordCategory } from '../../src/domain/data-category';

/** What a council's social care database can answer. It holds no national insurance numbers. */
export const SQL_OFFERS: ReadonlySet<RecordCategory> = new Set([
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
  'legalStatuses',
  'involvements',
  'safeguardingConcerns',
  'convictions',
  'otherParties',
  'practitioners',
]);
