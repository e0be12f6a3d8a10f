import { DATA_CATEGORIES, type DataCategory } from '../../domain/data-category';
import { PURPOSES, type Purpose } from '../../domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../../domain/standing';
import type { Cell, CompiledPack, DecisionTable } from '../compiled-pack';
import { CONDITIONS, type Condition } from '../conditions';
import { PARTY_CLASSES, type PartyClass } from '../party';
import { subsetsOf } from './subsets';

/** What is recorded of a recipient and a review, as far as a pack's cells may depend on it. */
export interface Facts {
  /** Undefined for an agency that no agreement names. */
  readonly party: PartyClass | undefined;
  readonly recorded: ReadonlySet<Condition>;
}

/** What a decision table is asked by. */
export interface TablePlace {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly facts: Facts;
}

/** One table with its place. */
export interface PlacedTable extends TablePlace {
  readonly table: DecisionTable;
}

/** Where one cell stands in a table. */
export interface CellPlace {
  readonly contribution: Contribution;
  readonly category: DataCategory;
}

/** Every class of party, and none. */
export const PARTIES: readonly (PartyClass | undefined)[] = [undefined, ...PARTY_CLASSES];

/** Every set of recorded conditions. */
export const CONDITION_SETS: readonly ReadonlySet<Condition>[] = subsetsOf(CONDITIONS);

/** Every class of party with every set of recorded conditions. */
export const ALL_FACTS: readonly Facts[] = PARTIES.flatMap((party) =>
  CONDITION_SETS.map((recorded) => ({ party, recorded })),
);

/** The cells of one decision table: 22 categories, of the recipient's own contribution and of the others'. */
export const CELL_PLACES: readonly CellPlace[] = CONTRIBUTIONS.flatMap((contribution) =>
  DATA_CATEGORIES.map((category) => ({ contribution, category })),
);

/** A table that answers alike to several facts, of which it names the first. */
export interface WeighedTable extends PlacedTable {
  /** How many facts it answers to. */
  readonly weight: number;
}

/**
 * The tables with those that say the same, to facts that differ only in conditions that none of their cells name, taken
 * together.
 */
export function weighTables(tables: readonly PlacedTable[]): readonly WeighedTable[] {
  const numbers = new Map<
    DecisionTable,
    { readonly number: number; readonly named: ReadonlySet<Condition> }
  >();
  const weighed = new Map<string, WeighedTable>();
  for (const place of tables) {
    const { standing, purpose, facts, table } = place;
    const known = numbers.get(table) ?? { number: numbers.size, named: conditionsNamed(table) };
    numbers.set(table, known);
    const recorded = [...facts.recorded].filter((condition) => known.named.has(condition));
    const key = [standing, purpose, known.number, ...recorded].join(' ');
    weighed.set(key, { ...(weighed.get(key) ?? place), weight: (weighed.get(key)?.weight ?? 0) + 1 });
  }
  return [...weighed.values()];
}

const conditionsNamed = (table: DecisionTable): ReadonlySet<Condition> =>
  new Set(CELL_PLACES.flatMap((at) => cellAt(table, at).conditions.flat()));

/** Every table that a pack can be asked for, or those of certain facts. */
export function tablesOf(pack: CompiledPack, allFacts = ALL_FACTS): readonly PlacedTable[] {
  return STANDINGS.flatMap((standing) =>
    PURPOSES.flatMap((purpose) =>
      allFacts.map((facts) => ({ standing, purpose, facts, table: pack.table(standing, purpose, facts) })),
    ),
  );
}

/** One cell of a table. */
export const cellAt = (table: DecisionTable, { contribution, category }: CellPlace): Cell =>
  table[contribution][category];
