import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
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

let service: ServiceGateway;
let healthy: Subgraph;
let faulty: Server;
let behaviour: RequestListener = (_request, response) => response.end();
let reviewId: string;

beforeAll(async () => {
  service = await startServiceGateway();
  healthy = await serveCanaryAgency(OWN, service.gateway);
  faulty = createServer((request, response) => {
    behaviour(request, response);
  });
  await new Promise<void>((resolve) => faulty.listen(0, '127.0.0.1', resolve));
  const { port } = faulty.address() as AddressInfo;
  await registerAgencies(service.gateway.register, {
    [OWN]: healthy.url,
    [OTHER]: `http://127.0.0.1:${String(port)}/graphql`,
  });
  const fixture = { pack: 'baseline', type: PURPOSE, state: 'GATHERING' } as const;
  reviewId = (await openFixtureReview(service.gateway.register, fixture)).reviewId;
}, 240_000);

afterAll(async () => {
  await service.close();
  await healthy.close();
  faulty.closeAllConnections();
  faulty.close();
});

async function ask(listener: RequestListener): Promise<GraphQLAnswer> {
  behaviour = listener;
  const coordinator = await service.as({ user: 'c', agency: COORDINATOR, roles: ['COORDINATOR'] });
  return coordinator(FULL_QUERY, { id: reviewId, purpose: PURPOSE });
}

const body =
  (text: string, status = 200, contentType = 'application/json'): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(text);
  };
const entity = (fields: object): string =>
  JSON.stringify({ data: { _entities: [{ handle: `rec-${OTHER}`, ...fields }] } });

const returnOf = (answer: GraphQLAnswer, agency: string): unknown =>
  listAt(answer.data, 'review', 'subjects', 0, 'returns').find((part) => at(part, 'agency') === agency);

describe('an agency that fails', () => {
  it.each<[string, RequestListener, string]>([
    [
      'is down',
      (request) => {
        request.socket.destroy();
      },
      'UNAVAILABLE',
    ],
    ['is slow', () => undefined, 'UNAVAILABLE'],
    ['answers 500 with its stack', body('cnry.leak stack trace', 500), 'UNAVAILABLE'],
    ['refuses', body('cnry.leak', 403), 'REFUSED'],
    ['sends garbage', body('cnry.leak {{{'), 'INVALID'],
    ['sends HTML', body('<h1>cnry.leak</h1>', 200, 'text/html'), 'INVALID'],
    [
      'answers about somebody else',
      body(JSON.stringify({ data: { _entities: [{ handle: 'someone-else', name: 'cnry.leak' }] } })),
      'INVALID',
    ],
    [
      'answers with errors only',
      body(JSON.stringify({ data: { _entities: [null] }, errors: [{ message: 'cnry.leak' }] })),
      'PARTIAL',
    ],
  ])('that %s changes its own status and nothing else', async (_fault, listener, status) => {
    const answer = await ask(listener);
    expect(answer.errors).toEqual([]);
    expect(at(returnOf(answer, OTHER), 'status')).toBe(status);
    expect(at(returnOf(answer, OTHER), 'health')).toBeNull();
    expect(at(returnOf(answer, OWN), 'status')).toBe('OK');
    expect(listAt(returnOf(answer, OWN), 'health')).toHaveLength(2);
    expect(answer.text).not.toContain('cnry.leak');
    expect(service.log.join('')).not.toContain('cnry.leak');
  });

  it('that sends values of the wrong type loses those values and is called partial', async () => {
    const answer = await ask(
      body(entity({ name: { first: 'cnry.leak' }, health: 'cnry.leak', gender: 'female', age: 'eight' })),
    );
    expect(at(returnOf(answer, OTHER), 'status')).toBe('PARTIAL');
    expect(at(returnOf(answer, OTHER), 'gender')).toBe('female');
    expect(at(returnOf(answer, OTHER), 'name')).toBeNull();
    expect(answer.text).not.toContain('cnry.leak');
  });

  it('that sends more than it was asked for has the surplus dropped and reported by name', async () => {
    const answer = await ask(
      body(
        entity({
          gender: 'female',
          convictions: [{ description: 'cnry.leak' }],
          __proto__: { x: 1 },
          constructor: 'cnry.leak',
        }),
      ),
    );
    expect(answer.text).not.toContain('cnry.leak');
    expect(at(returnOf(answer, OTHER), 'gender')).toBe('female');
    expect(at(returnOf(answer, OTHER), 'convictions')).toBeNull();
    const eventId = answer.extensions['disclosure']?.['auditEventId'];
    const page = await service.gateway.audit.page({ action: 'READ' }, { first: 200 });
    const event = page.events.find((one) => one.eventId === eventId);
    expect(event?.event.details[`surplus:${OTHER}`]).toContain('convictions');
    expect(canariesIn(JSON.stringify(page.events))).toEqual([]);
    const [line, ...more] = service.log.filter((one) => one.includes('more than it was asked for'));
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({ level: 40, agency: OTHER, event: eventId });
    expect(line).toContain('convictions');
    expect(line).not.toContain('cnry.leak');
  });

  it('never holds the others up beyond its own deadline', async () => {
    const started = Date.now();
    await ask(() => undefined);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
