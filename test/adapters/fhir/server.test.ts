import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealedHandles } from '../../../adapters/shared/sealed-handles';
import type { FieldTree } from '../../../src/domain/field-tree';
import { startFhirServer } from '../../support/fhir-server';
import {
  closeOpened,
  elementsOf,
  HANDLE,
  open,
  patient,
  readOne,
  RESOURCES,
  treeOf,
  typesOf,
} from './served-patient';

afterEach(closeOpened);

describe('what a FHIR server is asked for', () => {
  it.each<[string, readonly string[]]>([
    ['name', ['name']],
    ['dateOfBirth', ['birthDate']],
    ['addresses', ['address']],
    ['gender', ['gender']],
    ['nhsNumber', ['identifier']],
    ['ethnicity', ['extension']],
    ['convictions', []],
  ])('for %s is only the elements of the patient behind it', async (field, elements) => {
    const both = await open();
    await readOne(both, treeOf(field));
    expect(elementsOf(both, 'Patient')).toEqual(['id', 'meta', ...elements]);
  });

  it('is the resource types of the plan and no other', async () => {
    const both = await open();
    await readOne(both, treeOf('involvements', 'name'));
    expect(typesOf(both)).toEqual(['Encounter', 'Patient']);
    expect(
      both.server.asked.every(
        ({ parameters, type }) => type === 'Patient' || parameters.get('patient') === 'p1',
      ),
    ).toBe(true);
  });

  it('leaves the narrative at the server where the plan withholds it', async () => {
    const both = await open();
    const fields: FieldTree = new Map([
      ['health', treeOf('handle', 'description', 'status')],
      ['involvements', treeOf('handle', 'status')],
    ]);
    const { health } = await readOne(both, fields);
    expect(health?.map(({ kind }) => kind)).toContain('document');
    for (const element of ['note', 'content', 'dosageInstruction', 'reasonCode'])
      for (const type of typesOf(both)) expect(elementsOf(both, type)).not.toContain(element);
  });

  it('is no finding of a category that was not asked for', async () => {
    const both = await open();
    await readOne(both, treeOf('health'));
    const asked = both.server.asked.filter(({ type }) => type === 'Condition');
    expect(asked.every(({ parameters }) => parameters.get('code:not')?.includes('266948004'))).toBe(true);
    both.server.asked.length = 0;
    await readOne(both, treeOf('safeguardingConcerns'));
    const codes = both.server.asked
      .filter(({ type }) => type === 'Condition')
      .map(({ parameters }) => parameters.get('code'));
    expect(codes).toEqual([expect.stringContaining('706893006')]);
    expect(codes[0]).not.toContain('266948004');
  });

  it('is narrowed to the period under review, and what has no date is asked for besides', async () => {
    const both = await open();
    const { involvements } = await readOne(both, treeOf('involvements'), {
      from: '2021-02',
      to: '2021-03-31',
    });
    const asked = both.server.asked
      .filter(({ type }) => type === 'Encounter')
      .map(({ parameters }) => parameters);
    expect(asked.some((one) => one.getAll('date').join() === 'ge2021-02,le2021-03-31')).toBe(true);
    expect(asked.some((one) => one.get('date:missing') === 'true')).toBe(true);
    expect(involvements?.map(({ from }) => from)).toEqual(['2021-02-01', '2021-03-01', null]);
  });

  it('is nothing but the label of a patient who turns out to be closed', async () => {
    const both = await open({
      resources: [{ ...patient, meta: { security: [{ code: 'R' }] } }, ...RESOURCES.slice(1)],
    });
    expect(await both.source.read([HANDLE], treeOf('health', 'involvements'))).toEqual(new Map());
    expect(typesOf(both)).toEqual(['Patient']);
  });

  it('holds no name, date or id of a person in the URL of a search, where searches are posted', async () => {
    const both = await open({}, { postSearches: true, pageSize: 50 });
    await both.source.search({ name: 'Nora Quill', dateOfBirth: '1980-04-05' });
    expect((await readOne(both, treeOf('involvements'))).involvements).toHaveLength(5);
    const searches = both.server.asked.filter(({ method }) => method === 'POST');
    expect(searches.map(({ type }) => type)).toEqual(['Patient', 'Encounter']);
    for (const { url } of searches) expect(url).not.toMatch(/Quill|1980|p1/);
  });

  it('is nothing at all for a handle that was not issued here', async () => {
    const both = await open();
    const other = new SealedHandles(Buffer.alloc(32, 1)).handleOf('p1');
    expect(await both.source.read([other], treeOf('name'))).toEqual(new Map());
    expect(both.server.asked).toEqual([]);
  });
});

describe('what a FHIR server answers', () => {
  it('is read to the last page', async () => {
    const both = await open();
    expect((await readOne(both, treeOf('involvements'))).involvements).toHaveLength(5);
    expect(both.server.asked.filter(({ type }) => type === 'Encounter')).toHaveLength(3);
  });

  it('is cleared of labelled entries, and each finding stands under its own category', async () => {
    const both = await open();
    const record = await readOne(both, treeOf('health', 'convictions', 'safeguardingConcerns'));
    expect(record.health?.map(({ kind, code }) => [kind, code])).toEqual([
      ['condition', '195967001'],
      ['document', null],
    ]);
    expect(record.convictions?.map(({ narrative }) => narrative)).toEqual([
      null,
      'Has a criminal record, so he says.',
    ]);
    expect(record.safeguardingConcerns).toHaveLength(1);
  });

  it('opens a record by a handle that was issued before a restart', async () => {
    const both = await open();
    const [match] = await both.source.search({ name: 'Nora Quill' });
    expect(match).toEqual({
      handle: HANDLE,
      name: 'Nora Quill',
      dateOfBirth: '1980-04-05',
      address: '9 Hill Road, ZZ1 1ZZ',
    });
  });

  it('is refused when it sends its next page, and with it the token, to another host', async () => {
    const elsewhere = await startFhirServer({ resources: [] });
    const next = JSON.stringify({
      resourceType: 'Bundle',
      link: [{ relation: 'next', url: `${elsewhere.url}/Encounter?page=2` }],
    });
    const both = await open(
      { disturb: ({ type }) => (type === 'Encounter' ? { status: 200, body: next } : undefined) },
      { token: 'secret-token' },
    );
    await expect(readOne(both, treeOf('involvements'))).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  it('is refused when it is no Bundle, has more pages than may be read, or is too large', async () => {
    const both = await open({
      disturb: ({ type }) => (type === 'Encounter' ? { status: 200, body: '<html>' } : undefined),
    });
    await expect(readOne(both, treeOf('involvements'))).rejects.toMatchObject({ code: 'INTERNAL' });
    await both.source.close();
    await both.server.close();
    const short = await open({}, { maximumPages: 2 });
    await expect(readOne(short, treeOf('involvements'))).rejects.toMatchObject({
      detail: expect.stringContaining('more pages'),
    });
    await short.source.close();
    await short.server.close();
    const small = await open({}, { maximumAnswerSize: 100 });
    await expect(readOne(small, treeOf('name'))).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});

describe('a FHIR server that misbehaves', () => {
  it.each([429, 503])('and is busy once (%d) is asked again', async (status) => {
    let first = true;
    const both = await open({
      disturb: ({ type }) => {
        if (type !== 'Patient' || !first) return undefined;
        first = false;
        return { status, headers: { 'retry-after': '1' } };
      },
    });
    expect(await readOne(both, treeOf('name'))).toMatchObject({ name: 'Nora Quill' });
  });

  it.each([429, 500, 401])(
    'and keeps answering %d makes the read fail with nothing of its answer',
    async (status) => {
      const both = await open({ disturb: () => ({ status, body: 'Nora Quill p1' }) });
      const failure = await both.source.read([HANDLE], treeOf('name')).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        name: 'GatewayError',
        detail: expect.stringContaining(String(status)),
      });
      expect(JSON.stringify({ ...(failure as object), text: String(failure) })).not.toMatch(/Quill|p1\b/);
      expect(both.server.asked).toHaveLength(status === 429 ? 3 : 1);
    },
  );

  it('and is silent makes the read fail by its deadline', async () => {
    const both = await open({ disturb: () => ({ status: 200, hangs: true }) });
    await expect(readOne(both, treeOf('name'))).rejects.toMatchObject({
      detail: expect.stringContaining('UND_ERR_HEADERS_TIMEOUT'),
    });
  });
});

describe('a token', () => {
  it('is read from its file for each request, so that a renewed one is used, and goes with the headers set', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'token-'));
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'first\n');
    const both = await open(
      {},
      { tokenFile, headers: { 'NHSD-Session-URID': '1' }, requestIdHeader: 'X-Request-ID' },
    );
    await readOne(both, treeOf('name'));
    await writeFile(tokenFile, 'second\n');
    await readOne(both, treeOf('name'));
    const headers = both.server.asked.map((one) => one.headers);
    expect(headers.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer second']);
    expect(headers.map((one) => one['nhsd-session-urid'])).toEqual(['1', '1']);
    expect(new Set(headers.map((one) => one['x-request-id'])).size).toBe(2);
    await rm(folder, { recursive: true });
    await expect(readOne(both, treeOf('name'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
