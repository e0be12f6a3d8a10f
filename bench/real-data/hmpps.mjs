// The HMPPS fixtures: each is served as every kind of answer of an API in turn, and read through the adapter.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const SECRET = Buffer.alloc(32, 2);

export const HMPPS_SETS = [
  { name: 'hmpps-integration', folder: 'src/test' },
  { name: 'hmpps-oasys', folder: '.' },
];

const FREE = { currentRestriction: false, currentExclusion: false };

/** What each API answers of a case that is open and of which nothing is held, by what the path ends with. */
const EMPTY = {
  'probation-case': [
    ['/search/probation-cases', (id) => [{ otherIds: { crn: id }, ...FREE }]],
    ['/access-limitations', () => ({ excludedFrom: [], restrictedTo: [] })],
    ['/supervisions', () => ({})],
    ['/addresses', () => ({ contactDetails: null })],
  ],
  'hmpps-integration': [
    ['/addresses', () => ({ data: [] })],
    ['/risks/serious-harm', () => ({ data: null })],
    ['/risks/scores', () => ({ data: [] })],
    ['/risks/dynamic', () => ({ data: [] })],
    ['/risks/mappadetail', () => ({ data: null })],
    ['/status-information', () => ({ data: [] })],
    ['/offences', () => ({ data: [] })],
    ['/sentences/latest-key-dates-and-adjustments', () => ({ data: null })],
    ['/person-responsible-officer', () => ({ data: null })],
    ['', () => ({ data: { probationOffenderSearch: FREE } })],
  ],
};

/** A row for each kind of answer: how many files were read as it, and what came of them. */
export async function countHmpps({ name, folder }, { data, adapter }) {
  const texts = jsonFiles(join(data, name, folder)).map((file) => readFileSync(file, 'utf8'));
  const rows = [];
  for (const [api, answers] of Object.entries(EMPTY))
    for (const [role] of answers) rows.push(await readAs({ name, api, role, texts }, adapter));
  return rows;
}

async function readAs({ name, api, role, texts }, { openRestSource, SealedHandles, GatewayError }) {
  const now = { text: '', id: '' };
  const server = createServer(({ url }, response) => response.end(answerTo({ api, role, url, now })));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const handles = new SealedHandles(SECRET);
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const source = openRestSource({ config: { agency: 'bench', api, baseUrl }, handles });
  const fields = new Map([...source.offers].map((field) => [field, new Map()]));
  const counts = { read: 0, told: 0, refused: 0, entries: {} };
  for (const text of texts) {
    Object.assign(now, { text, id: idIn(text) });
    const records = await source.read([handles.handleOf(now.id)], fields).catch((error) => {
      if (!(error instanceof GatewayError)) throw error;
      counts.refused += 1;
      return new Map();
    });
    counts.read += 1;
    for (const record of records.values()) count(record, counts);
  }
  await source.close();
  await new Promise((done) => server.close(done));
  const entries = Object.entries(counts.entries).map(([field, number]) => `${field} ${number}`);
  const closed = texts.length - counts.refused - counts.told;
  return {
    set: `${name} (${api})`,
    entity: `any file as \`${role || '/v1/persons/{id}'}\``,
    files: texts.length,
    loaded: counts.read,
    left: [
      `${counts.told} tell something, ${counts.refused} refused as another format, ${closed} closed or empty`,
      ...entries,
    ].join('; '),
  };
}

function answerTo({ api, role, url, now }) {
  const [ending, empty] = EMPTY[api].find(([one]) => url.endsWith(one));
  if (ending !== role) return JSON.stringify(empty(now.id));
  if (api === 'probation-case') return now.text;
  const content = JSON.parse(now.text);
  return JSON.stringify(content.data === undefined ? { data: content } : content);
}

function count(record, counts) {
  const held = Object.entries(record).flatMap(([field, value]) =>
    field === 'handle' || value === null ? [] : [[field, Array.isArray(value) ? value.length : 1]],
  );
  const told = held.filter(([, number]) => number > 0);
  if (told.length > 0) counts.told += 1;
  for (const [field, number] of told) counts.entries[field] = (counts.entries[field] ?? 0) + number;
}

/** The case reference in the file; the API answers for exactly the case that was asked for. */
const idIn = (text) => /"crn":\s*"([^"]+)"/.exec(text)?.[1] ?? 'X000000';

const jsonFiles = (folder) =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return jsonFiles(path);
      return name.endsWith('.json') ? [path] : [];
    });
