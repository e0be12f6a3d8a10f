import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { UserId } from '../../src/domain/ids';
import { COORDINATOR, openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import {
  at,
  graphql,
  listAt,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const REDIS_URL = process.env['TEST_REDIS_URL'];
const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const QUERY = `query Ask($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) { subjects { returns { agency status health { code assertion addenda { text } } } } }
}`;
/** How often one agency may name one review in a minute here. */
const PER_REVIEW = 12;
/** More than the circuit breaker of an agency bears. */
const ABANDONED = 7;

let service: ServiceGateway;
let agency: Server;
/** Requests that the agency got, and those that the gateway broke off before they were answered. */
const seen = { asked: 0, aborted: 0 };
let answers = false;
const reviews: string[] = [];

beforeAll(async () => {
  if (REDIS_URL === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  service = await startServiceGateway({
    environment: {
      // A database of its own: others may empty theirs.
      REDIS_URL: new URL('/7', REDIS_URL).href,
      GATEWAY_OPERATION_DEADLINE_MS: '3000',
      GATEWAY_AGENCY_DEADLINE_MS: '20000',
      GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: String(PER_REVIEW),
    },
  });
  agency = createServer((request, response) => {
    seen.asked += 1;
    response.on('close', () => {
      if (!response.writableFinished) seen.aborted += 1;
    });
    if (!answers) return;
    request.resume();
    const data = { _entities: [{ handle: `rec-${OTHER}`, health: [] }] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => agency.listen(0, '127.0.0.1', resolve));
  const { port } = agency.address() as AddressInfo;
  await registerAgencies(service.gateway.register, { [OTHER]: `http://127.0.0.1:${String(port)}/graphql` });
  const fixture = { pack: 'baseline', type: PURPOSE, state: 'GATHERING' } as const;
  for (let index = 0; index < 4; index += 1)
    reviews.push((await openFixtureReview(service.gateway.register, fixture)).reviewId);
}, 240_000);

afterAll(async () => {
  await service.close();
  agency.closeAllConnections();
  agency.close();
});

const tokenOf = (user: string, of: string): Promise<string> =>
  service.issuer.token({
    user,
    agency: of,
    roles: [of === COORDINATOR ? 'COORDINATOR' : 'AGENCY_CONTACT'],
  });
const ask = (token: string, id: string | undefined): Promise<GraphQLAnswer> =>
  graphql(service.gateway.url, { token, query: QUERY, variables: { id, purpose: PURPOSE } });
const codesOf = ({ errors }: GraphQLAnswer): readonly string[] =>
  errors.map(({ extensions }) => extensions.code);

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

/** Asks, and hangs up as soon as the agency has been asked. */
async function abandon(token: string, id: string | undefined): Promise<void> {
  const before = { ...seen };
  const gone = new AbortController();
  const answer = fetch(`${service.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY, variables: { id, purpose: PURPOSE } }),
    signal: gone.signal,
  }).catch((error: unknown) => (error as Error).name);
  await until(() => seen.asked > before.asked);
  gone.abort();
  expect(await answer).toBe('AbortError');
  await until(() => seen.aborted > before.aborted);
}

const statusOf = (answer: GraphQLAnswer): unknown =>
  listAt(answer.data, 'review', 'subjects', 0, 'returns')
    .map((part) => [at(part, 'agency'), at(part, 'status')])
    .find(([from]) => from === OTHER)?.[1];

describe('work that nobody waits for', () => {
  it('ends at the agency when the time of the operation is over', async () => {
    const before = { ...seen };
    const answer = await ask(await tokenOf('slow', COORDINATOR), reviews[0]);
    expect([answer.errors, statusOf(answer)]).toEqual([[], 'UNAVAILABLE']);
    await until(() => seen.asked === before.asked + 1 && seen.aborted === before.aborted + 1);
  });

  it('ends at the agency when the client hangs up, is on record, and is no fault of the agency', async () => {
    const token = await tokenOf('gone', COORDINATOR);
    for (let time = 0; time < ABANDONED; time += 1) await abandon(token, reviews[1]);
    // The breaker opens after five requests without an answer: it would not have asked again.
    answers = true;
    const answer = await ask(token, reviews[1]);
    expect([answer.errors, statusOf(answer)]).toEqual([[], 'OK']);
    const user = 'gone' as UserId;
    const { events } = await service.gateway.audit.page({ user }, { first: 50 });
    expect(events).toHaveLength(ABANDONED + 1);
  });
});

describe('what is asked of one review', () => {
  it('is bounded for all users of an agency together, and for no other agency or review', async () => {
    const users = await Promise.all(['a', 'b', 'c'].map((user) => tokenOf(`many-${user}`, OWN)));
    const refused = async (id: string | undefined): Promise<number> => {
      let count = 0;
      for (let time = 0; time < PER_REVIEW + 3; time += 1)
        if (codesOf(await ask(users[time % users.length] ?? '', id)).includes('RATE_LIMITED')) count += 1;
      return count;
    };
    expect(await refused(reviews[2])).toBe(3);
    expect(codesOf(await ask(users[0] ?? '', reviews[3]))).toEqual([]);
    expect(codesOf(await ask(await tokenOf('other', COORDINATOR), reviews[2]))).toEqual([]);
  });

  it('is counted by field, so that one operation of many aliases names it no more often', async () => {
    const coordinator = await tokenOf('aliases', COORDINATOR);
    const reminders = Array.from(
      { length: PER_REVIEW + 1 },
      (_, index) => `r${String(index)}: reminder(reviewId: $id) { text }`,
    );
    const query = `query Many($id: ID!) { ${reminders.join(' ')} }`;
    const answer = await graphql(service.gateway.url, {
      token: coordinator,
      query,
      variables: { id: reviews[3] },
    });
    expect([answer.status, codesOf(answer)]).toEqual([429, ['RATE_LIMITED']]);
    expect(answer.data).toBeUndefined();
  });

  it('is bounded where people are entered with one date of birth after another', async () => {
    const token = await tokenOf('entering', COORDINATOR);
    const query = `mutation Enter($input: AddSubjectInput!) { addSubject(input: $input) { ref } }`;
    const codes: string[] = [];
    for (let day = 1; day <= PER_REVIEW + 2; day += 1) {
      const input = {
        idempotencyKey: `entering-${String(day)}`,
        reviewId: reviews[0],
        role: 'INDEX_CHILD',
        name: 'Somebody Made-Up',
        dateOfBirth: `2015-01-${String(day).padStart(2, '0')}`,
        addresses: [],
      };
      codes.push(...codesOf(await graphql(service.gateway.url, { token, query, variables: { input } })));
    }
    expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(2);
  });
});
