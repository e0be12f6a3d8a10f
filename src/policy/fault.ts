/** An error keeps a pack from loading; a warning asks for somebody's attention. */
export type Severity = 'ERROR' | 'WARNING';

/** One thing wrong with a pack, and where; `line` and `column` count from 1. */
export interface PackFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the pack's structure, such as `cells.name.reviewTeam.clauses[0]`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong and how to mend it. */
  readonly message: string;
  readonly severity: Severity;
}

/** Keys and indexes from the top of a pack down to one place in it. */
export type PackPath = readonly (string | number)[];

/** A fault as a check finds it: by structure, before it is given its line. */
export interface Finding {
  readonly path: PackPath;
  readonly message: string;
  /** Points at the key rather than at what stands behind it. */
  readonly atKey?: boolean;
  /** An error unless it says otherwise. */
  readonly severity?: Severity;
}

/** Whether the fault keeps its pack from loading. */
export const isError = ({ severity }: { readonly severity?: Severity }): boolean => severity !== 'WARNING';

/** One line in the form that editors make clickable: `file:line:column: path: message`. */
export function formatFault(fault: PackFault): string {
  const where = fault.path === '' ? '' : `${fault.path}: `;
  const weight = isError(fault) ? '' : 'warning: ';
  return `${fault.file}:${fault.line}:${fault.column}: ${weight}${where}${fault.message}`;
}

/** A path as it is printed: keys joined by dots, indexes in brackets. */
export function formatPath(path: PackPath): string {
  return path.reduce<string>((printed, step) => {
    if (typeof step === 'number') return `${printed}[${step}]`;
    return printed === '' ? step : `${printed}.${step}`;
  }, '');
}

/** Each fault once, ordered by file and place. */
export function sortFaults(faults: readonly PackFault[]): readonly PackFault[] {
  const unique = new Map(faults.map((fault) => [formatFault(fault), fault]));
  return [...unique.values()].sort(
    (one, other) =>
      compare(one.file, other.file) ||
      one.line - other.line ||
      one.column - other.column ||
      compare(one.path, other.path) ||
      compare(one.message, other.message),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
