import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';

import type { Report, ReportCell, ReportFilter, ReportResult } from '../audit';
import { html } from './html';
import { jsonText } from './terminal';

/** A report as it came out: which, of what, when, and what it says. */
export interface ReportDocument extends ReportResult {
  readonly report: Report;
  readonly filter: ReportFilter;
  readonly at: Date;
}

/** The ways in which a report is written down. */
export const REPORT_FORMATS = Object.freeze({
  table: reportTable,
  csv: reportCsv,
  json: reportJson,
  html: reportHtml,
});

export type ReportFormat = keyof typeof REPORT_FORMATS;

/** As text for a terminal: the result first, then the rows. */
export function reportTable(document: ReportDocument): string {
  const { report, rows, end } = document;
  const table = new Table({
    head: report.columns.map(({ title }) => title),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => report.columns.map(({ key }) => cellText(row[key]))));
  return [
    `${report.title} (${report.code})`,
    report.question,
    '',
    end.sentence,
    '',
    ...(rows.length === 0 ? [] : [table.toString(), '']),
    ...Object.entries(end.totals).map(([name, count]) => `${name}: ${count}`),
    `Narrowed by: ${filterWords(document)}. Drawn up at ${document.at.toISOString()}.`,
    '',
  ].join('\n');
}

/**
 * As CSV (RFC 4180), a header and the rows. A cell that a spreadsheet would take for a formula is made text by an
 * apostrophe before it (OWASP, CSV injection).
 */
export function reportCsv({ report, rows }: ReportDocument): string {
  return stringify(
    rows.map((row) => report.columns.map(({ key }) => row[key] ?? null)),
    { header: true, columns: report.columns.map(({ title }) => title), escape_formulas: true },
  );
}

/** As one JSON document. */
export function reportJson({ report, rows, end, filter, at }: ReportDocument): string {
  const { name, code, title, question, columns } = report;
  return jsonText({ report: name, code, title, question, at, filter, ...end, columns, rows });
}

/** As a page of its own that needs nothing else: for people, for screen readers, for printing. */
export function reportHtml(document: ReportDocument): string {
  const { report, rows, end } = document;
  const [title, question] = [html(report.title), html(report.question)];
  const heads = report.columns.map((column) => `<th scope="col">${html(column.title)}</th>`);
  const body = rows.map((row) => `<tr>${report.columns.map(({ key }) => cellHtml(row[key])).join('')}</tr>`);
  const totals = Object.entries(end.totals).map(([name, count]) => `<dt>${html(name)}</dt><dd>${count}</dd>`);
  const table = `<div class="wide" role="region" aria-labelledby="rows" tabindex="0">
<table>
<caption id="rows">${title}: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} (${report.code})</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title} (${report.code})</h1>
<p>${question}</p>
<h2>Result</h2>
<p class="${end.ok ? 'fine' : 'fault'}">${html(end.sentence)}</p>
<dl>${totals.join('')}</dl>
<h2>Details</h2>
${rows.length === 0 ? '<p>There are no rows.</p>' : table}
<p>Narrowed by: ${html(filterWords(document))}. Drawn up at ${document.at.toISOString()}.</p>
</main>
</body>
</html>
`;
}

const STYLE = `
body { font: 1rem/1.5 Arial, sans-serif; color: #0b0c0c; background: #fff; margin: 1rem; }
.wide { overflow-x: auto; }
.wide:focus { outline: 3px solid #0b0c0c; }
.fine, .fault { font-weight: bold; border-left: .5rem solid #00703c; padding-left: .5rem; }
.fault { border-color: #d4351c; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #505a5f; padding: .35rem .5rem; text-align: left; vertical-align: top; }
td.number { text-align: right; }
dt { font-weight: bold; float: left; clear: left; margin-right: .5rem; }
@media print { .wide { overflow: visible; } tr { break-inside: avoid; } thead { display: table-header-group; } }
`;

const cellText = (cell: ReportCell | undefined): string => String(cell ?? '');

const cellHtml = (cell: ReportCell | undefined): string =>
  `<td${typeof cell === 'number' ? ' class="number"' : ''}>${html(cellText(cell))}</td>`;

function filterWords({ filter }: Pick<ReportDocument, 'filter'>): string {
  const words = Object.entries(filter).map(
    ([name, value]: [string, unknown]) =>
      `${name} ${value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.join(', ') : String(value)}`,
  );
  return words.length === 0 ? 'nothing' : words.join(', ');
}
