import { DATA_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { Purpose } from '../../domain/purpose';
import type { Standing } from '../../domain/standing';
import type { Audience, Cell, Clause, CompiledPack } from '../compiled-pack';
import { clausesOf } from '../explain';

/** Which part of the matrix is wanted; all of it where nothing is said. */
export interface MatrixFilter {
  readonly standing?: Standing | undefined;
  readonly purpose?: Purpose | undefined;
}

/** One column, with those whom it serves that the filter asks for. */
export interface MatrixColumn {
  readonly key: string;
  readonly title: string;
  readonly audiences: readonly Audience[];
}

/** The matrix as it is laid out for people: columns, a row for each category, and the clauses that its cells name. */
export interface MatrixView {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly { readonly category: DataCategory; readonly cells: readonly Cell[] }[];
  readonly clauses: readonly Clause[];
}

/** Lays the matrix out; a filter leaves the columns that serve somebody whom it asks for. */
export function viewMatrix(pack: CompiledPack, { standing, purpose }: MatrixFilter = {}): MatrixView {
  const wanted = (audience: Audience): boolean =>
    (standing === undefined || audience.standing === standing) &&
    (purpose === undefined || audience.purposes.includes(purpose));
  const filtered = standing !== undefined || purpose !== undefined;
  const shown = pack.recipients
    .map((recipient) => ({ recipient, audiences: recipient.audiences.filter(wanted) }))
    .filter(({ audiences }) => !filtered || audiences.length > 0);
  const rows = DATA_CATEGORIES.map((category) => ({
    category,
    cells: shown.map(({ recipient }) => recipient.cells[category]),
  }));
  const clauses = new Map(
    rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => clausesOf(pack, cell).map((clause) => [clause.key, clause] as const)),
    ),
  );
  return {
    columns: shown.map(({ recipient: { key, title }, audiences }) => ({
      key,
      title,
      audiences:
        purpose === undefined ? audiences : audiences.map((each) => ({ ...each, purposes: [purpose] })),
    })),
    rows,
    clauses: [...clauses.values()].sort((one, other) => (one.key < other.key ? -1 : 1)),
  };
}
