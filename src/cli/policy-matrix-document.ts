import type { Audience, Cell, CompiledPack } from '../policy';
import {
  CATEGORY_WORDS,
  listed,
  PURPOSE_WORDS,
  STANDING_WORDS,
  viewMatrix,
  type MatrixColumn,
  type MatrixFilter,
} from '../policy/tools';
import { headline } from './policy-report';
import { clauseWords, gateWords, levelTexts, OUTCOME_WORDS } from './policy-words';
import { html } from './html';

/** The disclosure matrix as Markdown: what the words mean, who is in which column, the table, the clauses. */
export function renderMatrixMarkdown(pack: CompiledPack, filter: MatrixFilter = {}): string {
  const { columns, rows, clauses } = viewMatrix(pack, filter);
  const row = (cells: readonly string[]): string => `| ${cells.map(markdown).join(' | ')} |`;
  return [
    `# ${markdown(headline(pack))}`,
    '',
    `Controller: ${markdown(pack.controller)}.`,
    '',
    ...Object.values(OUTCOME_WORDS).map(([short, meaning]) => `- **${short}**: ${meaning}`),
    '',
    row(['Information', ...columns.map(({ title }) => title)]),
    row(['---', ...columns.map(() => '---')]),
    row(['Who receives it, for what', ...columns.map((column) => whom(column).join('; '))]),
    ...rows.map(({ category, cells }) => row([CATEGORY_WORDS[category], ...cells.map(cellWords)])),
    '',
    '## How coarse values are',
    '',
    ...levelTexts(pack).map((words) => `- ${markdown(words)}`),
    '',
    '## Before anything is shown',
    '',
    ...gateWords(pack).map((words) => `- ${markdown(words)}`),
    '',
    '## The sentences it rests on',
    '',
    ...clauses.map((clause) => `- **[${clause.key}]** ${markdown(clauseWords(clause))}`),
    '',
  ].join('\n');
}

/** The disclosure matrix as one page of HTML that needs no other file, no script and no colour to be read. */
export function renderMatrixHtml(pack: CompiledPack, filter: MatrixFilter = {}): string {
  const { columns, rows, clauses } = viewMatrix(pack, filter);
  const heads = columns.map(
    (column) =>
      `<th scope="col"><span>${html(column.title)}</span><ul>${whom(column)
        .map((one) => `<li>${html(one)}</li>`)
        .join('')}</ul></th>`,
  );
  const body = rows.map(
    ({ category, cells }) =>
      `<tr><th scope="row">${html(CATEGORY_WORDS[category])}</th>${cells
        .map((cell) => `<td class="${cell.outcome.toLowerCase()}">${cellHtml(cell)}</td>`)
        .join('')}</tr>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who receives what: ${html(pack.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Who receives what</h1>
<p>${html(headline(pack))}</p>
<p>Controller: ${html(pack.controller)}.</p>
<h2>What the words mean</h2>
<dl>${Object.values(OUTCOME_WORDS)
    .map(([short, meaning]) => `<dt>${short}</dt><dd>${meaning}</dd>`)
    .join('')}</dl>
<div class="wide" role="region" aria-labelledby="matrix" tabindex="0">
<table>
<caption id="matrix">Each kind of information, and what each recipient gets of it. Letters name the sentences below.</caption>
<thead><tr><th scope="col">Information</th>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>
<h2>How coarse values are</h2>
<ul>${levelTexts(pack)
    .map((words) => `<li>${html(words)}</li>`)
    .join('')}</ul>
<h2>Before anything is shown</h2>
<ul>${gateWords(pack)
    .map((words) => `<li>${html(words)}</li>`)
    .join('')}</ul>
<h2>The sentences it rests on</h2>
<ol>${clauses
    .map(
      (clause) =>
        `<li id="clause-${html(clause.key)}"><b>[${html(clause.key)}]</b> ${html(clauseWords(clause))}</li>`,
    )
    .join('')}</ol>
</main>
</body>
</html>
`;
}

const STYLE = `
body { font: 1rem/1.5 Arial, sans-serif; color: #0b0c0c; background: #fff; margin: 1rem; }
.wide { overflow-x: auto; }
.wide:focus { outline: 3px solid #0b0c0c; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #505a5f; padding: .35rem .5rem; text-align: left; vertical-align: top; }
th ul { font-weight: normal; margin: .25rem 0 0; padding-left: 1rem; }
td.withheld { background: #f3f2f1; }
td small { display: block; }
dt { font-weight: bold; }
ol { list-style: none; padding: 0; }
a { color: #1d70b8; }
@media print { .wide { overflow: visible; } }
`;

function whom({ audiences }: MatrixColumn): readonly string[] {
  return audiences.length === 0 ? ['nobody through this service'] : audiences.map(audienceWords);
}

function audienceWords({ standing, purposes, contributions, parties }: Audience): string {
  const which = parties === null ? '' : ` (${listed(parties.map(partyWords))})`;
  const whose =
    contributions.length > 1
      ? ''
      : contributions.includes('OWN')
        ? ', of what it recorded itself,'
        : ', of what other agencies recorded,';
  return `${STANDING_WORDS[standing]}${which}${whose} for ${listed(purposes.map((purpose) => PURPOSE_WORDS[purpose]))}`;
}

/** `NAMED_AGENCY` as words. */
const partyWords = (party: string): string => party.toLowerCase().replaceAll('_', ' ');

function cellWords(cell: Cell): string {
  const [short] = OUTCOME_WORDS[cell.outcome];
  const refs = cell.clauses.length === 0 ? '' : ` [${cell.clauses.join(', ')}]`;
  return `${short}${refs}${opening(cell)}`;
}

function cellHtml(cell: Cell): string {
  const [short] = OUTCOME_WORDS[cell.outcome];
  const refs = cell.clauses.map((key) => `<a href="#clause-${html(key)}">[${html(key)}]</a>`).join(' ');
  const opens = opening(cell).trim();
  return `${short} ${refs}${opens === '' ? '' : `<small>${html(opens)}</small>`}`;
}

function opening({ then, conditions }: Cell): string {
  if (then === null) return '';
  const [short] = OUTCOME_WORDS[then];
  const groups = conditions.map((group) => listed(group.map(partyWords))).join(', or ');
  return ` (${short.toLowerCase()} once this is recorded: ${groups})`;
}

const markdown = (text: string): string => text.replace(/[\\|*_<>]/g, '\\$&').replaceAll('\n', ' ');
