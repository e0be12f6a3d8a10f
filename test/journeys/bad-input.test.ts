import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { auditorOf } from '../support/issuer';
import {
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  STRANGER,
  WIDER,
} from '../support/review-fixture';
import {
  at,
  graphql,
  listAt,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const NOWHERE = '01900000-0000-7000-8000-00000000dead';

let service: ServiceGateway;
let agencies: readonly Subgraph[];
let participating: Caller;
let reviewId: string;
let otherReviewId: string;

const AUDITOR_CLAIMS = auditorOf('partnership-baseline', 'partnership-lancashire', 'gateway');

beforeAll(async () => {
  service = await startServiceGateway();
  agencies = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const fixture = { pack: 'baseline', type: PURPOSE, state: 'GATHERING' } as const;
  reviewId = (await openFixtureReview(register, fixture)).reviewId;
  otherReviewId = (await openFixtureReview(register, fixture)).reviewId;
  participating = await service.as({ user: 'user-own', agency: OWN, roles: ['AGENCY_CONTACT'] });
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

function expectRefused(answer: GraphQLAnswer, code: string, status: number): void {
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(answer.status).toBe(status);
  expect(answer.data ?? null).toBeNull();
  expect(canariesIn(answer.text)).toEqual([]);
  expect(answer.text).not.toContain(IDENTITY.name);
  for (const error of answer.errors) expect(Object.keys(error.extensions)).toEqual(['code']);
}

const selection = 'subjects { ref returns { agency health { description assertion addenda { text } } } }';
const one = (id: string, purpose: string, alias = 'review'): string =>
  `${alias}: review(id: "${id}", purpose: ${purpose}) { ${selection} }`;

describe('an operation about a review', () => {
  it.each<[string, () => string, string, number]>([
    [
      'without a purpose',
      () => `{ review(id: "${reviewId}") { ${selection} } }`,
      'PURPOSE_NOT_DECLARED',
      400,
    ],
    [
      'with two purposes',
      () => `{ ${one(reviewId, PURPOSE, 'a')} ${one(reviewId, 'CONTACT_CHECK', 'b')} }`,
      'PURPOSE_NOT_SINGLE',
      400,
    ],
    [
      'about two reviews',
      () => `{ ${one(reviewId, PURPOSE, 'a')} ${one(otherReviewId, PURPOSE, 'b')} }`,
      'REVIEW_NOT_SINGLE',
      400,
    ],
    ['about a review that does not exist', () => `{ ${one(NOWHERE, PURPOSE)} }`, 'REVIEW_NOT_FOUND', 404],
    ['about something that is no id', () => `{ ${one('Wrenna', PURPOSE)} }`, 'REVIEW_NOT_FOUND', 404],
    ['with a purpose that does not exist', () => `{ ${one(reviewId, 'CURIOSITY')} }`, 'REQUEST_INVALID', 400],
    [
      'with a field that does not exist',
      () => `{ review(id: "${reviewId}", purpose: ${PURPOSE}) { subjects { hivStatus } } }`,
      'REQUEST_INVALID',
      400,
    ],
    ['with broken syntax', () => '{ review(', 'REQUEST_INVALID', 400],
    [
      'with a statement without its assertion',
      () =>
        `{ review(id: "${reviewId}", purpose: ${PURPOSE}) { subjects { returns { health { description } } } } }`,
      'STATEMENT_WITHOUT_ASSERTION',
      400,
    ],
  ])('is refused %s', async (_fault, query, code, status) => {
    expectRefused(await participating(query()), code, status);
  });

  it.each([
    [
      'an assertion that a directive leaves out',
      'description assertion @include(if: false) addenda { text }',
    ],
    ['addenda without their text', 'description assertion addenda { recordedOn }'],
    [
      'an assertion in a fragment that a directive leaves out',
      '...on Statement @skip(if: true) { assertion addenda { text } } description',
    ],
  ])('is refused with %s', async (_fault, below) => {
    const query = `{ review(id: "${reviewId}", purpose: ${PURPOSE}) { subjects { returns { health { ${below} } } } } }`;
    expectRefused(await participating(query), 'STATEMENT_WITHOUT_ASSERTION', 400);
  });

  it('names one review and purpose as often as it likes, and is one disclosure', async () => {
    const before = agencies.map(({ received }) => received.length);
    const answer = await participating(`{ ${one(reviewId, PURPOSE, 'a')} ${one(reviewId, PURPOSE, 'b')} }`);
    expect(answer.errors).toEqual([]);
    expect(agencies.map(({ received }) => received.length)).toEqual(before.map((count) => count + 1));
    expect(JSON.stringify((answer.data as { a: unknown }).a)).toBe(
      JSON.stringify((answer.data as { b: unknown }).b),
    );
  });

  it('is refused with a purpose in a variable that is not given', async () => {
    expectRefused(await participating(FULL_QUERY, { id: reviewId }), 'PURPOSE_NOT_DECLARED', 400);
    expectRefused(await participating(FULL_QUERY, { id: reviewId, purpose: 'Wrenna' }), 'INPUT_INVALID', 400);
  });
});

describe('a caller', () => {
  const query = '{ viewer { user } }';

  it('without a token is asked for one', async () => {
    expectRefused(await graphql(service.gateway.url, { query }), 'TOKEN_MISSING', 401);
  });

  it('with an expired token is told to sign in again', async () => {
    const token = await service.issuer.token({ user: 'u', agency: OWN, roles: [], expiresIn: -120 });
    expectRefused(await graphql(service.gateway.url, { query, token }), 'TOKEN_EXPIRED', 401);
  });

  it('with a token of their own making is refused', async () => {
    expectRefused(await graphql(service.gateway.url, { query, token: 'e30.e30.' }), 'TOKEN_INVALID', 401);
  });

  it('whose training is out of date receives no data', async () => {
    for (const trainedOn of [null, '2020-01-01']) {
      const stale = await service.as({ user: 'u', agency: OWN, roles: ['AGENCY_CONTACT'], trainedOn });
      expectRefused(await stale(FULL_QUERY, { id: reviewId, purpose: PURPOSE }), 'TRAINING_OUT_OF_DATE', 403);
    }
  });

  it('without standing in a review learns nothing of it, whatever their roles', async () => {
    const stranger = await service.as({
      user: 's',
      agency: STRANGER,
      roles: ['COORDINATOR', 'AGENCY_CONTACT', 'REVIEWER'],
    });
    expectRefused(await stranger(FULL_QUERY, { id: reviewId, purpose: PURPOSE }), 'REVIEW_NOT_FOUND', 404);
    const explain = await stranger(
      `{ explain(reviewId: "${reviewId}", purpose: ${PURPOSE}, agencyId: "${OWN}") { standing } }`,
    );
    expectRefused(explain, 'REVIEW_NOT_FOUND', 200);
    const list = await stranger(
      '{ reviews { edges { node { id } } } contactChecks { edges { node { id } } } }',
    );
    expect(list.text).not.toContain(reviewId);
  });

  it('without the role reads neither the audit log nor changes the register', async () => {
    const contact = await service.as({ user: 'u', agency: WIDER, roles: ['AGENCY_CONTACT'] });
    const audit = await contact('{ auditEvents { edges { node { id } } } }');
    expectRefused(audit, 'ACTION_NOT_PERMITTED', 200);
    const open = await contact(
      'mutation { openReview(input: { idempotencyKey: "12345678", type: RAPID_REVIEW, reference: "R-1" }) { reviewId } }',
    );
    expectRefused(open, 'ACTION_NOT_PERMITTED', 200);
  });

  it('who posts something that is not JSON, or not GraphQL, is answered from the catalogue', async () => {
    const token = await service.issuer.token({ user: 'u', agency: OWN, roles: [] });
    const post = (body: string, contentType: string) =>
      fetch(`${service.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': contentType, authorization: `Bearer ${token}` },
        body,
      });
    for (const [body, contentType] of [
      ['{"query":', 'application/json'],
      ['[]', 'application/json'],
      ['query=secret', 'text/plain'],
    ] as const) {
      const response = await post(body, contentType);
      const text = await response.text();
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(text).not.toContain('secret');
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_INVALID' } }] });
    }
  });

  it('is answered with headers that let nothing be cached', async () => {
    const answer = await participating(FULL_QUERY, { id: reviewId, purpose: PURPOSE });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the audit log', () => {
  it('is paged by opaque cursors', async () => {
    const auditor = await service.as(AUDITOR_CLAIMS);
    const code = (answer: GraphQLAnswer) => answer.errors[0]?.extensions.code;
    const page = (after?: string) =>
      auditor(
        'query ($after: String) { auditEvents(first: 2, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }',
        after === undefined ? {} : { after },
      );
    const first = await page();
    expect(at(first.data, 'auditEvents', 'pageInfo', 'hasNextPage')).toBe(true);
    const second = await page(String(at(first.data, 'auditEvents', 'pageInfo', 'endCursor')));
    const ids = (answer: GraphQLAnswer) =>
      listAt(answer.data, 'auditEvents', 'edges').map((edge) => at(edge, 'node', 'id'));
    expect(ids(second)).toHaveLength(2);
    expect(ids(first).some((id) => ids(second).includes(id))).toBe(false);
    expect(code(await page('not-a-cursor'))).toBe('INPUT_INVALID');
  });
});

describe('every refusal about a review', () => {
  it('is on the audit record, by code and without what the caller wrote', async () => {
    const auditor = await service.as(AUDITOR_CLAIMS);
    const answer = await auditor(
      '{ auditEvents(filter: { action: "DENIED" }, first: 200) { edges { node { code user outcome } } } }',
    );
    const codes = new Set(
      (answer.data as { auditEvents: { edges: { node: { code: string } }[] } }).auditEvents.edges.map(
        ({ node }) => node.code,
      ),
    );
    expect([...codes].sort()).toEqual(
      expect.arrayContaining([
        'PURPOSE_NOT_DECLARED',
        'PURPOSE_NOT_SINGLE',
        'REVIEW_NOT_FOUND',
        'REVIEW_NOT_SINGLE',
        'TRAINING_OUT_OF_DATE',
      ]),
    );
    expect(answer.text).not.toContain('Wrenna');
  });
});
