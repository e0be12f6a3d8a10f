import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parse } from 'yaml';
import { format, resolveConfig } from 'prettier';

const CASES = 'test/assurance/cases.yaml';
const PAGE = 'docs/assurance.md';

/**
 * @typedef {object} Test
 * @property {string} file
 * @property {string} [title] part of the full title; without it, every test of the file counts
 */

/**
 * @typedef {object} Case
 * @property {string} id C01 to C35, A1 to A40
 * @property {string} rule what must hold
 * @property {Test[]} [tests] what shows it
 * @property {string} [people] why no program can, and who does: in the place of tests, or beside them
 */

/**
 * @typedef {object} WrittenResult
 * @property {string} name
 * @property {readonly import('@jest/test-result').AssertionResult[]} assertionResults
 */

/**
 * @typedef {object} Found
 * @property {Test} test
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * The cases that the gateway answers for.
 * @returns {readonly Case[]}
 */
export function readCases() {
  return parse(readFileSync(CASES, 'utf8')).cases;
}

/**
 * The files that the cases name, for a run of those alone.
 * @param {readonly Case[]} cases
 * @returns {readonly string[]}
 */
export const filesOf = (cases) => [
  ...new Set(cases.flatMap((one) => (one.tests ?? []).map(({ file }) => file))),
];

/**
 * Holds the cases against what Jest ran: each has its tests, each of them ran, none failed, and the page says so.
 * @param {import('@jest/test-result').AggregatedResult} results
 * @param {import('./report.mjs').Report} report
 * @param {{ readonly write: boolean }} options whether to write the page in the place of comparing it
 * @returns {Promise<void>}
 */
export async function assure(results, report, { write }) {
  const cases = readCases();
  const ran = ranTests(results);
  const found = new Map(cases.map((one) => [one.id, (one.tests ?? []).map((test) => find(test, ran))]));
  const faults = cases.flatMap((one) => faultsOf(one, found.get(one.id) ?? []));
  if (faults.length > 0) return report.fail('assurance', faults.join('\n'));
  const page = await pageOf(cases, found);
  if (write) writeFileSync(PAGE, page);
  const all = [...found.values()].flat();
  // Where sample data are absent, their tests are skipped and the page of a whole run cannot be made again.
  const whole = all.every(({ skipped }) => skipped === 0);
  if (whole && (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== page))
    return report.fail('assurance', `${PAGE} is not what this run shows: npm run docs:assurance`);
  report.pass(`assurance (${cases.length} cases)`);
}

/**
 * @param {import('@jest/test-result').AggregatedResult} results
 * @returns {ReadonlyMap<string, readonly import('@jest/test-result').AssertionResult[]>} by file, from the root
 */
function ranTests(results) {
  return new Map(
    results.testResults.map((file) => {
      // Jest's JSON names a file's path and tests otherwise than its types do.
      const { name, assertionResults } = /** @type {WrittenResult} */ (/** @type {unknown} */ (file));
      return [relative(process.cwd(), name), assertionResults];
    }),
  );
}

/**
 * @param {Test} test
 * @param {ReturnType<typeof ranTests>} ran
 * @returns {Found}
 */
function find(test, ran) {
  const those = (ran.get(test.file) ?? []).filter(({ fullName }) => fullName.includes(test.title ?? ''));
  const count = (/** @type {readonly string[]} */ ...states) =>
    those.filter(({ status }) => states.includes(status)).length;
  return {
    test,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('pending', 'skipped', 'todo'),
  };
}

/**
 * @param {Case} one
 * @param {readonly Found[]} found
 * @returns {readonly string[]}
 */
function faultsOf(one, found) {
  if (found.length === 0 && one.people === undefined) return [`${one.id}: no test covers it`];
  return found.flatMap(({ test, passed, failed, skipped }) => {
    const named = `${one.id}: ${test.file}${test.title ? `, "${test.title}"` : ''}`;
    if (passed + failed + skipped === 0) return [`${named}: no such test ran`];
    return failed > 0 ? [`${named}: failed`] : [];
  });
}

/**
 * @param {readonly Case[]} cases
 * @param {ReadonlyMap<string, readonly Found[]>} found
 * @returns {Promise<string>}
 */
async function pageOf(cases, found) {
  const section = (/** @type {string} */ letter) =>
    [
      '| Case | What must hold | What shows it | Result |',
      '| --- | --- | --- | --- |',
      ...cases.filter(({ id }) => id.startsWith(letter)).map((one) => rowOf(one, found.get(one.id) ?? [])),
    ].join('\n');
  const text = [
    '# Assurance',
    'Listed from `test/assurance/cases.yaml`; `npm run docs:assurance` runs their tests and lists them anew. Every `npm test` fails',
    'where a case has no test, where one of its tests did not run or failed, and where this page says something else.',
    '',
    '`npm run mutations` breaks guards one by one with Stryker and tells which break no quick test of the area notices; its last figures',
    'are in `bench/results/mutations.md`, by area. What is left there are mostly breaks that nobody can see: of what is remembered to be',
    'fast, and of values that a type asks for and nothing reaches. `npm run bench:mutations` does the same with the cells of the packs.',
    '',
    '## How other gateways have leaked or fallen over',
    '',
    section('C'),
    '',
    '## What people do, or try',
    '',
    section('A'),
    '',
  ].join('\n');
  return format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE });
}

/**
 * @param {Case} one
 * @param {readonly Found[]} found
 * @returns {string}
 */
function rowOf({ id, rule, people }, found) {
  const shown = found.map(
    ({ test }) =>
      `[${test.file.replace(/^test\//, '')}](../${test.file})${test.title ? `: ${test.title}` : ''}`,
  );
  const byPeople = people ? [`By people: ${people}`] : [];
  const ran = found.some(({ passed }) => passed > 0);
  const result = ran ? 'passes' : found.length > 0 ? 'skipped' : 'not for a program';
  return `| ${[id, rule, [...shown, ...byPeople].join('<br>'), result].map(cell).join(' | ')} |`;
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
