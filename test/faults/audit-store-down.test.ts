import { Client } from 'pg';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { IDENTITY, openFixtureReview, OTHER, OWN, registerAgencies, WIDER } from '../support/review-fixture';
import {
  at,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const DEADLINE_MS = 400;

let service: ServiceGateway;
let proxy: TcpProxy;
let admin: Client;
let agencies: readonly Subgraph[];
let participating: Caller;
let wider: Caller;
let gathering: string;
let open: string;

beforeAll(async () => {
  service = await startServiceGateway({
    environment: { GATEWAY_AUDIT_DEADLINE_MS: String(DEADLINE_MS) },
    throughDatabase: async (url) => {
      proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
      const through = new URL(url);
      through.port = String(proxy.port);
      return through;
    },
  });
  agencies = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const type = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
  gathering = (await openFixtureReview(register, { pack: 'baseline', type, state: 'GATHERING' })).reviewId;
  open = (await openFixtureReview(register, { pack: 'baseline', type, state: 'OPEN' })).reviewId;
  participating = await service.as({ user: 'user-own', agency: OWN, roles: ['AGENCY_CONTACT'] });
  wider = await service.as({ user: 'user-wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
  admin = new Client({ connectionString: service.database.url });
  await admin.connect();
}, 240_000);

afterAll(async () => {
  await admin.end();
  await service.close();
  await proxy.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const askForData = (): Promise<GraphQLAnswer> =>
  participating(FULL_QUERY, { id: gathering, purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' });
const askForIdentity = (): Promise<GraphQLAnswer> =>
  wider(FULL_QUERY, { id: open, purpose: 'CONTACT_CHECK' });

function expectNothing(answer: GraphQLAnswer, code: string): void {
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(answer.status).toBe(503);
  expect(canariesIn(answer.text)).toEqual([]);
  expect(answer.text).not.toContain(IDENTITY.name);
  expect(at(answer.data, 'review') ?? null).toBeNull();
}

async function expectService(): Promise<void> {
  expect(canariesIn((await askForData()).text).length).toBeGreaterThan(0);
  expect((await askForIdentity()).text).toContain(IDENTITY.name);
}

describe('while the audit record cannot be written', () => {
  it('nothing leaves from a log that does not answer in time, and service resumes by itself', async () => {
    await expectService();
    await admin.query('begin');
    await admin.query('lock table audit_event in access exclusive mode');
    try {
      const [data, identity] = await Promise.all([askForData(), askForIdentity()]);
      expectNothing(data, 'AUDIT_UNAVAILABLE');
      expectNothing(identity, 'AUDIT_UNAVAILABLE');
    } finally {
      await admin.query('rollback');
    }
    await expectService();
  });

  it('nothing leaves from a log that is not there, and service resumes by itself', async () => {
    await admin.query('alter table audit_event rename to audit_event_away');
    try {
      expectNothing(await askForData(), 'AUDIT_UNAVAILABLE');
      expectNothing(await askForIdentity(), 'AUDIT_UNAVAILABLE');
    } finally {
      await admin.query('alter table audit_event_away rename to audit_event');
    }
    await expectService();
  });

  it('nothing leaves when the whole database is away, readiness says so, and service resumes by itself', async () => {
    proxy.cut();
    try {
      for (const answer of [await askForData(), await askForIdentity()]) {
        expect(answer.status).toBe(503);
        expect(canariesIn(answer.text)).toEqual([]);
        expect(answer.text).not.toContain(IDENTITY.name);
        expect(['STORE_UNAVAILABLE', 'AUDIT_UNAVAILABLE']).toContain(answer.errors[0]?.extensions.code);
      }
      expect((await fetch(`${service.gateway.url}/health/ready`)).status).toBe(503);
      expect((await fetch(`${service.gateway.url}/health/live`)).status).toBe(200);
    } finally {
      proxy.mend();
    }
    await expectService();
    expect((await fetch(`${service.gateway.url}/health/ready`)).status).toBe(200);
  });

  it('leaves a log that is whole, with an event for every answer that was given', async () => {
    const report = await service.gateway.audit.verify();
    expect(report.ok).toBe(true);
    const answered = (await askForData()).extensions['disclosure']?.['auditEventId'];
    const { rows } = await admin.query('select 1 from audit_event where event_id = $1', [answered]);
    expect(rows).toHaveLength(1);
  });
});
