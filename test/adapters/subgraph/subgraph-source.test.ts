import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Kind, parse, print, visit } from 'graphql';
import { openSubgraphSource } from '../../../adapters/subgraph';
import { packageRoot } from '../../../src/config/package-root';
import type { AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';

const HANDLE = 'rec-1' as RecordHandle;
const leaves = (...names: readonly string[]): FieldTree => new Map(names.map((name) => [name, NO_FIELDS]));

let server: Server;
let source: AgencySource;
const asked: string[] = [];

/** An agency's own subgraph: it keeps what it was asked and answers with more than that. */
beforeAll(async () => {
  const sdl = readFileSync(join(packageRoot(), 'schema', 'agency.graphql'), 'utf8');
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly query: string };
      asked.push(query);
      const entity = { handle: HANDLE, name: 'Test Person', convictions: [{ description: 'unasked' }] };
      const data = query.includes('_service') ? { _service: { sdl } } : { _entities: [entity] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  source = await openSubgraphSource({ agency: 'agency', url: `http://127.0.0.1:${String(port)}/graphql` });
});
beforeEach(() => asked.splice(0));
afterAll(async () => {
  await source.close();
  server.close();
});

/** The fields of a person that an operation names, as dotted paths. */
function fieldsOf(query: string): readonly string[] {
  const paths: string[] = [];
  const way: string[] = [];
  visit(parse(query), {
    Field: {
      enter: ({ name, selectionSet }) => {
        way.push(name.value);
        if (!selectionSet) paths.push(way.slice(1).join('.'));
      },
      leave: () => void way.pop(),
    },
  });
  return paths;
}

describe('what an agency’s own subgraph is asked', () => {
  it.each<[string, FieldTree, readonly string[]]>([
    ['one field', leaves('name'), ['handle', 'name']],
    [
      'a list with what is selected of it',
      new Map([['addresses', leaves('postcode')]]),
      ['handle', 'addresses.postcode'],
    ],
    [
      'a statement without its narrative',
      new Map([['health', leaves('kind', 'from')]]),
      ['handle', 'health.kind', 'health.from'],
    ],
    ['nothing that its schema lacks', leaves('dateOfBirth', 'notOfTheContract'), ['handle', 'dateOfBirth']],
  ])('is the fields of the plan and no other: %s', async (_title, fields, expected) => {
    await source.read([HANDLE], fields);
    expect(asked.flatMap(fieldsOf)).toEqual(expected);
  });

  it('is one operation, whatever the number of people and fields, with the handles as a variable', async () => {
    await source.read([HANDLE, HANDLE], leaves('name', 'dateOfBirth'));
    expect(asked).toHaveLength(1);
    const [query = ''] = asked;
    expect(query).not.toContain(HANDLE);
    const { definitions } = parse(query);
    expect(definitions.map((each) => each.kind)).toEqual([Kind.OPERATION_DEFINITION]);
    expect(print(parse(query))).not.toMatch(/fragment|@/u);
  });

  it('is nothing for nobody', async () => {
    expect((await source.read([], leaves('name'))).size).toBe(0);
    expect(asked).toEqual([]);
  });
});
