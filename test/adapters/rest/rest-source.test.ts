import { openRestSource } from '../../../adapters/rest';
import { DEMO_FAMILY_KEY, samplePopulation } from '../../../adapters/samples/people';
import { sampleCases } from '../../../adapters/samples/probation-cases';
import {
  startProbationServer,
  type NativeCase,
  type ProbationServer,
  type ProbationServerOptions,
} from '../../../adapters/samples/probation-server';
import { ageAt } from '../../../adapters/shared/dates';
import { HandleBook, issueHandle } from '../../../adapters/shared/handles';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../../src/domain/data-category';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';

const demoPartner = samplePopulation().find(
  ({ familyKey, familyRole }) => familyKey === DEMO_FAMILY_KEY && familyRole === 'partner',
);
if (!demoPartner) throw new Error('The demo family has a partner.');

const SECRET = Buffer.from('a secret of the rest adapter tests');
const clock = { now: () => new Date('2026-01-12T09:00:00Z') };
const tree = (...fields: readonly string[]): FieldTree => new Map(fields.map((field) => [field, NO_FIELDS]));
const ALL = tree(...RECORD_CATEGORIES);

interface Opened {
  readonly server: ProbationServer;
  readonly source: AgencySource;
}

let opened: Opened | undefined;

async function open(options: Partial<ProbationServerOptions> = {}): Promise<Opened> {
  const cases = options.cases ?? sampleCases(clock);
  const server = await startProbationServer({ ...options, cases });
  const handles = new HandleBook(
    SECRET,
    cases.map(({ crn }) => crn),
  );
  const config = { agency: 'probation', baseUrl: server.url, answerTimeout: 500 };
  opened = { server, source: openRestSource({ config, handles }) };
  return opened;
}

afterEach(async () => {
  await opened?.source.close();
  await opened?.server.close();
  opened = undefined;
});

const handleOf = (crn: string): RecordHandle => issueHandle(SECRET, crn);
const OPEN_CASE = 'X900001';

async function readOne(source: AgencySource, fields: FieldTree, crn = OPEN_CASE): Promise<AgencyRecord> {
  const record = (await source.read([handleOf(crn)], fields)).get(handleOf(crn));
  if (!record) throw new Error('The case was expected to be open.');
  return record;
}

const pathsOf = ({ server }: Opened): readonly string[] => server.requests.map(({ path }) => path).sort();

describe('what is asked of the case system', () => {
  const gate = [`/case/${OPEN_CASE}/access-limitations`, '/search/probation-cases'];
  it.each<[string, readonly string[]]>([
    ['name', []],
    ['religion', []],
    ['addresses', [`/case/${OPEN_CASE}/addresses`]],
    ['convictions', [`/case/${OPEN_CASE}/supervisions`]],
    ['investigations', [`/case/${OPEN_CASE}/supervisions`]],
    ['safeguardingConcerns', [`/case/${OPEN_CASE}/supervisions`]],
    ['practitioners', [`/case/${OPEN_CASE}/supervisions`]],
  ])('is, for %s, the access check and no other endpoint than the one behind it', async (field, further) => {
    const both = await open();
    await readOne(both.source, tree(field));
    expect(pathsOf(both)).toEqual([...gate, ...further].sort());
  });

  it('is only the access check of a case that is then found to be limited', async () => {
    const both = await open();
    await both.source.read([handleOf('X900002')], ALL);
    expect(pathsOf(both)).toEqual(['/case/X900002/access-limitations', '/search/probation-cases']);
  });

  it('is one search per case by its own reference, whatever the number of fields', async () => {
    const both = await open();
    await readOne(both.source, ALL);
    const searches = both.server.requests.filter(({ method }) => method === 'POST');
    expect(searches.map(({ body }) => body)).toEqual([{ crn: OPEN_CASE }]);
  });
});

describe('a record', () => {
  it('has the fields asked for, the handle and nothing else', async () => {
    const { source } = await open();
    for (const field of source.offers) {
      const record = await readOne(source, tree(field));
      expect(Object.keys(record).sort()).toEqual(['handle', field].sort());
    }
  });

  it('leaves a field out that the source does not offer', async () => {
    const { source } = await open();
    const record = await readOne(source, tree('involvements', 'nhsNumber', 'nationalInsuranceNumber'));
    expect(record).toEqual({ handle: handleOf(OPEN_CASE) });
  });

  it('carries the person in the contract’s terms', async () => {
    const { source } = await open();
    const record = await readOne(source, tree('name', 'dateOfBirth', 'age', 'gender', 'contactDetails'));
    expect(record).toEqual({
      handle: handleOf(OPEN_CASE),
      name: 'Dale Threlkeld',
      dateOfBirth: demoPartner.dateOfBirth,
      age: ageAt(demoPartner.dateOfBirth, clock.now()),
      gender: 'male',
      contactDetails: [
        { kind: 'telephone', value: expect.stringMatching(/^07700 900/) },
        { kind: 'email', value: expect.stringMatching(/@example\.org$/) },
      ],
    });
  });

  it('leaves an impossible age and a malformed date out instead of failing', async () => {
    const [first] = sampleCases(clock);
    if (!first) throw new Error('The sample has cases.');
    const records = first.records.map((one) => ({ ...one, age: -2147483648, dateOfBirth: '1992-02-31' }));
    const { source } = await open({ cases: [{ ...first, records }] });
    expect(await readOne(source, tree('age', 'dateOfBirth'))).toMatchObject({ age: null, dateOfBirth: null });
  });

  it('states concerns for a child as opinion', async () => {
    const { source } = await open();
    const { safeguardingConcerns } = await readOne(source, tree('safeguardingConcerns'));
    expect(safeguardingConcerns).toEqual([
      expect.objectContaining({ code: 'RCCO', assertion: 'OPINION', addenda: [] }),
    ]);
  });

  it('gives every statement a handle of its own that opens no record', async () => {
    const { source } = await open();
    const { convictions = [] } = await readOne(source, tree('convictions'));
    const handles = (convictions ?? []).map(({ handle }) => handle as RecordHandle);
    expect(new Set(handles).size).toBe(handles.length);
    expect((await source.read(handles, tree('name'))).size).toBe(0);
  });
});

describe('offence data', () => {
  const TELLING =
    /2096\/|Z0001ZZ|\/96Z|X900001|probation|MAPPA|offen[cd]|sentence|court|approved premises|Millrace|weapon|summons|delius|theft|assault|criminal damage|alcohol/i;

  it('is under convictions and investigations and in no other field', async () => {
    const { source } = await open();
    const others = [...source.offers].filter((field) => !['convictions', 'investigations'].includes(field));
    expect(JSON.stringify(await readOne(source, tree(...others)))).not.toMatch(TELLING);
  });

  it('includes the identifiers whose presence tells of it, the supervision and public protection', async () => {
    const { source } = await open();
    const { convictions } = await readOne(source, tree('convictions'));
    const kinds = (convictions ?? []).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'identifier',
      'identifier',
      'identifier',
      'supervision',
      'sentence',
      'main offence',
      'court appearance',
      'MAPPA',
      'risk register',
    ]);
    expect(convictions?.[0]).toMatchObject({ codeSystem: 'PNC', code: '2096/0000001Z' });
  });

  it('takes a risk register that is not known here for offence data', async () => {
    const [first] = sampleCases(clock);
    if (!first) throw new Error('The sample has cases.');
    const supervisions = { dynamicRisks: [{ code: 'NEW1', description: 'A register of next year' }] };
    const { source } = await open({ cases: [{ ...first, supervisions }] });
    const record = await readOne(source, tree('convictions', 'safeguardingConcerns'));
    expect(record.safeguardingConcerns).toEqual([]);
    expect(record.convictions).toContainEqual(expect.objectContaining({ code: 'NEW1' }));
  });
});

describe('a limited case', () => {
  const unknown = handleOf('nobody');

  it.each([
    ['restricted', 'X900002'],
    ['excluded', 'X900003'],
    ['limited by name', 'X900004'],
  ])('that is %s looks like one that does not exist', async (_how, crn) => {
    const { source } = await open();
    const read = await source.read([handleOf(crn), unknown, handleOf(OPEN_CASE)], ALL);
    expect([...read.keys()]).toEqual([handleOf(OPEN_CASE)]);
  });

  it.each<[string, Partial<NativeCase>]>([
    ['the limitation is answered without its lists', { accessLimitations: {} }],
    ['the record does not state its flags', { records: [{ otherIds: { crn: OPEN_CASE } }] }],
    [
      'one of several records is restricted',
      {
        records: [false, true].map((currentRestriction) => ({
          otherIds: { crn: OPEN_CASE },
          currentRestriction,
          currentExclusion: false,
        })),
      },
    ],
  ])('is assumed when %s', async (_when, change) => {
    const [first] = sampleCases(clock);
    if (!first) throw new Error('The sample has cases.');
    const { source } = await open({ cases: [{ ...first, ...change }] });
    expect((await source.read([handleOf(OPEN_CASE)], ALL)).size).toBe(0);
  });

  it.each([403, 404, 500])('is assumed when its limitation is answered with status %d', async (status) => {
    const { source } = await open({
      disturb: ({ path }) => (path.endsWith('/access-limitations') ? { status, body: '' } : undefined),
    });
    expect((await source.read([handleOf(OPEN_CASE)], ALL)).size).toBe(0);
  });

  it('is not on the search screen', async () => {
    const cases = sampleCases(clock);
    const { source } = await open({ cases });
    for (const { crn, records } of cases.slice(1, 4)) {
      const [{ firstName, surname } = {}] = records;
      const matches = await source.search({ name: `${String(firstName)} ${String(surname)}` });
      expect(matches.map(({ handle }) => handle)).not.toContain(handleOf(crn));
    }
  });
});

describe('a case system that misbehaves', () => {
  it.each([
    ['fails', { status: 503, body: 'Dale Threlkeld could not be loaded' }],
    ['answers with something else than JSON', { status: 200, body: '<html>Dale Threlkeld</html>' }],
    ['answers in another format', { status: 200, body: '{"name":"Dale Threlkeld"}' }],
  ])('and %s makes the read fail with an error that repeats nothing of it', async (_how, answer) => {
    const { source } = await open({
      disturb: ({ path }) => (path === '/search/probation-cases' ? answer : undefined),
    });
    const failure = await source.read([handleOf(OPEN_CASE)], ALL).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'GatewayError', code: 'INTERNAL' });
    expect(JSON.stringify({ ...(failure as object), text: String(failure) })).not.toMatch(
      /Threlkeld|X900001/,
    );
  });

  it('and is gone makes the read fail', async () => {
    const both = await open();
    await both.server.close();
    await expect(both.source.read([handleOf(OPEN_CASE)], ALL)).rejects.toMatchObject({
      code: 'INTERNAL',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('the search screen', () => {
  it('finds a case by its name and date of birth and offers a handle that reads it', async () => {
    const { source } = await open();
    const matches = await source.search({ name: 'dale threlkeld', dateOfBirth: demoPartner.dateOfBirth });
    expect(matches).toEqual([
      {
        handle: handleOf(OPEN_CASE),
        name: 'Dale Threlkeld',
        dateOfBirth: demoPartner.dateOfBirth,
        address: expect.stringMatching(/ZZ\d/),
      },
    ]);
    expect((await source.read([handleOf(OPEN_CASE)], tree('name'))).size).toBe(1);
  });

  it('asks nothing of the case system for an empty search', async () => {
    const both = await open();
    expect(await both.source.search({ name: '  ' })).toEqual([]);
    expect(both.server.requests).toEqual([]);
  });
});
