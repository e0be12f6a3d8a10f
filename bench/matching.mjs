/**
 * `npm run bench:matching [-- --data FOLDER] [--crowd PEOPLE] [--json]`
 *
 * Precision and recall of the contact-check matching, rule by rule, over five agencies' extracts that share people
 * (`multiagency-family-context`) and the Department for Education's matching cases (`dfe-sui`) in FOLDER. Every person
 * of every agency is looked for in every other agency, written as the rule says; who is there and who is not is known
 * from the extracts themselves.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { makeCrowd } from './matching-crowd.mjs';
import { lookAlikes, RULES } from './matching-rules.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { proposeContact } = await import(join(root, 'dist/adapters/shared/contact-match/index.js'));
const { matchesSearch } = await import(join(root, 'dist/adapters/shared/matching.js'));

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(root, '../shared/real') },
    json: { type: 'boolean', default: false },
    crowd: { type: 'string', default: '20000' },
  },
});
const folder = values.data;
if (!existsSync(folder)) throw new Error('There is no data folder: name one by --data.');

const AGENCIES = ['ASC', 'CSC', 'acute', 'community', 'housing'];
/** So many more people in each case system, in the second table; 0 leaves it out. */
const CROWD = Number(values.crowd);
const OFFERED = new Set(['KNOWN', 'POSSIBLE']);

/** @typedef {{ key: string, given: string, surname: string, dateOfBirth: string, address: string }} Person */

/** @param {string} file @returns {Person[]} */
function readPeople(file) {
  return parse(readFileSync(file), { columns: true, skip_empty_lines: true, bom: true }).map((row) => {
    const [given, surname, dateOfBirth, address] = [
      'First Name',
      'Last Name',
      'Date of Birth',
      'Address',
    ].map((c) => row[c].trim());
    return { key: [surname, given, dateOfBirth, address].join('|'), given, surname, dateOfBirth, address };
  });
}

/** A case system of those people that is searched as an agency's own staff search it. */
function sourceOf(/** @type {Person[]} */ people) {
  const byDate = new Map();
  const byWord = new Map();
  const enter = (index, key, record) => index.set(key, [...(index.get(key) ?? []), record]);
  for (const { key: handle, given, surname, dateOfBirth, address } of people) {
    const record = { handle, name: `${given} ${surname}`, dateOfBirth, address };
    enter(byDate, dateOfBirth, record);
    for (const word of new Set(record.name.toLowerCase().split(' '))) enter(byWord, word.slice(0, 2), record);
  }
  const search = ({ name, dateOfBirth, limit }) => {
    const by = { ...(name && { name }), ...(dateOfBirth && { dateOfBirth }) };
    const likely = dateOfBirth ? byDate.get(dateOfBirth) : byWord.get(name.toLowerCase().slice(0, 2));
    const found = (likely ?? []).filter((record) =>
      matchesSearch({ names: [record.name], dateOfBirth: record.dateOfBirth }, by),
    );
    return Promise.resolve(found.slice(0, limit));
  };
  return { search };
}

/** @param {ReturnType<typeof sourceOf>} source */
async function ask(source, asked, truth) {
  const { outcome, candidates } = await proposeContact(source, asked);
  const offered = OFFERED.has(outcome) ? candidates.filter(({ score }) => score >= 0.85) : [];
  const right = offered.some(({ match }) => match.handle === truth);
  return {
    known: truth !== null,
    right,
    wrong: offered.filter(({ match }) => match.handle !== truth).length,
    wrongKnown: outcome === 'KNOWN' && !right,
    exact: outcome === 'KNOWN' && right,
    shown: !right && candidates.some(({ match }) => match.handle === truth),
  };
}

async function familyContext(crowd) {
  const extracts = AGENCIES.map((name) =>
    readPeople(join(folder, 'multiagency-family-context/fixtures-old', `${name}.csv`)),
  );
  const sources = extracts.map((people, index) => sourceOf([...people, ...makeCrowd(crowd, index + 1)]));
  const keys = extracts.map((people) => new Set(people.map(({ key }) => key)));
  const everybody = [...new Map(extracts.flat().map((person) => [person.key, person])).values()];
  const rows = [];
  for (const [rule, write] of Object.entries(RULES)) {
    const results = [];
    for (const person of everybody) {
      const asked = write(person);
      if (asked === null) continue;
      for (const [index, source] of sources.entries()) {
        results.push(await ask(source, asked, keys[index].has(person.key) ? person.key : null));
      }
    }
    rows.push(summary(rule, results));
  }
  for (const [name, make] of Object.entries(lookAlikes)) {
    const results = [];
    for (const person of everybody) {
      for (const source of sources) results.push(await ask(source, make(person), null));
    }
    rows.push(summary(name, results));
  }
  return rows;
}

function summary(rule, results) {
  const known = results.filter(({ known }) => known).length;
  const right = results.filter(({ right }) => right).length;
  const wrong = results.reduce((sum, { wrong }) => sum + wrong, 0);
  return {
    rule,
    asked: results.length,
    known,
    right,
    wrong,
    precision: right + wrong === 0 ? 1 : right / (right + wrong),
    recall: known === 0 ? null : right / known,
    proposedKnown: results.filter(({ exact }) => exact).length,
    wrongKnown: results.filter(({ wrongKnown }) => wrongKnown).length,
    missedButShown: results.filter(({ known, shown }) => known && shown).length,
  };
}

/** The DfE's own cases: its case system's people, asked for as its sample returns write them. */
async function dfe() {
  const base = join(folder, 'dfe-sui/tests');
  const { Results: results } = JSON.parse(
    readFileSync(join(base, 'tools/FakeEclipseGraphQLApi/data/personByCriteria.json'), 'utf8'),
  );
  const people = results.map((person, index) => ({
    key: String(index),
    given: person.Forename,
    surname: person.Surname,
    dateOfBirth: person.DateOfBirth.Lower,
    address: person.Addresses[0]?.Location?.Postcode ?? '',
  }));
  const source = sourceOf(people);
  const cases = [
    'single_match',
    'no_match',
    'single_match_low_confidence',
    'single_match_really_low_confidence',
    'single_match_from_dbs_headers',
    'reconciliation_test_data',
  ];
  const rows = [];
  for (const name of cases) {
    const file = join(base, 'E2E.Tests/Resources/Csv', `${name}.csv`);
    for (const [line, row] of parse(readFileSync(file), {
      columns: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }).entries()) {
      const born = row.DOB.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1').replace(
        /^(\d{4})(\d\d)(\d\d)$/,
        '$1-$2-$3',
      );
      const asked = {
        names: [`${row.GivenName ?? row.Forename} ${row.Surname}`],
        dateOfBirth: born,
        addresses: row.PostCode ? [row.PostCode] : [],
      };
      const { state, outcome, candidates } = await proposeContact(source, asked);
      rows.push({ case: `${name} ${String(line + 1)}`, state, outcome, candidates: candidates.length });
    }
  }
  return rows;
}

const [rules, inCrowd] = [await familyContext(0), CROWD > 0 ? await familyContext(CROWD) : []];
const report = { rules, total: total(rules), inCrowd, totalInCrowd: total(inCrowd), cases: await dfe() };
if (values.json) console.log(JSON.stringify(report));
else print(report);

/** All rules together, each question counted once. */
function total(rows) {
  const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
  const [known, right, wrong] = [sum('known'), sum('right'), sum('wrong')];
  return {
    asked: sum('asked'),
    known,
    right,
    wrong,
    precision: right / (right + wrong),
    recall: right / known,
    wrongKnown: sum('wrongKnown'),
  };
}

/** As the Markdown tables of docs/contact-matching.md. */
function print({ rules, total, inCrowd, totalInCrowd, cases }) {
  printRules(rules, total);
  if (CROWD > 0) {
    console.log(`\nWith ${CROWD} other people in each case system:\n`);
    printRules(inCrowd, totalInCrowd);
  }
  console.log('\n| case of dfe-sui | state | proposed | records shown |\n| --- | --- | --- | --: |');
  for (const row of cases)
    console.log(`| ${row.case} | ${row.state} | ${row.outcome ?? 'a person says'} | ${row.candidates} |`);
}

function printRules(rules, total) {
  const figure = (value) => (value === null ? '' : value.toFixed(4));
  console.log(
    '| written as | asked | recorded | offered | others offered | precision | recall | proposed KNOWN | wrong KNOWN |',
  );
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: |');
  for (const row of [...rules, { ...total, rule: '**all**' }]) {
    const cells = [
      row.rule,
      row.asked,
      row.known,
      row.right,
      row.wrong,
      figure(row.precision),
      figure(row.recall),
      row.proposedKnown ?? '',
      row.wrongKnown,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
