import fc from 'fast-check';

import {
  PROFILES,
  STATISTICS_PROFILES,
  type Range,
  type StatisticsProfile,
} from '../../src/statistics/profile';
import { protect, type ProtectedTable } from '../../src/statistics/protect';

/** Beyond this an enumeration need not look: it is far above every count of these tables. */
const MOST = 16;

const tables = (rows: number, columns: number, most: number) =>
  fc.array(fc.array(fc.nat(most), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
const profiles = fc.constantFrom<StatisticsProfile>(...STATISTICS_PROFILES);

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const within = (count: number, { low, high }: Range): boolean => count >= low && count <= high;

/** Every table that fits what is told: what somebody with patience and without knowledge could list. */
function* fitting({ told }: ProtectedTable): Generator<readonly (readonly number[])[]> {
  const columns = told.columns.length;
  const ranges = told.cells.flat();
  const counts: number[] = [];
  function* fill(at: number): Generator<readonly (readonly number[])[]> {
    const range = ranges[at];
    if (range === undefined) {
      const rows = told.rows.map((_, row) => counts.slice(row * columns, (row + 1) * columns));
      const fits =
        rows.every((row, index) => within(sum(row), told.rows[index] ?? range0)) &&
        told.columns.every((one, column) => within(sum(rows.map((row) => row[column] ?? 0)), one)) &&
        within(sum(counts), told.total);
      if (fits) yield rows.map((row) => [...row]);
      return;
    }
    for (let count = range.low; count <= Math.min(range.high, MOST); count += 1) {
      counts[at] = count;
      yield* fill(at + 1);
    }
    counts.length = at;
  }
  yield* fill(0);
}
const range0: Range = { low: 0, high: 0 };

describe('the protection of small counts', () => {
  it.each([
    ['NHS', [0, 1, 7, 8, 12, 13, 17, 18, 22, 23], [0, null, null, 10, 10, 15, 15, 20, 20, 25]],
    ['DFE', [0, 1, 5, 6, 12], [0, null, null, 6, 12]],
  ] as const)('shows cells under %s as the profile says', (profile, counts, shown) => {
    expect(counts.map((count) => PROFILES[profile].cells.shown(count))).toEqual(shown);
  });

  it.each([
    ['NHS', [3, 9, 14], [null, 10, 15]],
    ['DFE', [3, 14, 15, 94, 95], [0, 10, 20, 90, 100]],
  ] as const)('shows totals under %s rounded from the true ones', (profile, counts, shown) => {
    expect(counts.map((count) => PROFILES[profile].totals.shown(count))).toEqual(shown);
  });

  it('tells of every count what is true of it', () => {
    fc.assert(
      fc.property(tables(3, 4, 40), profiles, (counts, profile) => {
        const { told } = protect(counts, profile);
        counts.forEach((row, at) => {
          row.forEach((count, column) => {
            expect(within(count, told.cells[at]?.[column] ?? range0)).toBe(true);
          });
          expect(within(sum(row), told.rows[at] ?? range0)).toBe(true);
        });
        expect(within(sum(counts.flat()), told.total)).toBe(true);
      }),
    );
  });

  it('shows no count that its profile suppresses', () => {
    fc.assert(
      fc.property(tables(3, 4, 40), profiles, (counts, profile) => {
        const { cells } = protect(counts, profile);
        const { shown } = PROFILES[profile].cells;
        counts.forEach((row, at) => {
          row.forEach((count, column) => {
            const cell = cells[at]?.[column];
            expect(cell === null || cell === shown(count)).toBe(true);
          });
        });
      }),
    );
  });

  it.each([
    [2, 2],
    [2, 3],
  ])(
    'lets nobody work a suppressed count out from a whole table of %i by %i, by listing all that fit',
    (rows, columns) => {
      fc.assert(
        fc.property(tables(rows, columns, 9), profiles, (counts, profile) => {
          const table = protect(counts, profile);
          const possible = counts.map((row) => row.map(() => new Set<number>()));
          for (const one of fitting(table))
            one.forEach((row, at) => {
              row.forEach((count, column) => possible[at]?.[column]?.add(count));
            });
          counts.forEach((row, at) => {
            row.forEach((count, column) => {
              const isSmall = PROFILES[profile].cells.shown(count) === null;
              if (isSmall) expect(possible[at]?.[column]?.size).toBeGreaterThan(1);
            });
          });
        }),
        { numRuns: rows * columns === 4 ? 200 : 25 },
      );
    },
  );

  it('takes seven cells of one each for what they are: their total would give all of them away', () => {
    const { cells, rows, told } = protect(
      [
        [1, 1, 1, 1, 1, 1, 1],
        [0, 0, 0, 0, 0, 0, 0],
      ],
      'NHS',
    );
    expect(cells[0]).toEqual(Array.from({ length: 7 }, () => null));
    expect(rows[0]).toBeNull();
    // Not even that it is small.
    expect(told.rows[0]).toEqual({ low: 0, high: Infinity });
  });

  it('changes nothing that it has published once: rounding and suppression are idempotent', () => {
    fc.assert(
      fc.property(tables(3, 3, 60), profiles, (counts, profile) => {
        const { cells } = PROFILES[profile];
        for (const count of counts.flat()) {
          const shown = cells.shown(count);
          if (shown !== null) expect(cells.shown(shown)).toBe(shown);
        }
        const first = protect(counts, profile);
        expect(protect(counts, profile)).toEqual(first);
      }),
    );
  });

  it('leaves no suppressed cell alone in its row or column under DFE', () => {
    fc.assert(
      fc.property(tables(3, 4, 30), (counts) => {
        const { cells } = protect(counts, 'DFE');
        const lines = [...cells, ...[0, 1, 2, 3].map((column) => cells.map((row) => row[column] ?? null))];
        for (const line of lines) expect(line.filter((cell) => cell === null)).not.toHaveLength(1);
      }),
    );
  });
});
