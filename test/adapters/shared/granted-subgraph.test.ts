import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDisclosureLedger, type DisclosureLedger } from '../../../adapters/shared/disclosure-ledger';
import { serveSubgraph, type Subgraph } from '../../../adapters/shared/subgraph-server';
import { systemClock } from '../../../src/config/system';
import { readLedger, type LedgerLine } from '../../../src/domain/disclosure-ledger';
import type { AgencySource } from '../../../src/domain/agency-source';
import { printFieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import { canariesIn, canarySource } from '../../support/canary-agency';
import { AGENCY, openTestGrants, tree, type TestGrants } from '../../support/grants';

const HANDLES = ['h-one', 'h-two'] as RecordHandle[];
const QUERY = (selection: string, handles: readonly string[] = HANDLES): string =>
  `{ _entities(representations: [${handles.map((handle) => `{ __typename: "Subject", handle: "${handle}" }`).join()}]) { ... on Subject { ${selection} } } }`;

let grants: TestGrants;
let ledger: DisclosureLedger;
let subgraph: Subgraph;
let file: string;
let read: string[];

beforeEach(async () => {
  grants = await openTestGrants();
  file = join(await mkdtemp(join(tmpdir(), 'ledger-')), 'ledger.jsonl');
  ledger = await openDisclosureLedger({ file, agency: AGENCY, clock: systemClock });
  read = [];
  const canaries = canarySource(AGENCY);
  const source: AgencySource = {
    ...canaries,
    read: (handles, fields) => {
      read.push(printFieldTree(fields));
      return canaries.read(handles, fields);
    },
  };
  subgraph = await serveSubgraph({ source, grants: grants.verifier(), ledger });
});
afterEach(async () => {
  await subgraph.close();
  await ledger.close();
});

const post = async (query: string, grant?: string) => {
  const authorization = grant === undefined ? {} : { authorization: `Bearer ${grant}` };
  const response = await fetch(subgraph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, text: await response.text() };
};
const lines = async (): Promise<readonly LedgerLine[]> => readLedger(await readFile(file, 'utf8')).lines;

describe('a subgraph under grants', () => {
  it('answers nobody without a grant, and reads nothing for them', async () => {
    const answer = await post(QUERY('name'));
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('GRANT_REFUSED');
    expect(canariesIn(answer.text)).toEqual([]);
    expect([read, subgraph.received, await lines()]).toEqual([[], [], []]);
  });

  it('publishes its contract to anybody, and nothing beside it', async () => {
    const contract = await post('query Sdl { _service { sdl } }');
    expect(contract.text).toContain('type Subject');
    expect((await post(`{ _service { sdl } ${QUERY('name').slice(1)}`)).status).toBe(401);
  });

  it.each([
    ['a field that was not granted', QUERY('name health { code description }')],
    ['a field hidden behind an alias', QUERY('name health: convictions { code }')],
    [
      'a field hidden in a fragment',
      `${QUERY('...F')} fragment F on Subject { name health { code narrative } }`,
    ],
    ['a record that was not granted', QUERY('name', ['h-one', 'h-three'])],
    [
      'a second look-up beside the granted one',
      `{ a: ${QUERY('name').slice(1, -1)} b: ${QUERY('gender').slice(1)}`,
    ],
  ])('refuses the whole of an operation with %s', async (_what, query) => {
    const grant = await grants.grant({ fields: tree('name', 'health.code'), handles: HANDLES });
    const answer = await post(query, grant);
    expect(answer.status).toBe(403);
    expect(canariesIn(answer.text)).toEqual([]);
    expect(await lines()).toMatchObject([
      { outcome: 'REFUSED', reason: 'EXCEEDED', answered: { records: 0, values: {} } },
    ]);
  });

  it('narrows statements to the granted period, whatever the operation asks for', async () => {
    const fields = tree('health.from');
    const grant = (from: string) => grants.grant({ fields, handles: HANDLES, period: { from, to: null } });
    const inside = await post(QUERY('health(from: "1900") { from }'), await grant('2020'));
    expect(inside.text).toContain('2020-05-06');
    const outside = await post(QUERY('health(from: "1900") { from }'), await grant('2021'));
    expect(outside.status).toBe(200);
    expect(outside.text).not.toContain('2020-05-06');
  });

  it('writes a line of names and counts for every grant, answered or refused, and no value', async () => {
    const fields = tree('name', 'health.code', 'health.assertion');
    const grant = await grants.grant({ fields, handles: HANDLES });
    const selection = 'called: name health { code assertion }';
    expect((await post(QUERY(selection), grant)).status).toBe(200);
    await post(QUERY(selection));
    await post(QUERY(selection), 'a.forged.token');
    expect((await post(QUERY(selection), grant)).status).toBe(401);
    const text = await readFile(file, 'utf8');
    expect(await lines()).toMatchObject([
      {
        sequence: 1,
        outcome: 'ANSWERED',
        grant: { review: 'a-review', recipient: { agency: 'agency-own' } },
        asked: { categories: ['health', 'name'], records: 2 },
        answered: { records: 2, values: { health: 4, name: 2 } },
        unverified: 0,
      },
      { sequence: 2, outcome: 'REFUSED', reason: 'REPLAYED', unverified: 2 },
    ]);
    expect(canariesIn(text)).toEqual([]);
    for (const handle of HANDLES) expect(text).not.toContain(handle);
  });

  it('answers nothing when its line cannot be written', async () => {
    await appendFile(file, 'somebody else\n');
    const grant = await grants.grant({ fields: tree('name'), handles: HANDLES });
    const answer = await post(QUERY('name'), grant);
    expect(answer.status).toBe(500);
    expect(canariesIn(answer.text)).toEqual([]);
  });
});

describe("an agency's ledger", () => {
  const reopen = () => openDisclosureLedger({ file, agency: AGENCY, clock: systemClock });
  const write = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1)
      await post(QUERY('name'), await grants.grant({ fields: tree('name'), handles: HANDLES }));
  };

  it('goes on where it ended, without a last line that a crash cut short', async () => {
    await write(2);
    await ledger.close();
    await appendFile(file, '{"sequence":3,"prev');
    ledger = await reopen();
    const { grant, outcome, reason, asked, answered } = (await lines())[0]!;
    await ledger.append({ grant, outcome, reason, asked, answered });
    expect(readLedger(await readFile(file, 'utf8'))).toMatchObject({ brokenAt: null });
    expect((await lines()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it.each<[string, (lines: string[]) => string[], number]>([
    ['a changed count', ([a = '', ...rest]) => [a.replace('"name":2', '"name":1'), ...rest], 1],
    ['a line taken out', ([a = '', , ...rest]) => [a, ...rest], 2],
    ['lines in another order', ([a = '', b = '', ...rest]) => [b, a, ...rest], 1],
    ['a line that is no JSON', ([a = '', ...rest]) => [a, 'x', ...rest], 2],
  ])('is not opened with %s, and says where', async (_what, change, at) => {
    await write(3);
    const text = await readFile(file, 'utf8');
    const changed = change(text.trimEnd().split('\n')).join('\n');
    expect(readLedger(`${changed}\n`).brokenAt).toBe(at);
    await writeFile(file, `${changed}\n`);
    await expect(reopen()).rejects.toThrow(`line ${String(at)}`);
  });
});
