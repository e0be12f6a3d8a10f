import { DATA_CATEGORIES, type DataCategory } from '../domain/data-category';
import type { Outcome } from '../domain/outcome';
import type { Purpose } from '../domain/purpose';
import type { Contribution, Standing } from '../domain/standing';
import type { Clause, CompiledPack } from './compiled-pack';
import type { ConditionGroups } from './conditions';
import { clausesOf } from './explain';
import type { PartyClass } from './party';

/** One data category, across all columns. */
export interface MatrixRow {
  readonly category: DataCategory;
  readonly cells: readonly MatrixCell[];
}

/** What one column says of the category, to one of the standings that it serves. */
export interface MatrixCell {
  /** The column's key. */
  readonly recipient: string;
  readonly title: string;
  /** Null where nobody receives the column through the gateway. */
  readonly standing: Standing | null;
  readonly purposes: readonly Purpose[];
  readonly contributions: readonly Contribution[];
  /** Null where the column does not tell party classes apart. */
  readonly parties: readonly PartyClass[] | null;
  readonly outcome: Outcome;
  /** What opens the cell, and what it then becomes; empty and null where nothing does. */
  readonly conditions: ConditionGroups;
  readonly then: Outcome | null;
  readonly clauses: readonly Clause[];
}

/**
 * The whole disclosure matrix: 22 rows of the same columns. A column that serves several standings has a cell for each,
 * a column that serves nobody has one.
 */
export function policyMatrix(pack: CompiledPack): readonly MatrixRow[] {
  return DATA_CATEGORIES.map((category) => ({
    category,
    cells: pack.recipients.flatMap(({ key, title, audiences, cells }): readonly MatrixCell[] => {
      const cell = cells[category];
      const { outcome, conditions, then } = cell;
      const said = { recipient: key, title, outcome, conditions, then, clauses: clausesOf(pack, cell) };
      if (audiences.length === 0)
        return [{ ...said, standing: null, purposes: [], contributions: [], parties: null }];
      return audiences.map(({ standing, purposes, contributions, parties }) => ({
        ...said,
        standing,
        purposes,
        contributions,
        parties,
      }));
    }),
  }));
}
