import type { AgencyRecord } from '../../domain/agency-source';
import type { RecordCategory } from '../../domain/data-category';

const LISTS_OF_ENTRIES = [
  'familyMembers',
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
] as const satisfies readonly RecordCategory[];

const SINGLE_ENTRIES = ['ethnicity', 'religion'] as const satisfies readonly RecordCategory[];

/** The categories whose values are statements or related parties. */
export const ENTRY_CATEGORIES: readonly RecordCategory[] = [...LISTS_OF_ENTRIES, ...SINGLE_ENTRIES];

/** What statements and related parties have in common, and the category that they were read under. */
export interface Entry {
  readonly category: RecordCategory;
  readonly handle: unknown;
  readonly assertion: unknown;
  readonly addenda: unknown;
}

/** Every statement and related party of a record. */
export function entriesOf(record: AgencyRecord): readonly Entry[] {
  const under = (category: RecordCategory, entry: Omit<Entry, 'category'>): Entry => {
    const { handle, assertion, addenda } = entry;
    return { category, handle, assertion, addenda };
  };
  return [
    ...LISTS_OF_ENTRIES.flatMap((field) => (record[field] ?? []).map((entry) => under(field, entry))),
    ...SINGLE_ENTRIES.flatMap((field) => {
      const entry = record[field];
      return entry ? [under(field, entry)] : [];
    }),
  ];
}

/** The categories whose entries fail a test, each once. */
export const categoriesWhere = (
  entries: readonly Entry[],
  fails: (entry: Entry) => boolean,
): readonly RecordCategory[] => [...new Set(entries.filter(fails).map(({ category }) => category))];
