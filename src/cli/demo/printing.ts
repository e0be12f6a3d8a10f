import type { DataCategory, Outcome } from '../operations.generated';
import type { Narrator } from './narrator';

interface AddressLike {
  readonly lines: readonly string[] | null;
  readonly postcode: string | null;
}

/** Addresses on one line; null where there is none. */
export function printAddress(addresses: readonly Partial<AddressLike>[] | null | undefined): string | null {
  const printed = (addresses ?? []).map(({ lines, postcode }) =>
    [...(lines ?? []), postcode].filter(Boolean).join(', '),
  );
  const known = printed.filter((line) => line !== '');
  return known.length === 0 ? null : known.join('; ');
}

/** An entry of an answer's disclosure list. */
export interface DisclosureLike {
  readonly category: DataCategory;
  readonly outcome: Outcome;
  readonly clause: string | null;
  readonly agency: string | null;
  readonly reason: string;
}

/** Sources up to which a table names each. */
const NAMED = 2;

/** Tells how the policy answered; categories and sources that are answered alike share a row. */
export function sayDisclosure(narrator: Narrator, disclosure: readonly DisclosureLike[]): void {
  const rows = new Map<string, Row>();
  for (const entry of disclosure) {
    const { category, outcome, clause, reason, agency } = entry;
    const key = [outcome, clause, reason].join('|');
    const row = rows.get(key) ?? { entry, categories: new Set(), sources: new Set() };
    row.categories.add(category);
    row.sources.add(agency ?? 'the review itself');
    rows.set(key, row);
  }
  narrator.say('How the policy answered; the list is the same whether or not a value exists:');
  narrator.table(
    [
      ['Outcome', 15],
      ['Categories', 42],
      ['From', 26],
      ['Clause', 8],
      ['Reason', 50],
    ],
    [...rows.values()].map(({ entry, categories, sources }) => [
      entry.outcome,
      [...categories].join(', '),
      sources.size > NAMED ? `${sources.size} agencies` : [...sources].join(', '),
      entry.clause,
      entry.reason,
    ]),
  );
}

interface Row {
  readonly entry: DisclosureLike;
  readonly categories: Set<string>;
  readonly sources: Set<string>;
}
