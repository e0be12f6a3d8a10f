import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { canMountSmallDisk, startPrivatePostgres, type PrivatePostgres } from '../support/private-postgres';
import { IDENTITY, openFixtureReview, OTHER, OWN, registerAgencies, WIDER } from '../support/review-fixture';
import {
  at,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const DATABASE = 'gateway';
const TOGETHER = 20;
const WAVES = 4;
/** An event of this test takes some kilobytes; a page that is half full takes a few more. */
const MOST_UNTIL_FULL = 200;
/** Far below what the answers of one wave hold. */
const MEMORY_BYTES = 16 * 1024 * 1024;
const LIMIT_MS = 180_000;
/** A busy machine must not make an agency late here. */
const PATIENT = {
  GATEWAY_AGENCY_DEADLINE_MS: '20000',
  GATEWAY_OPERATION_DEADLINE_MS: '30000',
  GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '100000',
};

const possible = canMountSmallDisk();
const where = possible ? '' : ' (skipped: this machine lets nobody mount a small disk)';

let postgres: PrivatePostgres;
let service: ServiceGateway;
let agencies: readonly Subgraph[];
let participating: Caller;
let wider: Caller;
let gathering: string;
let open: string;
/** The events of all answers that were given. */
const answered: string[] = [];

const setUp = async (): Promise<void> => {
  postgres = await startPrivatePostgres();
  await postgres.query('postgres', `create database ${DATABASE}`);
  service = await startServiceGateway({
    environment: PATIENT,
    throughDatabase: () => Promise.resolve(new URL(postgres.url(DATABASE))),
  });
  agencies = await Promise.all([OWN, OTHER].map((agency) => serveCanaryAgency(agency, service.gateway)));
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const review = { pack: 'baseline', type: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' } as const;
  gathering = (await openFixtureReview(register, { ...review, state: 'GATHERING' })).reviewId;
  open = (await openFixtureReview(register, { ...review, state: 'OPEN' })).reviewId;
  participating = await service.as({ user: 'user-own', agency: OWN, roles: ['AGENCY_CONTACT'] });
  wider = await service.as({ user: 'user-wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
};

if (possible) {
  beforeAll(setUp, LIMIT_MS);
  afterAll(async () => {
    await service.close();
    await postgres.close();
    await Promise.all(agencies.map((agency) => agency.close()));
  });
}

const ask = async (caller: Caller, variables: Readonly<Record<string, string>>): Promise<GraphQLAnswer> => {
  const answer = await caller(FULL_QUERY, variables);
  if (answer.errors.length === 0) answered.push(String(answer.extensions['disclosure']?.['auditEventId']));
  return answer;
};
const askForData = (): Promise<GraphQLAnswer> =>
  ask(participating, { id: gathering, purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' });
const askForIdentity = (): Promise<GraphQLAnswer> => ask(wider, { id: open, purpose: 'CONTACT_CHECK' });

function expectNothing(answer: GraphQLAnswer): void {
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['AUDIT_UNAVAILABLE']);
  expect(answer.status).toBe(503);
  expect(canariesIn(answer.text)).toEqual([]);
  expect(answer.text).not.toContain(IDENTITY.name);
  expect(at(answer.data, 'review') ?? null).toBeNull();
}

async function expectService(): Promise<void> {
  expect(canariesIn((await askForData()).text).length).toBeGreaterThan(0);
  expect((await askForIdentity()).text).toContain(IDENTITY.name);
}

/** As many at a time as one wave has, each of which must be refused; what the process holds afterwards, in bytes. */
async function floodedHeap(): Promise<number> {
  const asking = Array.from({ length: TOGETHER }, (_, n) => (n % 2 === 0 ? askForData() : askForIdentity()));
  for (const answer of await Promise.all(asking)) expectNothing(answer);
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function expectNothingUnderFlood(): Promise<void> {
  for (const answer of [await askForData(), await askForIdentity()]) expectNothing(answer);
  const first = await floodedHeap();
  let last = first;
  for (let wave = 1; wave < WAVES; wave += 1) last = await floodedHeap();
  expect(last - first).toBeLessThan(MEMORY_BYTES);
}

/** Waits, as a client would, until the gateway answers again by itself. */
async function untilService(): Promise<void> {
  while ((await askForIdentity()).errors.length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  await expectService();
}

const title = possible ? describe : describe.skip;

title(`while the audit record has a disk that is full, or a database that only reads${where}`, () => {
  it(
    'nothing leaves from a log without room, memory stays bounded, and service resumes with the room',
    async () => {
      await expectService();
      await postgres.query(DATABASE, `create tablespace small location '${postgres.smallDisk}'`);
      await postgres.query(DATABASE, 'alter table audit_event set tablespace small');
      postgres.fill();
      let asked = 0;
      while ((await askForData()).errors.length === 0 && asked < MOST_UNTIL_FULL) asked += 1;
      expect(asked).toBeLessThan(MOST_UNTIL_FULL);
      // What a smaller event still found room for, is taken as well.
      while ((await askForIdentity()).errors.length === 0 && asked < 2 * MOST_UNTIL_FULL) asked += 1;
      await expectNothingUnderFlood();
      postgres.free();
      await expectService();
      await postgres.query(DATABASE, 'alter table audit_event set tablespace pg_default');
      await postgres.query(DATABASE, 'drop tablespace small');
    },
    LIMIT_MS,
  );

  it(
    'nothing leaves from a database that is set to read only, and service resumes when it is set back',
    async () => {
      const set = async (to: 'on' | 'off'): Promise<void> => {
        await postgres.query(
          'postgres',
          `alter database ${DATABASE} set default_transaction_read_only = ${to}`,
        );
        const all = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${DATABASE}'`;
        await postgres.query('postgres', all);
      };
      await set('on');
      await untilRefused();
      await expectNothingUnderFlood();
      await set('off');
      await untilService();
    },
    LIMIT_MS,
  );

  it(
    'nothing leaves from a standby, and service resumes when it is promoted',
    async () => {
      await postgres.restart('standby');
      await untilRefused();
      await expectNothingUnderFlood();
      await postgres.query('postgres', 'select pg_promote()');
      await untilService();
    },
    LIMIT_MS,
  );

  it(
    'leaves a log that is whole, with the event of every answer that was given',
    async () => {
      const report = await service.gateway.audit.verify();
      expect(report.ok).toBe(true);
      const page = await service.gateway.audit.page({}, { first: 10_000 });
      const there = new Set<string>(page.events.map(({ eventId }) => eventId));
      expect(answered.filter((id) => !there.has(id))).toEqual([]);
      expect(answered.length).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});

/** Until the pool has let go of the connections that were cut. */
async function untilRefused(): Promise<void> {
  for (let asked = 0; asked < TOGETHER; asked += 1)
    if ((await askForIdentity()).errors[0]?.extensions.code === 'AUDIT_UNAVAILABLE') return;
  throw new Error('the record is still written');
}
