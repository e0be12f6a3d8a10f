// Measures the de-identification of free text:
// node bench/deid.mjs [--data ../shared/real] [--dist dist] [--misses 20] [--half development] [--speed]
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { caseNotes, halfOf, laterCaseNotes } from './deid-case-notes.mjs';
import { madeTexts } from './deid-made.mjs';
import { covered, entityOf, halvesTable, overlap, ratio, Table } from './deid-table.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/real' },
    dist: { type: 'string', default: 'dist' },
    misses: { type: 'string', default: '0' },
    half: { type: 'string' },
    speed: { type: 'boolean', default: false },
  },
});
const data = resolve(root, values.data);
const shown = Number(values.misses);
const require = createRequire(import.meta.url);
const { deidentify, knownInText, roleLabels } = require(
  resolve(root, values.dist, 'src/stages/minimise/text/index.js'),
);
/** The yardstick of the cost: what the language library alone takes to read the same text, in the same run. */
const compromise = require('compromise/three');

/** Processor time in ms per kB, once the code is warm. */
function timed(texts, work) {
  for (const one of texts.slice(0, 200)) work(one);
  const start = process.cpuUsage();
  for (const one of texts) work(one);
  const { user, system } = process.cpuUsage(start);
  const size = texts.reduce((sum, one) => sum + one.length, 0);
  return (user + system) / 1000 / (size / 1000);
}

function cost(texts, known) {
  const roles = roleLabels();
  const yardstick = timed(texts.slice(0, 400), (one) => compromise(one));
  const told = (level) => {
    const ms = timed(texts, (one) => deidentify(one, { known, roles, level }));
    return `${ms.toFixed(2)} ms per kB (${(ms / yardstick).toFixed(3)} of the yardstick)`;
  };
  return (
    `Cost in processor time: ${told('PATTERNS')} for known identifiers and patterns, ${told('NAMES')} with unknown names; ` +
    `the yardstick, compromise alone on the same texts, took ${yardstick.toFixed(2)} ms per kB.`
  );
}

const PEOPLE = [
  {
    label: 'Child A',
    names: ['Ottilie Rose Ferncombe'],
    dateOfBirth: '2015-03-12',
    addresses: [{ lines: ['4 Elm Road'], postcode: 'PR1 8XJ' }],
  },
  { label: 'Mother', names: ['Jennifer Quillfeather'], dateOfBirth: '1985-01-02' },
  { label: 'Father', names: ['Barnaby Quillfeather'] },
];

function annotated(title, texts) {
  const known = knownInText([]);
  const halves = { development: new Table(shown), 'held-out': new Table(shown) };
  const whole = new Table(shown);
  for (const { full, golds, half } of texts) {
    const { spans } = deidentify(full, { known, level: 'NAMES' });
    whole.add(full, golds, spans);
    halves[half].add(full, golds, spans);
  }
  if (values.half) return halves[values.half].print(`${title}, ${values.half} half`);
  whole.print(`${title}: ${texts.length} texts`);
  halvesTable(halves);
  console.log(
    `\n${cost(
      texts.map(({ full }) => full),
      known,
    )}`,
  );
}

function fromFile(title, path) {
  const file = join(data, path);
  if (!existsSync(file)) return console.log(`\n### ${title}\n\nAbsent: ${path}.`);
  const rows = JSON.parse(readFileSync(file, 'utf8'));
  annotated(
    title,
    rows.map(({ full_text: full, spans, template_id: template }) => ({
      full,
      half: halfOf(template),
      golds: spans.map((span) => ({
        entity: entityOf(span),
        start: span.start_position,
        end: span.end_position,
      })),
    })),
  );
}

const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function notes() {
  const folder = join(data, 'fhir-synthea-bulk/10-patients');
  const title = 'Clinical notes that name their patient';
  if (!existsSync(folder)) return console.log(`\n### ${title}\n\nAbsent: fhir-synthea-bulk.`);
  const patients = new Map(lines(join(folder, 'Patient.000.ndjson')).map((one) => [one.id, one]));
  const result = { notes: 0, names: 0, left: 0, wrong: 0, masked: 0, unknown: 0, leaks: [] };
  const texts = [];
  let known;
  for (const document of lines(join(folder, 'DocumentReference.000.ndjson'))) {
    const patient = patients.get(document.subject.reference.split('/')[1]);
    const full = Buffer.from(document.content[0].attachment.data, 'base64').toString('utf8');
    const words = new Set(patient.name.flatMap(({ given, family }) => [...given, family]));
    known = knownInText([
      {
        label: 'Patient',
        names: patient.name.map(({ given, family }) => [...given, family].join(' ')),
        dateOfBirth: patient.birthDate,
      },
    ]);
    const inside = [...words].flatMap((word) => [
      ...full.matchAll(new RegExp(`${word}(?![\\p{L}\\p{N}])`, 'giu')),
    ]);
    const out = deidentify(full, { known, level: 'NAMES' });
    const listed = deidentify(full, { known, level: 'PATTERNS' });
    result.notes += 1;
    result.names += inside.length;
    for (const { 0: word, index } of inside)
      if (!covered(full, { start: index, end: index + word.length }, listed.spans)) result.left += 1;
    for (const span of out.spans) {
      const own = inside.some(({ 0: word, index }) =>
        overlap({ start: index, end: index + word.length }, span),
      );
      if (span.kind === 'NAME') result[own ? 'masked' : 'wrong'] += 1;
      else {
        result.unknown += 1;
        result.leaks.push(
          `${span.kind} ${full.slice(span.start, span.end)} <- ${full.slice(Math.max(0, span.start - 30), span.end + 20)}`,
        );
      }
    }
    texts.push(full);
  }
  console.log(`\n### ${title}: ${result.notes} notes\n`);
  console.log('| Entity | In the notes | Masked (TP) | Missed (FN) | Wrong (FP) | Precision | Recall |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  const { names, left, masked, wrong } = result;
  console.log(
    `| Known names of the patient | ${names} | ${names - left} | ${left} | ${wrong} | ${ratio(masked, masked + wrong)} | ${ratio(names - left, names)} |`,
  );
  console.log(`\nOther spans masked in these notes: ${result.unknown}. ${cost(texts, known)}`);
  for (const leak of [...new Set(result.leaks)].slice(0, shown))
    console.log(`  ${leak.replace(/\s+/gu, ' ')}`);
}

function made() {
  const table = new Map();
  const known = knownInText(PEOPLE);
  const texts = madeTexts();
  const missed = [];
  for (const { row, full, start, end } of texts) {
    const { spans } = deidentify(full, { known, level: 'PATTERNS' });
    const counts = table.get(row) ?? { gold: 0, found: 0, wrong: 0 };
    table.set(row, counts);
    counts.gold += 1;
    if (covered(full, { start, end }, spans)) counts.found += 1;
    else missed.push(`${row}: ${full}`);
    counts.wrong += spans.filter((span) => !overlap(span, { start, end })).length;
  }
  console.log(`\n### Identifiers of the United Kingdom, made by the benchmark: ${texts.length} texts\n`);
  console.log('| Entity | Made | Masked (TP) | Missed (FN) | Wrong (FP) | Precision | Recall |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [row, { gold, found, wrong }] of [...table].sort())
    console.log(
      `| ${row} | ${gold} | ${found} | ${gold - found} | ${wrong} | ${ratio(found, found + wrong)} | ${ratio(found, gold)} |`,
    );
  console.log(
    `\n${cost(
      texts.map(({ full }) => full),
      known,
    )}`,
  );
  for (const one of [...new Set(missed)].slice(0, shown)) console.log(`  missed ${one}`);
}

if (!values.half) made();
annotated('Sentences of case notes, made by the benchmark', caseNotes());
annotated('Later sentences of case notes', laterCaseNotes());
fromFile('Annotated sentences, larger set', 'deid-presidio/data/synth_dataset_v2.dev.json');
fromFile('Annotated sentences, smaller set', 'deid-presidio/tests/data/generated_small.json');
if (!values.half) notes();
