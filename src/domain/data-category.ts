/**
 * The 22 data categories that a policy pack decides on. The first 21 are fields of `AgencyReturn`, under the same
 * names; `knownToAgency` is the answer to a contact check.
 */
export const DATA_CATEGORIES = [
  'name',
  'dateOfBirth',
  'addresses',
  'age',
  'gender',
  'contactDetails',
  'nationalInsuranceNumber',
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
  'investigations',
  'otherParties',
  'practitioners',
  'informants',
  'knownToAgency',
] as const;

export type DataCategory = (typeof DATA_CATEGORIES)[number];

/** The categories that an agency's record can hold: all but the contact check's answer. */
export type RecordCategory = Exclude<DataCategory, 'knownToAgency'>;

export const RECORD_CATEGORIES: readonly RecordCategory[] = DATA_CATEGORIES.filter(
  (category): category is RecordCategory => category !== 'knownToAgency',
);

/** The three categories of a contact check: all that a wider agency may ever receive. */
export const CONTACT_CHECK_CATEGORIES = [
  'name',
  'dateOfBirth',
  'addresses',
] as const satisfies readonly DataCategory[];

/** Criminal offence data (UK GDPR art. 10). */
export const OFFENCE_CATEGORIES = [
  'convictions',
  'investigations',
] as const satisfies readonly DataCategory[];

/** Special category data (UK GDPR art. 9(1)). */
export const SPECIAL_CATEGORIES = [
  'ethnicity',
  'religion',
  'health',
  'otherSpecialCategory',
] as const satisfies readonly DataCategory[];

const known: ReadonlySet<string> = new Set(DATA_CATEGORIES);

/** Whether `value` is the key of a data category. */
export const isDataCategory = (value: string): value is DataCategory => known.has(value);
