import type { DataCategory } from '../domain/data-category';
import { isDataCategory } from '../domain/data-category';
import { OUTCOMES, type Outcome } from '../domain/outcome';
import type { Purpose } from '../domain/purpose';
import type { Contribution, Standing } from '../domain/standing';
import type { PackPath } from './fault';
import type { PartyClass } from './party';
import type { CellSource, PackSource } from './schema';
import { SAFE_ANSWERS, SWITCH_KEYS, type Switches } from './switches';

/** One way in which data may flow: a standing, for a purpose, from one side, by one column. */
export interface Flow {
  readonly column: string;
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly contribution: Contribution;
  /** Null where the column does not tell party classes apart. */
  readonly parties: readonly PartyClass[] | null;
  /** Whether the pack's switches let it flow now. */
  readonly open: boolean;
  /** Where the pack says so. */
  readonly path: PackPath;
}

/** The answer to every switch: the pack's, else the safe one. */
export function answersOf(pack: PackSource): Switches {
  const answers = SWITCH_KEYS.map((key) => [key, pack.switches[key]?.answer ?? SAFE_ANSWERS[key]]);
  return Object.freeze(Object.fromEntries(answers) as Switches);
}

/** Whether a part of the pack that depends on switches holds now. */
export function holds(
  part: { readonly when?: keyof Switches | undefined; readonly unless?: keyof Switches | undefined },
  answers: Switches,
): boolean {
  return (
    (part.when === undefined || answers[part.when]) && (part.unless === undefined || !answers[part.unless])
  );
}

/** All flows that the pack speaks of, those behind a switch included. */
export function flowsOf(pack: PackSource): readonly Flow[] {
  const answers = answersOf(pack);
  return Object.entries(pack.recipients).flatMap(([column, { serves }]) =>
    serves.flatMap((audience, index) =>
      audience.standings.flatMap((standing) =>
        audience.purposes.flatMap((purpose) =>
          audience.contributions.map((contribution) => ({
            column,
            standing,
            purpose,
            contribution,
            parties: audience.parties ?? null,
            open: holds(audience, answers),
            path: ['recipients', column, 'serves', index],
          })),
        ),
      ),
    ),
  );
}

/** One cell with its place in the matrix. */
export interface PlacedCell {
  readonly category: DataCategory;
  readonly column: string;
  readonly cell: CellSource;
  readonly path: PackPath;
}

/** Every outcome that a cell can come to, once opened included. */
export const outcomesOf = ({ outcome, opens }: CellSource): readonly Outcome[] =>
  opens ? [outcome, opens.then] : [outcome];

/** The outcome of a cell that lets the most out. */
export const widestOf = (cell: CellSource): Outcome =>
  OUTCOMES.find((outcome) => outcomesOf(cell).includes(outcome)) ?? 'WITHHELD';

/** Whether a cell discloses, or can be opened so that it does. */
export const mayDisclose = (cell: CellSource): boolean => widestOf(cell) !== 'WITHHELD';

/** All cells of the pack, category by category. */
export function cellsOf(pack: PackSource): readonly PlacedCell[] {
  return Object.entries(pack.cells).flatMap(([category, columns]) =>
    isDataCategory(category)
      ? Object.entries(columns).map(([column, cell]) => ({
          category,
          column,
          cell,
          path: ['cells', category, column],
        }))
      : [],
  );
}

/** The cells of each column. */
export function cellsByColumn(pack: PackSource): ReadonlyMap<string, readonly PlacedCell[]> {
  const columns = new Map<string, PlacedCell[]>();
  for (const placed of cellsOf(pack)) {
    const column = columns.get(placed.column);
    if (column) column.push(placed);
    else columns.set(placed.column, [placed]);
  }
  return columns;
}
