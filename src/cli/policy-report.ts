import Table from 'cli-table3';

import { DATA_CATEGORIES } from '../domain/data-category';
import {
  formatFault,
  type Audience,
  type Cell,
  type Clause,
  type CompiledPack,
  type PackFault,
} from '../policy';

/** The disclosure matrix as text: who is in which column, a row per data category, then the clauses they rest on. */
export function renderMatrix(pack: CompiledPack): string {
  const { from, to } = pack.effective;
  const days = to === null ? `from ${from}` : `from ${from} to ${to}`;
  return [
    `${pack.title} (${pack.key} ${pack.version}, ${pack.status}, ${days})`,
    `Controller: ${pack.controller}`,
    '',
    ...pack.recipients.flatMap(({ title, audiences }, index) => [
      `${index + 1}  ${title}`,
      ...(audiences.length === 0 ? ['   nobody through the gateway'] : audiences.map(describeAudience)),
    ]),
    '',
    matrixTable(pack),
    '',
    'Open questions, as answered',
    ...Object.entries(pack.switches).map(([key, answer]) => `${key}: ${answer ? 'yes' : 'no'}`),
    '',
    'Clauses',
    ...[...pack.clauses.values()].map(describeClause),
    '',
  ].join('\n');
}

/** Faults, one a line, then their number; a line of praise where there are none. */
export function renderFaults(faults: readonly PackFault[]): string {
  if (faults.length === 0) return 'No fault found.\n';
  const count = faults.length === 1 ? '1 fault.' : `${faults.length} faults.`;
  return `${[...faults.map(formatFault), '', count].join('\n')}\n`;
}

function matrixTable(pack: CompiledPack): string {
  const table = new Table({
    head: ['Data category', ...pack.recipients.map((_recipient, index) => String(index + 1))],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const category of DATA_CATEGORIES) {
    table.push([category, ...pack.recipients.map(({ cells }) => describeCell(cells[category]))]);
  }
  return table.toString();
}

const describeCell = ({ outcome, clauses }: Cell): string => `${outcome} ${clauses.join(' ')}`;

function describeAudience({ standing, purposes, contributions }: Audience): string {
  const whose =
    contributions.length > 1 ? '' : contributions.includes('OWN') ? ', own data' : ", other agencies' data";
  return `   ${standing}${whose}: ${purposes.join(', ')}`;
}

function describeClause({ key, document, place, quote }: Clause): string {
  return `[${key}] ${document}, ${place}${quote === '' ? '' : `: “${quote}”`}`;
}
