import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencyId } from '../../src/domain/ids';
import { serveCanaryAgency } from '../support/canary-agency';
import { makeAuthority } from '../support/certificates';
import { FULL_QUERY } from '../support/full-query';
import { COORDINATOR, openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
/** What every fault carries, and nobody may see. */
const LEAK = 'cnry.leak';
const [FIRST, SECOND] = [`rec-${OTHER}`, `rec2-${OTHER}`];

let service: ServiceGateway;
let healthy: Subgraph;
let faulty: Server;
let elsewhere: Server;
let untrusted: Server;
let reviewId: string;
let intact: unknown;
let behaviour: RequestListener;
let asked = 0;
let askedElsewhere = 0;

const portOf = (server: Server): string => String((server.address() as AddressInfo).port);
const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = (server: Server, protocol = 'http'): string =>
  `${protocol}://127.0.0.1:${portOf(server)}/graphql`;

beforeAll(async () => {
  const bounds = { GATEWAY_AGENCY_DEADLINE_MS: '3000', GATEWAY_AGENCY_MAX_BYTES: '1000000' };
  service = await startServiceGateway({ environment: bounds });
  healthy = await serveCanaryAgency(OWN, service.gateway);
  faulty = createServer((request, response) => {
    asked += 1;
    behaviour(request, response);
  });
  elsewhere = createServer((_request, response) => {
    askedElsewhere += 1;
    response.setHeader('content-type', 'application/json').end(entities(known(FIRST), known(SECOND)));
  });
  const { certificate: cert, key } = await (await makeAuthority()).issue();
  untrusted = createTlsServer({ cert, key }, (request, response) => {
    asked += 1;
    behaviour(request, response);
  });
  await Promise.all([faulty, elsewhere, untrusted].map(listen));
  await registerAgencies(service.gateway.register, { [OWN]: healthy.url, [OTHER]: address(faulty) });
  const { reviewId: opened } = await openFixtureReview(service.gateway.register, {
    ...{ pack: 'baseline', type: PURPOSE, state: 'GATHERING' },
    second: { [OTHER]: SECOND },
  });
  reviewId = opened;
  // A first request may find its agency still busy starting.
  for (let tries = 0; tries < 5 && !JSON.stringify(intact ?? '').includes('"status":"OK"'); tries += 1)
    intact = allBut(await ask(json(entities(known(FIRST), known(SECOND)))));
}, 240_000);

afterAll(async () => {
  await service.close();
  await healthy.close();
  for (const server of [faulty, elsewhere, untrusted]) {
    server.closeAllConnections();
    server.close();
  }
});

const known = (handle: string): object => ({ handle, gender: 'female' });
const entities = (...all: readonly unknown[]): string => JSON.stringify({ data: { _entities: all } });
const json =
  (text: string, status = 200, contentType = 'application/json'): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(text);
  };

async function ask(listener: RequestListener): Promise<GraphQLAnswer> {
  behaviour = listener;
  const coordinator = await service.as({ user: 'c', agency: COORDINATOR, roles: ['COORDINATOR'] });
  return coordinator(FULL_QUERY, { id: reviewId, purpose: PURPOSE });
}

async function moveTo(endpointUrl: string): Promise<void> {
  const agency = { id: OTHER as AgencyId, name: OTHER, kind: 'TEST', endpointUrl };
  await service.gateway.register.saveAgency(agency);
}

/** The whole answer without the agency's part and without the time of retrieval. */
function allBut({ data, errors }: GraphQLAnswer): unknown {
  const text = JSON.stringify({ data, errors }, (key, value: unknown) => {
    if (key === 'retrievedAt') return undefined;
    return key === 'returns' && Array.isArray(value)
      ? value.filter((part) => at(part, 'agency') !== OTHER)
      : value;
  });
  return JSON.parse(text);
}

/** The agency's status, and what is told of each subject's gender. */
const partOf = ({ data }: GraphQLAnswer): readonly unknown[] =>
  listAt(data, 'review', 'subjects').flatMap((subject) => {
    const part = listAt(subject, 'returns').find((one) => at(one, 'agency') === OTHER);
    return [at(part, 'status'), at(part, 'gender')];
  });

const drip: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(`{"data":{"_entities":[{"handle":"${FIRST}","name":"${LEAK}"},`);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const PIECE = Buffer.alloc(1_000_000, ' ');
const huge: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(`{"data":{"_entities":[{"name":"${LEAK}"}]}`);
  let pieces = 100;
  const send = (): void => {
    while (pieces > 0 && !response.destroyed) {
      pieces -= 1;
      if (!response.write(PIECE)) return void response.once('drain', send);
    }
    response.end('}');
  };
  send();
};
const redirect: RequestListener = (_request, response) =>
  response.writeHead(307, { location: address(elsewhere) }).end(LEAK);
const deep = `{"data":{"_entities":[{"handle":"${FIRST}","name":${'['.repeat(5_000)}"${LEAK}"${']'.repeat(5_000)}},null]}}`;
const twice = `{"data":{"_entities":[{"handle":"${FIRST}","gender":"female","gender":"${LEAK}"},null]}}`;
const leaking = (handle: string): object => ({ handle, name: LEAK });

describe('an agency on the wire', () => {
  // Those that count as away are never five in a row: after five the gateway would not ask.
  it.each<[string, RequestListener, string]>([
    ['resets the connection', (request) => request.socket.resetAndDestroy(), 'UNAVAILABLE'],
    ['answers 200 with HTML', json(`<p>${LEAK}</p>`, 200, 'text/html'), 'INVALID'],
    ['hangs', () => undefined, 'UNAVAILABLE'],
    ['calls its JSON a plain text', json(entities(leaking(FIRST), null), 200, 'text/plain'), 'INVALID'],
    ['drips one byte at a time', drip, 'UNAVAILABLE'],
    ['sends JSON that is none', json(`{"data":{"_entities":[{"name":"${LEAK}"`), 'INVALID'],
    ['answers 500', json(entities(leaking(FIRST), null), 500), 'UNAVAILABLE'],
    ['sends a body of 100 MB', huge, 'INVALID'],
    ['redirects to another host', redirect, 'UNAVAILABLE'],
    ['nests 5,000 deep', json(deep), 'INVALID'],
    ['names a key twice', json(twice), 'INVALID'],
    ['sends too few entities', json(entities(leaking(FIRST))), 'INVALID'],
    ['sends too many', json(entities(leaking(FIRST), null, null)), 'INVALID'],
    ['sends null for the list', json('{"data":{"_entities":null}}'), 'INVALID'],
  ])('that %s leaves the rest of the answer as it is', async (_fault, listener, status) => {
    const before = asked;
    const answer = await ask(listener);
    expect(asked).toBeGreaterThan(before);
    expect(partOf(answer)).toEqual([status, null, status, null]);
    expect(allBut(answer)).toEqual(intact);
    expect(answer.text + service.log.join('')).not.toContain(LEAK);
    expect(askedElsewhere).toBe(0);
  });

  it('tells each subject their own record, in whatever order the records come, and none for null', async () => {
    const [one, two] = [
      { handle: FIRST, gender: 'first' },
      { handle: SECOND, gender: 'second' },
    ];
    for (const order of [
      [one, two],
      [two, one],
    ]) {
      const answer = await ask(json(entities(...order)));
      expect(partOf(answer)).toEqual(['OK', 'first', 'OK', 'second']);
      expect(allBut(answer)).toEqual(intact);
    }
    const missing = await ask(json(entities(null, two)));
    expect(partOf(missing)).toEqual(['OK', null, 'OK', 'second']);
    expect(allBut(missing)).toEqual(intact);
  });

  it('whose connection is refused leaves the rest of the answer as it is', async () => {
    const closed = createServer();
    await listen(closed);
    await moveTo(address(closed));
    await new Promise((resolve) => closed.close(resolve));
    const answer = await ask(() => undefined);
    expect(partOf(answer)).toEqual(['UNAVAILABLE', null, 'UNAVAILABLE', null]);
    expect(allBut(answer)).toEqual(intact);
  });

  it.each([
    ['nobody vouches for over TLS', () => address(untrusted, 'https')],
    ['speaks no TLS where it should', () => address(faulty, 'https')],
    ['is in the register without https, on another machine', () => 'http://192.0.2.1/graphql'],
  ])('that %s is sent nothing, and leaves the rest as it is', async (_fault, endpoint) => {
    await moveTo(endpoint());
    const before = asked;
    const answer = await ask(json(entities(known(FIRST), known(SECOND))));
    expect(partOf(answer)).toEqual(['UNAVAILABLE', null, 'UNAVAILABLE', null]);
    expect(allBut(answer)).toEqual(intact);
    expect(asked).toBe(before);
  });
});
