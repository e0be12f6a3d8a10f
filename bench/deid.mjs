// Measures the de-identification of free text: node bench/deid.mjs [--data ../shared/real] [--dist dist] [--misses 20]
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { madeTexts } from './deid-made.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/real' },
    dist: { type: 'string', default: 'dist' },
    misses: { type: 'string', default: '0' },
  },
});
const data = resolve(root, values.data);
const shown = Number(values.misses);
const text = createRequire(import.meta.url)(resolve(root, values.dist, 'src/stages/minimise/text/index.js'));
const { deidentify, knownInText, roleLabels } = text;

const NAMES = ['PERSON', 'PRACTITIONER', 'NAME'];
/** What each entity of the annotated data is called here, and the kinds that may stand for it. */
const ENTITIES = {
  PERSON: { row: 'Unknown people', kinds: NAMES },
  GPE: { row: 'Unknown places', kinds: ['PLACE'] },
  LOCATION: { row: 'Unknown places', kinds: ['PLACE'] },
  EMAIL_ADDRESS: { row: 'E-mail addresses', kinds: ['EMAIL'] },
  DOMAIN_NAME: { row: 'Web addresses', kinds: ['WEB_ADDRESS'] },
  IP_ADDRESS: { row: 'Internet addresses', kinds: ['IP_ADDRESS'] },
  CREDIT_CARD: { row: 'Payment cards', kinds: ['PAYMENT_CARD'] },
  IBAN_CODE: { row: 'IBANs', kinds: ['BANK_ACCOUNT'] },
  PHONE_NUMBER: { row: 'Telephones, other countries', kinds: ['TELEPHONE'] },
  UK_PHONE: { row: 'Telephones, UK form', kinds: ['TELEPHONE'] },
  STREET_ADDRESS: { row: 'Addresses (other countries; no aim)', kinds: ['ADDRESS', 'POSTCODE', 'PLACE'] },
  ORGANIZATION: { row: 'Organisations (no aim)', kinds: ['PLACE'] },
  ADDRESS: { row: 'Addresses (other countries; no aim)', kinds: ['ADDRESS', 'POSTCODE', 'PLACE'] },
};
const TITLE = /\b(?:Mrs?|Ms|Miss|Dr|MD|DDS|PhD|DVM|Jr|Sr)\b\.?/giu;
const UK_PHONE = /^(?:\+44|0044|0(?!0)[1-9][0-9]{2})/u;

const isUk = (value) =>
  UK_PHONE.test(value) &&
  /^(?:44|0)?[0-9]{9,10}$/u.test(value.replace(/[^0-9]/gu, '').replace(/^0044/u, '44'));
const entityOf = ({ entity_type: type, entity_value: value }) =>
  type === 'PHONE_NUMBER' && isUk(value) ? 'UK_PHONE' : type;

/** Whether every letter and digit of a stretch, titles and degrees aside, lies under a mask. */
function covered(full, gold, spans) {
  const part = full.slice(gold.start, gold.end).replace(TITLE, (title) => ' '.repeat(title.length));
  return [...part.matchAll(/[\p{L}\p{N}]+/gu)].every(({ 0: word, index }) => {
    const from = gold.start + index;
    return spans.some(({ start, end }) => start <= from && end >= from + word.length);
  });
}

const overlap = (one, other) => one.start < other.end && other.start < one.end;

class Table {
  rows = new Map();
  missed = new Map();
  row(name) {
    if (!this.rows.has(name)) this.rows.set(name, { gold: 0, found: 0, right: 0, wrong: 0, other: 0 });
    return this.rows.get(name);
  }
  miss(name, what) {
    this.missed.set(name, [...(this.missed.get(name) ?? []), what]);
  }
  add(full, golds, spans) {
    for (const gold of golds) {
      const entity = ENTITIES[gold.entity];
      if (!entity) continue;
      const row = this.row(entity.row);
      row.gold += 1;
      if (covered(full, gold, spans)) row.found += 1;
      else
        this.miss(
          `FN ${entity.row}`,
          `${full.slice(gold.start, gold.end)} <- ${full.slice(Math.max(0, gold.start - 40), gold.end + 30)}`,
        );
    }
    for (const span of spans) {
      const own = Object.values(ENTITIES).find(({ kinds }) => kinds.includes(span.kind));
      if (!own) continue;
      const hit = golds.find(
        (gold) => overlap(gold, span) && ENTITIES[gold.entity]?.kinds.includes(span.kind),
      );
      const row = this.row(hit ? ENTITIES[hit.entity].row : own.row);
      if (hit) row.right += 1;
      else {
        row.wrong += 1;
        const other = golds.find((gold) => overlap(gold, span));
        if (other) row.other += 1;
        this.miss(
          `FP ${own.row}${other ? ` (${other.entity})` : ''}`,
          `${full.slice(span.start, span.end)} <- ${full.slice(Math.max(0, span.start - 40), span.end + 30)}`,
        );
      }
    }
  }
  print(title, ms) {
    console.log(`\n### ${title}\n`);
    console.log(
      '| Entity | Annotated | Masked (TP) | Missed (FN) | Wrong (FP) | of these on another identifier | Precision | with those as right | Recall |',
    );
    console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
    for (const [name, { gold, found, right, wrong, other }] of [...this.rows].sort())
      console.log(
        `| ${name} | ${gold} | ${found} | ${gold - found} | ${wrong} | ${other} | ${ratio(right, right + wrong)} | ${ratio(right + other, right + wrong)} | ${ratio(found, gold)} |`,
      );
    console.log(`\n${ms}`);
    for (const [name, all] of shown ? this.missed : []) {
      console.log(`\n${name}: ${all.length}`);
      for (const one of all.slice(0, shown)) console.log(`  ${one.replace(/\s+/gu, ' ')}`);
    }
  }
}

const ratio = (part, whole) => (whole === 0 ? '–' : (part / whole).toFixed(3));

function timed(texts, known, level) {
  const roles = roleLabels();
  for (const one of texts.slice(0, 50)) deidentify(one, { known, roles, level });
  const start = process.cpuUsage();
  for (const one of texts) deidentify(one, { known, roles, level });
  const { user, system } = process.cpuUsage(start);
  const size = texts.reduce((sum, one) => sum + one.length, 0);
  return (user + system) / 1000 / (size / 1000);
}

const cost = (texts, known) =>
  `Cost in processor time: ${timed(texts, known, 'PATTERNS').toFixed(2)} ms per kB for known identifiers and patterns, ` +
  `${timed(texts, known, 'NAMES').toFixed(2)} ms per kB with unknown names.`;

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

function annotated(title, path) {
  const file = join(data, path);
  if (!existsSync(file)) return console.log(`\n### ${title}\n\nAbsent: ${path}.`);
  const rows = JSON.parse(readFileSync(file, 'utf8'));
  const known = knownInText([]);
  const table = new Table();
  for (const { full_text: full, spans } of rows) {
    const golds = spans.map((span) => ({
      entity: entityOf(span),
      start: span.start_position,
      end: span.end_position,
    }));
    table.add(full, golds, deidentify(full, { known, level: 'NAMES' }).spans);
  }
  table.print(
    `${title}: ${rows.length} texts`,
    cost(
      rows.map((row) => row.full_text),
      known,
    ),
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

made();
annotated('Annotated sentences, larger set', 'deid-presidio/data/synth_dataset_v2.dev.json');
annotated('Annotated sentences, smaller set', 'deid-presidio/tests/data/generated_small.json');
notes();
