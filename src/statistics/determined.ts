import type { Range } from './profile';

/** A table of true counts with what is told of each cell and of each total. */
export interface ToldTable {
  readonly counts: readonly (readonly number[])[];
  readonly cells: readonly (readonly Range[])[];
  readonly rows: readonly Range[];
  readonly columns: readonly Range[];
  readonly total: Range;
}

/** One count of the table: what it is, what is told of it, and the two nodes between which it flows. */
interface Arc {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly told: Range;
}

/**
 * Which counts a reader can work out to the last unit from all that is told together. A table with its totals is a flow
 * from a source through rows and columns to a sink and back: another table fits what is told, with another value of a
 * count, exactly where the true flow has a residual cycle through that count's arc (integer circulations with bounds).
 */
export class Determined {
  readonly #arcs: readonly Arc[];
  readonly #columns: number;
  readonly #rows: number;

  constructor({ counts, cells, rows, columns, total }: ToldTable) {
    this.#rows = rows.length;
    this.#columns = columns.length;
    const [source, sink] = [rows.length + columns.length, rows.length + columns.length + 1];
    const column = (index: number): number => rows.length + index;
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    const rowSums = counts.map(sum);
    const columnSums = columns.map((_, index) => sum(counts.map((row) => row[index] ?? 0)));
    this.#arcs = [
      ...counts.flatMap((row, at) =>
        row.map((count, index): Arc => ({
          from: at,
          to: column(index),
          count,
          told: cells[at]?.[index] ?? EXACTLY(count),
        })),
      ),
      ...rows.map((told, at): Arc => ({ from: source, to: at, count: rowSums[at] ?? 0, told })),
      ...columns.map((told, at): Arc => ({ from: column(at), to: sink, count: columnSums[at] ?? 0, told })),
      { from: sink, to: source, count: sum(rowSums), told: total },
    ];
  }

  /** Whether the cell's count can be worked out. */
  cell(row: number, column: number): boolean {
    return this.#isDetermined(row * this.#columns + column);
  }

  /** Whether a row's total can be. */
  row(row: number): boolean {
    return this.#isDetermined(this.#rows * this.#columns + row);
  }

  /** Whether a column's total can be. */
  column(column: number): boolean {
    return this.#isDetermined(this.#rows * this.#columns + this.#rows + column);
  }

  /** Whether the total of all can be. */
  total(): boolean {
    return this.#isDetermined(this.#arcs.length - 1);
  }

  #isDetermined(index: number): boolean {
    const arc = this.#arcs[index];
    if (!arc) return true;
    const { from, to, count, told } = arc;
    const canGrow = count < told.high && this.#reaches(to, from, index);
    const canShrink = count > told.low && this.#reaches(from, to, index);
    return !canGrow && !canShrink;
  }

  /** Whether one more unit can flow from a node to another, without the arc that is asked about. */
  #reaches(start: number, end: number, without: number): boolean {
    const seen = new Set([start]);
    const open = [start];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node === end) return true;
      for (const [index, { from, to, count, told }] of this.#arcs.entries()) {
        if (index === without) continue;
        const next =
          from === node && count < told.high ? to : to === node && count > told.low ? from : undefined;
        if (next === undefined || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    return false;
  }
}

const EXACTLY = (count: number): Range => ({ low: count, high: count });
