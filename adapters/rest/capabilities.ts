import type { RecordCategory } from '../../src/domain/data-category';

/**
 * What a probation case system can answer. There are no `involvements`: being supervised is itself offence data, so
 * it is a statement under `convictions`. The case API knows no national insurance number.
 */
export const REST_OFFERS: ReadonlySet<RecordCategory> = new Set([
  'name',
  'dateOfBirth',
  'addresses',
  'age',
  'gender',
  'contactDetails',
  'ethnicity',
  'religion',
  'health',
  'otherSpecialCategory',
  'safeguardingConcerns',
  'convictions',
  'investigations',
  'practitioners',
]);
