import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { UNHURRIED } from '../support/replicas';
import { openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import {
  graphql,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

let service: ServiceGateway;
let agencies: readonly Subgraph[];
let id: string;
let token: string;
/** Milliseconds by which the gateway's clock is ahead of its agencies' and the issuer's. */
let ahead = 0;

beforeAll(async () => {
  service = await startServiceGateway({
    environment: UNHURRIED,
    clock: { now: () => new Date(Date.now() + ahead) },
  });
  agencies = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  id = (await openFixtureReview(register, { pack: 'baseline', type: TYPE, state: 'GATHERING' })).reviewId;
  token = await service.issuer.token({ user: 'asks', agency: OWN, roles: ['AGENCY_CONTACT'] });
});

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

async function askAt(jump: number): Promise<GraphQLAnswer> {
  ahead = jump;
  try {
    return await graphql(service.gateway.url, { token, query: FULL_QUERY, variables: { id, purpose: TYPE } });
  } finally {
    ahead = 0;
  }
}

const codes = (answer: GraphQLAnswer): readonly string[] =>
  answer.errors.map(({ extensions }) => extensions.code);

async function expectService(): Promise<void> {
  const answer = await askAt(0);
  expect(codes(answer)).toEqual([]);
  expect(canariesIn(answer.text).length).toBeGreaterThan(0);
}

describe('when the clock of the gateway jumps', () => {
  it('forwards, tokens of before are over, and good again when the clock is right', async () => {
    await expectService();
    const answer = await askAt(2 * HOUR_MS);
    expect(codes(answer)).toEqual(['TOKEN_EXPIRED']);
    expect(canariesIn(answer.text)).toEqual([]);
    await expectService();
  });

  it('forwards by less, agencies refuse the grants that it signs, so that nothing of theirs leaves, and answer afterwards', async () => {
    const answer = await askAt(20 * MINUTE_MS);
    expect(canariesIn(answer.text)).toEqual([]);
    expect(answer.text).toContain('"REFUSED"');
    await expectService();
  });

  it('backwards, tokens from its future are not taken', async () => {
    const answer = await askAt(-20 * MINUTE_MS);
    expect(codes(answer)).toEqual(['TOKEN_INVALID']);
    expect(canariesIn(answer.text)).toEqual([]);
    await expectService();
  });

  it('backwards by a day, the record goes on in its order, is signed, and is whole', async () => {
    const before = await service.gateway.audit.verify();
    for (const jump of [-DAY_MS, -2 * DAY_MS]) {
      ahead = jump;
      await openFixtureReview(service.gateway.register, { pack: 'baseline', type: TYPE, state: 'OPEN' });
      await service.gateway.audit.checkpoint();
    }
    ahead = 0;
    await expectService();
    await service.gateway.audit.checkpoint();
    const after = await service.gateway.audit.verify();
    expect(after).toMatchObject({ ok: true, signaturesChecked: true });
    expect(after.events).toBeGreaterThan(before.events);
  });

  it('waits no longer for agencies and the record than it says: those clocks do not jump', async () => {
    const began = performance.now();
    const asked = askAt(0);
    ahead = 30 * DAY_MS;
    await asked.catch(() => undefined);
    ahead = 0;
    expect(performance.now() - began).toBeLessThan(Number(UNHURRIED.GATEWAY_OPERATION_DEADLINE_MS));
    await expectService();
  });
});
