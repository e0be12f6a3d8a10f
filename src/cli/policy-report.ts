import Table from 'cli-table3';

import {
  formatFault,
  isError,
  SWITCH_KEYS,
  type Audience,
  type Cell,
  type CompiledPack,
  type PackFault,
} from '../policy';
import {
  CATEGORY_WORDS,
  listed,
  PURPOSE_WORDS,
  STANDING_WORDS,
  viewMatrix,
  type MatrixFilter,
  type MatrixView,
} from '../policy/tools';
import { clauseWords, gateWords, levelTexts, OUTCOME_WORDS, SWITCH_WORDS } from './policy-words';

/** Columns of the terminal that the kind of information takes. */
const INFORMATION_WIDTH = 36;

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
    ...Object.values(OUTCOME_WORDS).map(([short, meaning]) => `${short}: ${meaning}`),
    '',
    'How coarse values are',
    ...levelTexts(pack).map((words) => `- ${words}`),
    '',
    'Before anything is shown',
    ...gateWords(pack).map((words) => `- ${words}`),
    '',
    'Open questions, as answered',
    ...SWITCH_KEYS.map((key) => `${SWITCH_WORDS[key]} ${pack.switches[key] ? 'Yes' : 'No'}. (${key})`),
    '',
    'The sentences it rests on',
    ...view.clauses.map((clause) => `[${clause.key}] ${clauseWords(clause)}`),
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
    head: ['Information', ...columns.map((_column, index) => String(index + 1))],
    style: { head: [], border: [] },
    colWidths: [INFORMATION_WIDTH],
    wordWrap: true,
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { category, cells } of rows) table.push([CATEGORY_WORDS[category], ...cells.map(describeCell)]);
  return table.toString();
}

const describeCell = ({ outcome, clauses, then }: Cell): string =>
  `${OUTCOME_WORDS[outcome][0]}${then === null ? '' : '*'} ${clauses.join(' ')}`;

function describeAudience({ standing, purposes, contributions, parties }: Audience): string {
  const whose =
    contributions.length > 1 ? '' : contributions.includes('OWN') ? ', own data' : ", other agencies' data";
  const which = parties === null ? '' : ` (${parties.join(', ')})`;
  const what = listed(purposes.map((purpose) => PURPOSE_WORDS[purpose]));
  return `   ${STANDING_WORDS[standing]}${which}${whose}: for ${what}`;
}
