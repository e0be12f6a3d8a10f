// Loads real files whole and counts: npm run build && node bench/real-data.mjs [--data ../shared/real] [--write]
// A set is an object with a `name` (its folder) and a way to count it; another adapter's sets join `COUNTED`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countFhir, FHIR_SETS } from './real-data/fhir.mjs';
import { countHmpps, HMPPS_SETS } from './real-data/hmpps.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/real' },
    dist: { type: 'string', default: 'dist' },
    write: { type: 'boolean', default: false },
  },
});
const data = resolve(root, values.data);
const load = createRequire(import.meta.url);
const from = (path) => load(resolve(root, values.dist, path));
const adapter = {
  ...from('adapters/fhir/index.js'),
  ...from('adapters/rest/index.js'),
  ...from('adapters/shared/handles.js'),
  ...from('adapters/shared/sealed-handles.js'),
  ...from('src/errors/gateway-error.js'),
};

/** Sets with what counts them: a list of rows `{ set, entity, files, loaded, left }`. */
const COUNTED = [...FHIR_SETS.map((set) => [set, countFhir]), ...HMPPS_SETS.map((set) => [set, countHmpps])];

const DOCUMENT = join(root, 'docs', 'adapters', 'real-data.md');
const START = '<!-- counts: npm run bench:real-data -- --write -->';
const END = '<!-- end of counts -->';

const rows = [];
for (const [set, count] of COUNTED) {
  if (!existsSync(join(data, set.name))) console.log(`${set.name}: not in ${values.data}, left out`);
  else rows.push(...(await count(set, { data, adapter })));
}
const cells = ({ set, entity, files, loaded, left }) => [set, entity, files, loaded, left];
const table = [
  ['Set', 'Entity', 'In the files', 'Loaded', 'Of the others, or besides'],
  ['---', '---', '---', '---', '---'],
  ...rows.map(cells),
].map((row) => `| ${row.join(' | ')} |`);
console.log(table.join('\n'));
if (values.write) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before] = text.split(START);
  const [, after] = text.split(END);
  writeFileSync(DOCUMENT, `${before}${START}\n\n${table.join('\n')}\n\n${END}${after}`);
}
const unexplained = rows.filter(({ left }) => left.includes('not answered'));
if (unexplained.length > 0) {
  console.error(`${unexplained.length} rows have entries that nothing accounts for.`);
  process.exitCode = 1;
}
