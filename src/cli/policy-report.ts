import Table from 'cli-table3';

import {
  formatFault,
  isError,
  type Audience,
  type Cell,
  type Clause,
  type CompiledPack,
  type PackFault,
} from '../policy';
import { viewMatrix, type MatrixFilter, type MatrixView } from '../policy/tools';

/** The disclosure matrix as text: who is in which column, a row per data category, then the clauses they rest on. */
export function renderMatrix(pack: CompiledPack, filter: MatrixFilter = {}): string {
  const view = viewMatrix(pack, filter);
  const conditional = view.rows.some(({ cells }) => cells.some(({ then }) => then !== null));
  return [
    headline(pack),
    `Controller: ${pack.controller}`,
    '',
    ...view.columns.flatMap(({ title, audiences }, index) => [
      `${index + 1}  ${title}`,
      ...(audiences.length === 0 ? ['   nobody through the gateway'] : audiences.map(describeAudience)),
    ]),
    '',
    matrixTable(view),
    ...(conditional ? ['* opens once certain conditions are recorded: policy explain tells which'] : []),
    '',
    'Open questions, as answered',
    ...Object.entries(pack.switches).map(([key, answer]) => `${key}: ${answer ? 'yes' : 'no'}`),
    '',
    'Clauses',
    ...view.clauses.map(describeClause),
    '',
  ].join('\n');
}

/** Faults and warnings, one a line, then their numbers; a line of praise where there are none. */
export function renderFaults(faults: readonly PackFault[]): string {
  if (faults.length === 0) return 'No fault found.\n';
  const errors = faults.filter(isError).length;
  const counts = [
    ...(errors > 0 ? [counted(errors, 'fault')] : ['No fault']),
    ...(faults.length > errors ? [counted(faults.length - errors, 'warning')] : []),
  ];
  return `${[...faults.map(formatFault), '', `${counts.join(', ')}.`].join('\n')}\n`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** The pack's title, key, version, status and days. */
export function headline({ title, key, version, status, effective }: CompiledPack): string {
  const { from, to } = effective;
  const days = to === null ? `from ${from}` : `from ${from} to ${to}`;
  return `${title} (${key} ${version}, ${status}, ${days})`;
}

function matrixTable({ columns, rows }: MatrixView): string {
  const table = new Table({
    head: ['Data category', ...columns.map((_column, index) => String(index + 1))],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { category, cells } of rows) table.push([category, ...cells.map(describeCell)]);
  return table.toString();
}

const describeCell = ({ outcome, clauses, then }: Cell): string =>
  `${outcome}${then === null ? '' : '*'} ${clauses.join(' ')}`;

function describeAudience({ standing, purposes, contributions, parties }: Audience): string {
  const whose =
    contributions.length > 1 ? '' : contributions.includes('OWN') ? ', own data' : ", other agencies' data";
  const which = parties === null ? '' : ` (${parties.join(', ')})`;
  return `   ${standing}${which}${whose}: ${purposes.join(', ')}`;
}

function describeClause({ key, document, place, quote }: Clause): string {
  return `[${key}] ${document}, ${place}${quote === '' ? '' : `: “${quote}”`}`;
}
