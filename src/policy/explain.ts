import { DATA_CATEGORIES, type DataCategory } from '../domain/data-category';
import type { Outcome } from '../domain/outcome';
import type { Purpose } from '../domain/purpose';
import { CONTRIBUTIONS, type Contribution, type Standing } from '../domain/standing';
import type { Cell, Clause, CompiledPack } from './compiled-pack';

/** What a recipient would get of one category, and why. */
export interface Explanation {
  readonly category: DataCategory;
  readonly contribution: Contribution;
  readonly outcome: Outcome;
  readonly clauses: readonly Clause[];
  /** Plain English, at the level of the policy: it never tells whether a value exists. */
  readonly reason: string;
}

/** All that the pack says to a standing for a purpose: each category, of its own contribution and of others'. */
export function explainDecision(
  pack: CompiledPack,
  standing: Standing,
  purpose: Purpose,
): readonly Explanation[] {
  const table = pack.table(standing, purpose);
  return DATA_CATEGORIES.flatMap((category) =>
    CONTRIBUTIONS.map((contribution) => {
      const cell = table[contribution][category];
      return {
        category,
        contribution,
        outcome: cell.outcome,
        clauses: clausesOf(pack, cell),
        reason: reasonFor(pack, purpose, cell),
      };
    }),
  );
}

const OPENINGS: Readonly<Record<Outcome, string>> = Object.freeze({
  CLEAR: 'Shared',
  PSEUDONYMISED: 'Shared under a pseudonym',
  GENERALISED: 'Shared in general terms only',
  WITHHELD: 'Not shared',
});

/** The reason that stands beside a disclosure entry; the same whether or not a value exists. */
export function reasonFor(pack: CompiledPack, purpose: Purpose, cell: Cell): string {
  return `${OPENINGS[cell.outcome]} for ${purpose.toLowerCase().replaceAll('_', ' ')}: ${sourceOf(pack, cell)}`;
}

/** The clauses of a cell, in its order. */
export function clausesOf(pack: CompiledPack, cell: Cell): readonly Clause[] {
  return cell.clauses.flatMap((key) => pack.clauses.get(key) ?? []);
}

function sourceOf(pack: CompiledPack, cell: Cell): string {
  const stated = clausesOf(pack, cell).filter(({ quote }) => quote !== '');
  if (stated.length === 0) return "not stated in the partnership's document";
  return [...new Set(stated.map(({ document, place }) => `${document}, ${place}`))].join('; ');
}
