import { DATA_CATEGORIES, type DataCategory } from '../domain/data-category';
import type { Outcome } from '../domain/outcome';
import type { Purpose } from '../domain/purpose';
import { CONTRIBUTIONS, type Contribution, type Standing } from '../domain/standing';
import type { Cell, Clause, CompiledPack } from './compiled-pack';
import type { Condition } from './conditions';

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
  const what = purpose.toLowerCase().replaceAll('_', ' ');
  return `${OPENINGS[cell.outcome]} for ${what}${untilOf(cell)}: ${sourceOf(pack, cell)}`;
}

function untilOf({ outcome, conditions, then }: Cell): string {
  if (then === null || outcome === then) return '';
  const groups = conditions.map((group) => group.map((each) => CONDITION_WORDS[each]).join(' and '));
  return ` until there is a record of ${groups.join(', or ')}`;
}

const CONDITION_WORDS: Readonly<Record<Condition, string>> = Object.freeze({
  CONSENT: 'consent',
  LEGALLY_REQUIRED: 'a legal duty to share',
  LEGALLY_ENABLED: 'a legal power to share',
  OFFENCE_BASIS: 'the legal condition for criminal offence data',
  STATUTORY_FUNCTION: 'the statutory function',
  EDI_IN_TERMS_OF_REFERENCE: 'equality in the terms of reference',
  NECESSITY_NOTE: 'why it is necessary',
});

/** The clauses of a cell, in its order. */
export function clausesOf(pack: CompiledPack, cell: Cell): readonly Clause[] {
  return cell.clauses.flatMap((key) => pack.clauses.get(key) ?? []);
}

function sourceOf(pack: CompiledPack, cell: Cell): string {
  const stated = clausesOf(pack, cell).filter(({ quote }) => quote !== '');
  if (stated.length === 0) return "not stated in the partnership's document";
  return [...new Set(stated.map(({ document, place }) => `${document}, ${place}`))].join('; ');
}
