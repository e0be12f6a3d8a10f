import { mkdir, readFile, writeFile } from 'node:fs/promises';

const RESULTS = new URL('../results/', import.meta.url);
const JSON_FILE = new URL('mutations.json', RESULTS);
const PAGE = new URL('mutations.md', RESULTS);

/** The environment variable that names the file in which a run leaves its progress. */
export const PROGRESS_FILE = 'MUTATION_PROGRESS';

/** A test noticed: it failed, or it never came to its end. */
const KILLED = ['Killed', 'Timeout'];
/** Nothing noticed, no test of the area even reaches it, or the run was ended before it came to it. */
const SURVIVED = ['Survived', 'NoCoverage', 'Pending'];
/** No compiler takes it, or no test file can be loaded with it: red too, but by no assertion, and not counted. */
const UNRUNNABLE = ['RuntimeError', 'CompileError'];

/**
 * @typedef {object} Summary
 * @property {string} area
 * @property {string} at
 * @property {number} killed
 * @property {number} total without those that no program could run, and those excluded with a reason
 * @property {number} excluded
 * @property {readonly (Change & { lines?: string, covered: boolean, untested?: true })[]} survivors
 */

/** @typedef {{ place: string, mutator: string, now: string }} Change one way in which one place is broken */

/**
 * @param {string} area
 * @param {string} progress a line for each state of a mutant; its last one holds
 * @returns {Summary & { unrunnable: readonly Change[] }}
 */
export function summaryOf(area, progress) {
  const lines = progress.split('\n').filter(Boolean);
  const all = [...new Map(lines.map((line) => JSON.parse(line)).map((one) => [one.id, one])).values()];
  const of = (states) => all.filter(({ status }) => states.includes(status));
  return {
    area,
    at: new Date().toISOString(),
    killed: of(KILLED).length,
    total: of([...KILLED, ...SURVIVED]).length,
    excluded: of(['Ignored']).length,
    survivors: of(SURVIVED).map((one) => ({
      ...changeOf(one),
      lines: `${one.file}:${one.location.start.line}-${one.location.end.line}`,
      covered: one.status === 'Survived',
      ...(one.status === 'Pending' && { untested: true }),
    })),
    unrunnable: of(UNRUNNABLE).map(changeOf),
  };
}

/** @returns {Change} */
const changeOf = ({ file, location, mutatorName, replacement }) => ({
  place: `${file}:${location.start.line}:${location.start.column}`,
  mutator: mutatorName,
  now: replacement?.replace(/\s+/gu, ' ').slice(0, 80) ?? '',
});

const percent = ({ killed, total }) => (total === 0 ? '-' : `${((100 * killed) / total).toFixed(1)} %`);

/** The summary of an area as it was kept. */
export async function keptSummary(area) {
  const kept = await readFile(JSON_FILE, 'utf8').then(JSON.parse, () => []);
  const found = kept.find((one) => one.area === area);
  if (!found) throw new Error(`${area}: there are no figures of a whole run to go on from.`);
  return found;
}

/** The places of what survived, as globs with lines. */
export const survivingLines = ({ survivors }) => [
  ...new Set(survivors.map(({ place, lines }) => lines ?? place.replace(/:(\d+):\d+$/u, ':$1-$1'))),
];

/**
 * A whole run's figures after what survived it was broken again, and nothing but tests has changed since.
 * @param {Summary} whole
 * @param {ReturnType<typeof summaryOf>} again
 * @returns {Summary}
 */
export function mended(whole, again) {
  const keyOf = ({ place, mutator, now }) => `${place} ${mutator} ${now}`;
  const were = new Set(whole.survivors.map(keyOf));
  // What the whole run had not come to, and now turns out to be no program, was never there.
  const total = whole.total - again.unrunnable.filter((one) => were.has(keyOf(one))).length;
  const { at, survivors } = again;
  return { ...whole, at, total, killed: total - survivors.length, survivors };
}

/** @param {Summary} summary keeps it beside those of the other areas, so that areas can be run one by one */
export async function keepSummary({ area, at, killed, total, excluded, survivors }) {
  const summary = { area, at, killed, total, excluded, survivors };
  await mkdir(RESULTS, { recursive: true });
  const kept = await readFile(JSON_FILE, 'utf8').then(JSON.parse, () => []);
  const all = [...kept.filter((one) => one.area !== area), summary];
  await writeFile(JSON_FILE, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(PAGE, `${tableOf(all)}\n`);
}

/** @param {readonly Summary[]} summaries */
export function printSummary(summaries) {
  for (const { area, survivors } of summaries) {
    if (survivors.length > 0) console.log(`\nsurvivors of ${area}:`);
    for (const { place, mutator, now, covered, untested } of survivors)
      console.log(`  ${place} ${mutator} -> ${now}${remark(covered, untested)}`);
  }
  console.log(`\n${tableOf(summaries)}`);
}

const remark = (covered, untested) =>
  untested ? ' (the run was ended before it)' : covered ? '' : ' (no test reaches it)';

/** @param {readonly Summary[]} summaries */
function tableOf(summaries) {
  const sum = (key) => summaries.reduce((so_far, one) => so_far + one[key], 0);
  const rows = [
    ...summaries,
    { area: 'all', killed: sum('killed'), total: sum('total'), excluded: sum('excluded') },
  ];
  return [
    '| Area | Killed | Total | Share | Excluded with a reason |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows.map(
      (row) => `| ${row.area} | ${row.killed} | ${row.total} | ${percent(row)} | ${row.excluded} |`,
    ),
  ].join('\n');
}
