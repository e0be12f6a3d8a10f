import { Pool } from 'undici';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencyId, ReviewId } from '../../src/domain/ids';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { agreement, daysFromNow, party } from '../support/gated-service';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { makePolicyFolder, type PolicyFolder } from '../support/policy-folder';
import {
  actor,
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  WIDER,
} from '../support/review-fixture';
import {
  graphql,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

/**
 * Two replicas on one database and one Redis that keep agencies' answers: nothing of one caller reaches another, and what
 * was taken back is gone on both with the next request. `ISOLATION_ROUNDS=10000` plays as many rounds as one likes.
 */

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const ROUNDS = Number(process.env['ISOLATION_ROUNDS'] ?? 200);
const PARALLEL = 8;
const QUERY = `query Shared($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) {
  id subjects { ref name returns { agency nationalInsuranceNumber nhsNumber gender } } } }`;

let service: ServiceGateway;
let policies: PolicyFolder;
const replicas: GatewayProcess[] = [];
const agencies: Subgraph[] = [];

beforeAll(async () => {
  const redis = process.env['TEST_REDIS_URL'];
  if (redis === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  policies = await makePolicyFolder('baseline');
  const environment = {
    REDIS_URL: redis,
    GATEWAY_POLICY_FOLDER: policies.path,
    GATEWAY_AGENCY_CACHE_SECONDS: '60',
    GATEWAY_RATE_LIMIT_PER_MINUTE: '10000000',
    GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '10000000',
    // A machine with much else to do is slow, which is no refusal.
    GATEWAY_AGENCY_DEADLINE_MS: '60000',
    GATEWAY_OPERATION_DEADLINE_MS: '60000',
    GATEWAY_AUDIT_DEADLINE_MS: '60000',
  };
  service = await startServiceGateway({ environment });
  agencies.push(
    await serveCanaryAgency(OWN, service.gateway),
    await serveCanaryAgency(OTHER, service.gateway),
  );
  await registerAgencies(service.gateway.register, {
    [OWN]: agencies[0]?.url ?? '',
    [OTHER]: agencies[1]?.url ?? '',
  });
  for (let replica = 0; replica < 2; replica += 1)
    replicas.push(await startGatewayProcess(service.environment));
}, 300_000);

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.end('SIGTERM')));
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
  await policies.remove();
});

const tokenOf = (agency: string, role: string): Promise<string> =>
  service.issuer.token({ user: `user-${agency}`, agency, roles: [role] });

const gathering = async (state: 'GATHERING' | 'OPEN' = 'GATHERING'): Promise<ReviewId> =>
  (await openFixtureReview(service.gateway.register, { pack: 'baseline', type: PURPOSE, state })).reviewId;

/** The answer of each replica, one after the other. */
async function onBoth(token: string, id: string, purpose = PURPOSE): Promise<readonly GraphQLAnswer[]> {
  const answers: GraphQLAnswer[] = [];
  for (const { url } of replicas)
    answers.push(await graphql(url, { token, query: QUERY, variables: { id, purpose } }));
  return answers;
}

const shown = (answers: readonly GraphQLAnswer[]): readonly number[] =>
  answers.map(({ text }) => canariesIn(text).length);

describe('two callers with the same document at the same time', () => {
  it(
    `receive each their own, in ${String(ROUNDS)} rounds over two replicas (C14)`,
    async () => {
      const id = await gathering();
      const callers = await Promise.all(
        (
          [
            [COORDINATOR, 'COORDINATOR'],
            [OWN, 'AGENCY_CONTACT'],
          ] as const
        ).map(async ([agency, role]) => ({ agency, token: await tokenOf(agency, role) })),
      );
      const pools = replicas.map(({ url }) => new Pool(url, { connections: PARALLEL }));
      const body = JSON.stringify({ query: QUERY, variables: { id, purpose: PURPOSE } });
      const texts = new Map(callers.map(({ agency }) => [agency, new Set<string>()]));
      const ask = async (
        pool: Pool | undefined,
        { agency, token }: (typeof callers)[number],
      ): Promise<void> => {
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
        const response = await pool?.request({ method: 'POST', path: '/graphql', headers, body });
        const text = (await response?.body.text()) ?? '';
        texts.get(agency)?.add(text.replace(/"auditEventId":"[^"]+"/u, ''));
      };
      let round = 0;
      const play = async (): Promise<void> => {
        while (round < ROUNDS) {
          const [one, other] = (round += 1) % 2 === 0 ? pools : [...pools].reverse();
          await Promise.all([ask(one, callers[0]!), ask(other, callers[1]!)]);
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, play));
      await Promise.all(pools.map((pool) => pool.close()));
      const answers = callers.map(({ agency }) => [...(texts.get(agency) ?? [])]);
      expect(answers.map((of) => of.slice(1))).toEqual([[], []]);
      expect(answers[0]?.[0]).toContain(IDENTITY.name);
      expect(answers[1]?.[0]).not.toContain(IDENTITY.name);
      // The number in clear of its own record; the other agency's not at all.
      expect(
        canariesIn(answers[1]?.[0] ?? '').filter((one) => one.endsWith('nationalInsuranceNumber')),
      ).toEqual([expect.stringContaining('agencyown')]);
      expect(canariesIn(answers[0]?.[0] ?? '').filter((one) => one.endsWith('Number'))).toEqual([]);
    },
    ROUNDS * 200 + 60_000,
  );
});

describe('what is taken back is gone with the next request, on every replica (A28)', () => {
  it('a standing', async () => {
    const id = await gathering();
    const token = await tokenOf(OWN, 'AGENCY_CONTACT');
    const before = await onBoth(token, id);
    expect(Math.min(...shown(before))).toBeGreaterThan(0);
    const down = { idempotencyKey: `down ${id}`, reviewId: id, agencyId: OWN as AgencyId };
    await service.gateway.register.setStanding(actor(COORDINATOR, 'COORDINATOR'), {
      ...down,
      standing: null,
    });
    for (const { errors, text } of await onBoth(token, id)) {
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['REVIEW_NOT_FOUND']);
      expect(canariesIn(text)).toEqual([]);
    }
  });

  it('a review that goes on to where nothing is shared', async () => {
    const id = await gathering();
    const token = await tokenOf(OWN, 'AGENCY_CONTACT');
    expect(Math.min(...shown(await onBoth(token, id)))).toBeGreaterThan(0);
    for (const to of ['PANEL', 'REPORTING'] as const) {
      const step = { idempotencyKey: `${to} ${id}`, reviewId: id, to };
      await service.gateway.register.advanceReview(actor(COORDINATOR, 'COORDINATOR'), step);
    }
    expect(shown(await onBoth(token, id))).toEqual([0, 0]);
  });

  it("a contact check that is answered, and what its page's cursor led to", async () => {
    const id = await gathering('OPEN');
    const token = await tokenOf(WIDER, 'AGENCY_CONTACT');
    for (const { text } of await onBoth(token, id, 'CONTACT_CHECK')) expect(text).toContain(IDENTITY.name);
    const page = `query Page($after: String) { contactChecks(first: 1, state: SENT, after: $after) {
      edges { node { id reviewId } } pageInfo { endCursor } } }`;
    const first = await graphql(replicas[0]?.url ?? '', { token, query: page });
    const after = /"endCursor":"([^"]+)"/u.exec(first.text)?.[1];
    const [check] = await service.gateway.register.contactChecks({
      reviewId: id,
      agencyId: WIDER as AgencyId,
    });
    if (!check) throw new Error('The fixture sends a contact check.');
    await service.gateway.register.answerContactCheck(actor(WIDER, 'AGENCY_CONTACT'), {
      ...{ idempotencyKey: `answer ${id}`, contactCheckId: check.id, outcome: 'NOT_KNOWN' },
      ...{ searchedScope: 'all', records: [] },
    });
    for (const { text } of await onBoth(token, id, 'CONTACT_CHECK'))
      expect(text).not.toContain(IDENTITY.name);
    const other = await tokenOf(COORDINATOR, 'COORDINATOR');
    for (const { url } of replicas) {
      const again = await graphql(url, { token, query: page });
      expect(again.text).not.toContain(check.id);
      const borrowed = await graphql(url, { token: other, query: page, variables: { after } });
      expect(borrowed.text).toContain('"edges":[]');
    }
  });

  it('a pack that says less, and an agreement that is terminated', async () => {
    const id = await gathering();
    const token = await tokenOf(OWN, 'AGENCY_CONTACT');
    const everyone = [COORDINATOR, OWN, OTHER].map((agency) => party(agency));
    const steps = [
      [{}, 'some'],
      [
        {
          'cells.gender.participatingOwn.outcome': 'WITHHELD',
          'cells.gender.participatingOther.outcome': 'WITHHELD',
        },
        'less',
      ],
      [{ agreement: agreement({ parties: everyone }) }, 'some'],
      [{ agreement: agreement({ parties: everyone, terminatedOn: daysFromNow(-1) }) }, 'none'],
    ] as const;
    for (const [changes, expected] of steps) {
      await policies.write(changes);
      await Promise.all(replicas.map(reloaded));
      const answers = await onBoth(token, id);
      for (const { text } of answers) {
        expect([expected, text.includes('cnry.agencyother')]).toEqual([expected, expected === 'some']);
        expect([expected, text.includes('cnry.agencyown')]).toEqual([expected, expected !== 'none']);
      }
    }
  }, 60_000);
});

/** Has a replica read its packs again, as an operator does. */
async function reloaded(replica: GatewayProcess): Promise<void> {
  const count = (): number => replica.output().split('policy packs reloaded').length;
  const before = count();
  replica.signal('SIGHUP');
  while (count() === before) {
    if (replica.output().includes('policy packs kept')) throw new Error(replica.output().slice(-2_000));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
