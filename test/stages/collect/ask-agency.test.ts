import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Agent } from 'undici';

import type { FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import { agencyQuery } from '../../../src/domain/agency-operation';
import { askAgency, type AgencyAnswer } from '../../../src/stages/collect/request';

const HANDLE = 'h1' as RecordHandle;
const FIELDS: FieldTree = new Map([
  ['name', new Map()],
  ['health', new Map([['code', new Map()]])],
]);

const dispatcher = new Agent();
const servers: Server[] = [];

afterAll(async () => {
  await dispatcher.destroy();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function ask(
  listener: RequestListener,
  some: {
    readonly handles?: readonly RecordHandle[];
    readonly maxBytes?: number;
    readonly deadlineMs?: number;
  } = {},
): Promise<AgencyAnswer> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/graphql`);
  return askAgency({
    dispatcher,
    endpoint,
    handles: some.handles ?? [HANDLE],
    fields: FIELDS,
    period: null,
    grant: 'a.b.c',
    maxBytes: some.maxBytes ?? 10_000,
    signal: AbortSignal.timeout(some.deadlineMs ?? 2_000),
  });
}

const json =
  (body: string, status = 200, contentType = 'application/json'): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };

const entities = (...all: unknown[]): string => JSON.stringify({ data: { _entities: all } });

describe('askAgency', () => {
  it('names the permitted fields, the key and nothing else', () => {
    expect(agencyQuery(FIELDS)).toBe(
      'query ReviewReturn($representations: [_Any!]!) { _entities(representations: $representations) { ... on Subject { handle name health { code } } } }',
    );
  });

  it('reads the records by their own handle, in whatever order they come', async () => {
    const handles = ['h1', 'h2'] as RecordHandle[];
    const answer = await ask(json(entities({ handle: 'h2', name: 'B' }, { handle: 'h1', name: 'A' })), {
      handles,
    });
    expect(answer.status).toBe('OK');
    expect(answer.records.get(handles[0]!)).toMatchObject({ name: 'A' });
    expect(answer.records.get(handles[1]!)).toMatchObject({ name: 'B' });
  });

  it('takes a null entity as one that the agency does not answer', async () => {
    const answer = await ask(json(entities(null)));
    expect(answer).toEqual({ status: 'OK', records: new Map(), transient: false });
  });

  it('calls an answer with errors partial and keeps what came', async () => {
    const body = JSON.stringify({
      data: { _entities: [{ handle: 'h1' }] },
      errors: [{ message: 'secret upstream text' }],
    });
    const answer = await ask(json(body));
    expect(answer.status).toBe('PARTIAL');
    expect(answer.records.size).toBe(1);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each<[string, RequestListener, string]>([
    ['500', json('{}', 500), 'UNAVAILABLE'],
    ['401', json('{}', 401), 'REFUSED'],
    ['403', json('{}', 403), 'REFUSED'],
    [
      'a redirect to another host',
      (_q, r) => {
        r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      },
      'UNAVAILABLE',
    ],
    ['HTML with status 200', json('<html></html>', 200, 'text/html'), 'INVALID'],
    ['invalid JSON', json('{"data":'), 'INVALID'],
    ['JSON that is no object', json('[]'), 'INVALID'],
    ['no entities', json('{"data":{}}'), 'INVALID'],
    ['JSON of another character set', json(entities({ handle: 'h1' }), 200, 'application/jsonx'), 'INVALID'],
    [
      'a record told twice',
      json(`{"data":{"_entities":[{"handle":"h1"}]},"data":{"_entities":[{"handle":"h1","name":"B"}]}}`),
      'INVALID',
    ],
    ['a field told twice', json(`{"data":{"_entities":[{"handle":"h1","name":"A","name":"B"}]}}`), 'INVALID'],
    [
      'deep JSON that is whole',
      json(`{"data":{"_entities":[{"handle":"h1","name":${'['.repeat(2_000)}${']'.repeat(2_000)}}]}}`),
      'INVALID',
    ],
    ['null for all entities', json('{"data":{"_entities":null}}'), 'INVALID'],
    ['no data', json('{"data":null,"errors":[{"message":"x"}]}'), 'INVALID'],
    ['too few entities', json(entities()), 'INVALID'],
    ['too many entities', json(entities({ handle: 'h1' }, { handle: 'h1' })), 'INVALID'],
    ['an entity of somebody else', json(entities({ handle: 'h9' })), 'INVALID'],
    ['an entity without handle', json(entities({ name: 'A' })), 'INVALID'],
    ['deep JSON', json('['.repeat(9_000)), 'INVALID'],
    ['a body beyond the limit', json(entities({ handle: 'h1', name: 'x'.repeat(20_000) })), 'INVALID'],
    [
      'a reset connection',
      (q) => {
        q.socket.destroy();
      },
      'UNAVAILABLE',
    ],
  ])('gives %s a status and lets nothing of it out', async (_fault, listener, status) => {
    const answer = await ask(listener);
    expect(answer.status).toBe(status);
    expect(answer.records.size).toBe(0);
  });

  it('reads of a body of 100 MB what it may and hangs up', async () => {
    const piece = Buffer.alloc(65_536, ' ');
    let sent = 0;
    let hungUp = (): void => undefined;
    const closed = new Promise<void>((resolve) => (hungUp = resolve));
    const answer = await ask(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).on('close', hungUp);
        const send = (): void => {
          while (sent < 100_000_000) {
            sent += piece.length;
            if (!response.write(piece)) {
              response.once('drain', send);
              return;
            }
          }
          response.end();
        };
        send();
      },
      { maxBytes: 1_000_000, deadlineMs: 20_000 },
    );
    expect(answer.status).toBe('INVALID');
    await closed;
    expect(sent).toBeLessThan(50_000_000);
  });

  it('gives up on an agency that hangs or drips when its time is over', async () => {
    const hung = await ask(() => undefined, { deadlineMs: 200 });
    expect(hung.status).toBe('UNAVAILABLE');
    const drip = await ask(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => {
          clearInterval(timer);
        });
      },
      { deadlineMs: 300 },
    );
    expect(drip.status).toBe('UNAVAILABLE');
  });

  it('finds a refused connection unavailable', async () => {
    const answer = await askAgency({
      dispatcher,
      endpoint: new URL('http://127.0.0.1:1/graphql'),
      handles: [HANDLE],
      fields: FIELDS,
      period: null,
      grant: 'a.b.c',
      maxBytes: 1_000,
      signal: AbortSignal.timeout(1_000),
    });
    expect(answer.status).toBe('UNAVAILABLE');
  });
});
