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

/** Tells how the policy answered; sources that are answered alike share a row. */
export function sayDisclosure(narrator: Narrator, disclosure: readonly DisclosureLike[]): void {
  const rows = new Map<string, { readonly entry: DisclosureLike; readonly sources: string[] }>();
  for (const entry of disclosure) {
    const { category, outcome, clause, reason } = entry;
    const key = [category, outcome, clause, reason].join('|');
    const row = rows.get(key) ?? { entry, sources: [] };
    row.sources.push(entry.agency ?? 'the review itself');
    rows.set(key, row);
  }
  narrator.say('How the policy answered (the list is the same whether or not a value exists):');
  narrator.table(
    [
      ['Category', 26],
      ['Outcome', 15],
      ['Clause', 8],
      ['From', 24],
      ['Reason', 44],
    ],
    [...rows.values()].map(({ entry, sources }) => [
      entry.category,
      entry.outcome,
      entry.clause,
      sources.join(', '),
      entry.reason,
    ]),
  );
}
