import { Determined, type ToldTable } from './determined';
import { PROFILES, type Profile, type Range, type Rule, type StatisticsProfile } from './profile';

/** A published table: numbers as they are shown, null where one is suppressed. */
export interface ProtectedTable {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rows: readonly (number | null)[];
  readonly columns: readonly (number | null)[];
  readonly total: number | null;
  /** What is told of each count, which a reader may know: the profile is public. */
  readonly told: Omit<ToldTable, 'counts'>;
}

/** What nothing is told of. */
const ANYTHING: Range = Object.freeze({ low: 0, high: Infinity });

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** One count on its way out. */
class Entry {
  /** Suppressed for its own sake, or to protect another. */
  #withheld: 'NO' | 'OWN' | 'OTHERS';

  constructor(
    readonly count: number,
    readonly rule: Rule,
  ) {
    this.#withheld = rule.shown(count) === null ? 'OWN' : 'NO';
  }

  get shown(): number | null {
    return this.#withheld === 'NO' ? this.rule.shown(this.count) : null;
  }

  get isSmall(): boolean {
    return this.#withheld === 'OWN';
  }

  /** A reader may learn which of two suppressed counts was small: what is told of it is no wider than that. */
  get told(): Range {
    if (this.#withheld === 'OTHERS') return ANYTHING;
    return this.#withheld === 'OWN' ? this.rule.suppressed : this.rule.told(this.rule.shown(this.count) ?? 0);
  }

  withhold(): void {
    this.#withheld = 'OTHERS';
  }
}

/**
 * Protects a table of counts: suppresses and rounds by the profile, then takes more away until no count that the profile
 * suppresses can be worked out from all the others together. Totals come of the true counts and are rounded afterwards,
 * so that they need not add up.
 *
 * @param counts true counts, whole numbers from 0, rows of equal length
 */
export function protect(counts: readonly (readonly number[])[], name: StatisticsProfile): ProtectedTable {
  const profile = PROFILES[name];
  const table = entriesOf(counts, profile);
  if (profile.secondary) suppressCompanions(table);
  for (let open = weakest(table, counts); open; open = weakest(table, counts)) open();
  const shown = (entries: readonly Entry[]): readonly (number | null)[] =>
    entries.map((entry) => entry.shown);
  return {
    cells: table.cells.map(shown),
    rows: shown(table.rows),
    columns: shown(table.columns),
    total: table.total.shown,
    told: toldOf(table),
  };
}

interface Entries {
  readonly cells: readonly (readonly Entry[])[];
  readonly rows: readonly Entry[];
  readonly columns: readonly Entry[];
  readonly total: Entry;
}

function entriesOf(counts: readonly (readonly number[])[], { cells, totals }: Profile): Entries {
  const columns = (counts[0] ?? []).map((_, index) => sum(counts.map((row) => row[index] ?? 0)));
  return {
    cells: counts.map((row) => row.map((count) => new Entry(count, cells))),
    rows: counts.map((row) => new Entry(sum(row), totals)),
    columns: columns.map((count) => new Entry(count, totals)),
    total: new Entry(sum(columns), totals),
  };
}

const toldOf = ({ cells, rows, columns, total }: Entries): ProtectedTable['told'] => ({
  cells: cells.map((row) => row.map((entry) => entry.told)),
  rows: rows.map((entry) => entry.told),
  columns: columns.map((entry) => entry.told),
  total: total.told,
});

/** Where exactly one cell of a row or column is suppressed, the next smallest goes too, until none is alone. */
function suppressCompanions({ cells, columns }: Entries): void {
  const lines = [...cells, ...columns.map((_, index) => cells.flatMap((row) => row[index] ?? []))];
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      if (line.filter(({ shown }) => shown === null).length !== 1) continue;
      const visible = line
        .filter(({ shown }) => shown !== null)
        .sort((one, other) => one.count - other.count);
      const companion = visible.find(({ count }) => count > 0) ?? visible[0];
      companion?.withhold();
      changed ||= companion !== undefined;
    }
  }
}

/** What to take away for the first small count that can be worked out; undefined when none can. */
function weakest(table: Entries, counts: readonly (readonly number[])[]): (() => void) | undefined {
  const determined = new Determined({ counts, ...toldOf(table) });
  for (const [row, line] of table.cells.entries()) {
    for (const [column, entry] of line.entries()) {
      if (entry.isSmall && determined.cell(row, column)) return hide(table, { row, column });
    }
  }
  const rowAt = table.rows.findIndex((entry, row) => entry.isSmall && determined.row(row));
  if (rowAt >= 0) return () => table.rows[rowAt]?.withhold();
  const columnAt = table.columns.findIndex((entry, column) => entry.isSmall && determined.column(column));
  if (columnAt >= 0) return () => table.columns[columnAt]?.withhold();
  return table.total.isSmall && determined.total() ? () => table.total.withhold() : undefined;
}

/** Takes the totals away that give a cell away: its row's, its column's, and the last. With all three gone it is safe. */
function hide(
  table: Entries,
  { row, column }: { readonly row: number; readonly column: number },
): () => void {
  return () => {
    const totals = [table.rows[row], table.columns[column], table.total];
    totals.find((entry) => entry && entry.told !== ANYTHING)?.withhold();
  };
}
