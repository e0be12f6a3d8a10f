import { composeServices } from '@theguild/federation-composition';
import { buildSchema, parse } from 'graphql';
import { serveSubgraph, type Subgraph } from '../../../adapters/shared/subgraph-server';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { printFieldTree, type FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import { AGENCY, openTestGrants, tree, type TestGrants } from '../../support/grants';

const handles = ['h-one', 'h-two', 'h-three'] as RecordHandle[];

interface Reading {
  readonly handles: readonly RecordHandle[];
  readonly fields: string;
}

/** A source in memory that notes what it was asked; it answers name and health and fails on `gender`. */
function memorySource(readings: Reading[]): AgencySource {
  return {
    agency: AGENCY,
    offers: new Set(['name', 'dateOfBirth', 'health', 'gender']),
    read: (asked, fields: FieldTree) => {
      readings.push({ handles: asked, fields: printFieldTree(fields) });
      if (fields.has('gender')) return Promise.reject(new Error('password=hunter2 at db.internal'));
      const records = asked
        .filter((handle) => handles.includes(handle))
        .map((handle): [RecordHandle, AgencyRecord] => [
          handle,
          Object.freeze<AgencyRecord>({
            handle,
            name: `Person ${handle}`,
            dateOfBirth: fields.has('addresses') ? 'yesterday' : '2020-03',
            health: [{ handle: `${handle}-1`, assertion: 'FACT', addenda: [], description: 'Asthma' }],
          }),
        ]);
      return Promise.resolve(new Map(records));
    },
    search: ({ name }) =>
      Promise.resolve([
        { handle: 'h-one' as RecordHandle, name: name ?? '', dateOfBirth: null, address: null },
      ]),
    close: () => Promise.resolve(),
  };
}

describe('subgraph server', () => {
  let subgraph: Subgraph;
  let readings: Reading[];
  let grants: TestGrants;
  const logged: string[] = [];

  beforeEach(async () => {
    readings = [];
    grants = await openTestGrants();
    logged.length = 0;
    subgraph = await serveSubgraph({
      source: memorySource(readings),
      grants: grants.verifier(),
      log: (_message, cause) => logged.push(String(cause)),
    });
  });
  afterEach(() => subgraph.close());

  const GRANTED = tree(
    'name',
    'gender',
    'dateOfBirth',
    'addresses.lines',
    'health.description',
    'health.assertion',
    'health.addenda.text',
    'health.status',
    'health.kind',
  );

  const post = async (body: string): Promise<Response> => {
    const asked = [...handles, 'h-nobody' as RecordHandle];
    const grant = await grants.grant({ fields: GRANTED, handles: asked });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${grant}` };
    return fetch(subgraph.url, { method: 'POST', headers, body });
  };

  const askAll = async (query: string, variables: object = {}) => {
    const representations = handles.map((handle) => ({ __typename: 'Subject', handle }));
    const response = await post(JSON.stringify({ query, variables: { representations, ...variables } }));
    return (await response.json()) as { data?: { _entities: unknown[] }; errors?: unknown[] };
  };

  const ask = (selection: string, asked: readonly string[] = handles) => {
    const representations = asked.map((handle) => ({ __typename: 'Subject', handle }));
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
    return askAll(query, { representations });
  };

  it('publishes an SDL that composes as a federation subgraph and tells of what the agency offers alone', async () => {
    const response = await post(JSON.stringify({ query: '{ _service { sdl } }' }));
    const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
    // A supergraph needs one root field, which the gateway has and an agency has not.
    const root = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
      type Query { subject: Subject } type Subject @key(fields: "handle") { handle: ID! }`;
    const composed = composeServices([
      { name: 'agency', typeDefs: parse(data._service.sdl) },
      { name: 'gateway', typeDefs: parse(root) },
    ]);
    expect(composed.errors ?? []).toEqual([]);
    const subject = buildSchema(composed.publicSdl ?? '').getType('Subject');
    const fields = subject && 'getFields' in subject ? Object.keys(subject.getFields()) : [];
    expect(fields).toEqual(['handle', 'name', 'dateOfBirth', 'gender', 'health']);
  });

  it('answers three subjects with one reading of the source', async () => {
    const body = await ask(
      '... on Subject { handle name health { description assertion addenda { text } } }',
    );
    expect(body.errors).toBeUndefined();
    expect(body.data?._entities).toHaveLength(3);
    expect(body.data?._entities[0]).toEqual({
      handle: 'h-one',
      name: 'Person h-one',
      health: [{ description: 'Asthma', assertion: 'FACT', addenda: [] }],
    });
    expect(readings).toEqual([
      { handles, fields: '{ handle name health { description assertion addenda { text } } }' },
    ]);
  });

  it('asks the source for what fragments and directives leave, and for nothing by alias', async () => {
    const query = `query ($representations: [_Any!]!, $with: Boolean!) {
      _entities(representations: $representations) {
        ...Part
        ... on Subject { called: name dateOfBirth @include(if: $with) addresses @skip(if: true) { postcode } }
      }
    }
    fragment Part on Subject { health { status } health { kind } }`;
    expect((await askAll(query, { with: false })).errors).toBeUndefined();
    expect(readings.map(({ fields }) => fields)).toEqual(['{ health { status kind } name }']);
  });

  it('answers null for a handle that it does not know and the same for one that is not text', async () => {
    const body = await ask('... on Subject { name }', ['h-nobody', 'h-two']);
    expect(body).toEqual({ data: { _entities: [null, { name: 'Person h-two' }] } });
    const query =
      '{ _entities(representations: [{ __typename: "Subject", handle: 7 }]) { ... on Subject { name } } }';
    expect(await (await post(JSON.stringify({ query }))).json()).toEqual({ data: { _entities: [null] } });
  });

  it('tells the caller nothing of a failure but that it could not answer', async () => {
    const body = await ask('... on Subject { gender }');
    expect(body.data?._entities).toEqual([null, null, null]);
    expect(body.errors?.length).toBeGreaterThan(0);
    for (const error of body.errors ?? []) {
      expect(error).toEqual({
        message: 'The agency could not answer.',
        extensions: { code: 'AGENCY_ERROR' },
      });
    }
    expect(logged.join()).toContain('hunter2');
  });

  it('refuses a date that is no date instead of passing it on', async () => {
    const body = await ask('... on Subject { name dateOfBirth addresses { lines } }', ['h-one']);
    expect(JSON.stringify(body)).not.toContain('yesterday');
    expect(body.data?._entities).toEqual([{ name: 'Person h-one', dateOfBirth: null, addresses: null }]);
  });

  it.each([
    ['text that is not JSON', 'not json', 400],
    ['a list of operations', '[]', 400],
    ['an unknown field', '{"query":"{ secretField }"}', 400],
    ['introspection', '{"query":"{ __schema { types { name } } }"}', 400],
    ['a body over the limit', JSON.stringify({ query: ' '.repeat(1_100_000) }), 413],
  ])('answers %s with the same one sentence', async (_what, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(errors[0]).toEqual({
      message: 'The agency could not answer.',
      extensions: { code: 'AGENCY_ERROR' },
    });
  });

  it('keeps the operations that it received, in order', async () => {
    await ask('... on Subject { name }', ['h-one']);
    expect(subgraph.received).toHaveLength(1);
    expect(subgraph.received[0]?.query).toContain('... on Subject { name }');
    expect(JSON.stringify(subgraph.received[0]?.variables)).toContain('h-one');
  });

  it('serves no search screen unless it is switched on', async () => {
    const records = new URL('/records?name=Kerry', subgraph.url);
    expect((await fetch(records)).status).toBe(404);
    const withSearch = await serveSubgraph({
      source: memorySource([]),
      grants: grants.verifier(),
      localSearch: true,
    });
    const found = await fetch(new URL('/records?name=Kerry', withSearch.url));
    expect(await found.json()).toEqual([
      { handle: 'h-one', name: 'Kerry', dateOfBirth: null, address: null },
    ]);
    await withSearch.close();
  });

  it("proposes an answer to the agency's own staff where it is switched on, and to nobody else", async () => {
    const person = { names: ['Kerry Vane'], dateOfBirth: '2020-03-04' };
    const ask = (url: string, body: unknown): Promise<Response> =>
      fetch(new URL('/contact-proposals', url), { method: 'POST', body: JSON.stringify(body) });
    expect((await ask(subgraph.url, person)).status).toBe(404);
    const desk = await serveSubgraph({
      source: memorySource([]),
      grants: grants.verifier(),
      localSearch: true,
    });
    await expect((await ask(desk.url, person)).json()).resolves.toMatchObject({ needsPerson: true });
    for (const question of [{ ...person, crime: 'theft' }, { names: [] }, 'a text', null]) {
      expect((await ask(desk.url, question)).status).toBe(400);
    }
    await desk.close();
  });

  it('listens on loopback and frees its port when it is closed', async () => {
    const open = { source: memorySource([]), grants: grants.verifier() };
    const other = await serveSubgraph(open);
    expect(new URL(other.url).hostname).toBe('127.0.0.1');
    await other.close();
    const again = await serveSubgraph({ ...open, port: other.port });
    expect(again.port).toBe(other.port);
    await expect(serveSubgraph({ ...open, port: other.port })).rejects.toThrow('EADDRINUSE');
    await again.close();
  });
});
