import { Client } from 'pg';

import { run } from '../cli/terminal-double';
import { canariesIn } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { startOwnServices, type OwnServices } from '../support/own-services';
import { askOnce, startReplicas, sumOf, TYPE, type Answered, type Replicas } from '../support/replicas';
import { OWN } from '../support/review-fixture';
import { until } from '../support/until';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const PER_MINUTE = 200;
const VIEWER = '{ viewer { user } }';

let own: OwnServices;
let replicas: Replicas;
let token: string;
let id: string;
const told = new Set<string>();
const runnersDatabase = process.env['TEST_DATABASE_URL'];

beforeAll(async () => {
  own = await startOwnServices();
  process.env['TEST_DATABASE_URL'] = own.databaseUrl;
  replicas = await startReplicas({
    REDIS_URL: own.redisUrl,
    GATEWAY_RATE_LIMIT_PER_MINUTE: String(PER_MINUTE),
    GATEWAY_AUDIT_DEADLINE_MS: '3000',
  });
  await replicas.start(1);
  token = await replicas.service.issuer.token({ user: 'asks', agency: OWN, roles: ['AGENCY_CONTACT'] });
  id = await replicas.gathering();
});

afterAll(async () => {
  await replicas.close();
  await own.close();
  process.env['TEST_DATABASE_URL'] = runnersDatabase;
});

const url = (): string => replicas.running[0]?.process.url ?? '';
const health = async (what: string): Promise<number> => (await fetch(`${url()}/health/${what}`)).status;

async function ask(): Promise<Answered> {
  const answer = await askOnce(url(), { token, query: FULL_QUERY, variables: { id, purpose: TYPE } });
  const event = /"auditEventId":"([^"]+)"/.exec(answer.text)?.[1];
  if (event !== undefined) told.add(event);
  return answer;
}

async function expectService(): Promise<void> {
  const answer = await ask();
  expect(answer.code).toBeUndefined();
  expect(canariesIn(answer.text).length).toBeGreaterThan(0);
}

async function inDatabase<Row extends object>(
  query: string,
  values: unknown[] = [],
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: replicas.service.database.url });
  await client.connect();
  try {
    return (await client.query<Row>(query, values)).rows;
  } finally {
    await client.end();
  }
}

describe('when PostgreSQL is killed under load', () => {
  it('nothing leaves, the process lives and says that it is not ready; back, it serves and works by itself', async () => {
    await expectService();
    const load = { over: false };
    const answers: Answered[] = [];
    const working = Array.from({ length: 4 }, async () => {
      while (!load.over) answers.push(await ask());
    });
    await until(() => answers.length > 8);
    await own.kill('postgresql');
    const before = answers.length;
    await until(() => answers.length > before + 8);
    const refused = answers.slice(before).filter(({ code }) => code !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, text, code } of refused) {
      expect(status).toBe(503);
      expect(['STORE_UNAVAILABLE', 'AUDIT_UNAVAILABLE']).toContain(code);
      expect(canariesIn(text)).toEqual([]);
    }
    expect(await health('ready')).toBe(503);
    expect(await health('live')).toBe(200);
    await own.start('postgresql');
    await until(async () => (await health('ready')) === 200);
    load.over = true;
    await Promise.all(working);
    await expectService();
  });

  it('the log is whole, and has the event of every answer that anybody was given', async () => {
    expect(await replicas.service.gateway.audit.verify()).toMatchObject({ ok: true });
    const rows = await inDatabase<{ event_id: string }>(
      'select event_id from audit_event where event_id = any($1)',
      [[...told]],
    );
    expect(rows).toHaveLength(told.size);
  });

  it('the jobs come back too', async () => {
    const series = 'gateway_job_runs_total{job="retention-notices",outcome="SUCCESS"}';
    const { metrics } = replicas.service.gateway;
    const runs = async (): Promise<number> => {
      const own = Number(
        /^gateway_job_runs_total\{job="retention-notices",outcome="SUCCESS"\} (\d+)$/m.exec(
          await metrics.text(),
        )?.[1] ?? 0,
      );
      return own + (await sumOf(replicas.running, series));
    };
    const before = await runs();
    await inDatabase(`select gateway_jobs.add_job('retention-notices')`);
    await until(async () => (await runs()) > before);
  });
});

describe('when Redis is killed', () => {
  const tokenOf = (user: string): Promise<string> =>
    replicas.service.issuer.token({ user, agency: OWN, roles: ['AGENCY_CONTACT'] });
  const codesOf = async (bearer: string, count: number): Promise<readonly (string | undefined)[]> => {
    const asked = Array.from({ length: count }, () => askOnce(url(), { token: bearer, query: VIEWER }));
    return (await Promise.all(asked)).map(({ code }) => code);
  };

  it('it serves on, counts requests by itself, and still learns within a second that access was taken back', async () => {
    await own.kill('redis');
    await expectService();
    expect(await health('ready')).toBe(200);
    const codes = await codesOf(await tokenOf('eager'), PER_MINUTE + 5);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
    // One that was issued before: who signs in anew is let in.
    const leaver = await tokenOf('leaver');
    expect(await codesOf(leaver, 1)).toEqual([undefined]);
    const { code } = await run(
      ['access', 'revoke', '--user', 'leaver', '--reason', 'left', '--by', 'tests'],
      replicas.service.environment,
    );
    expect(code).toBe(0);
    const from = Date.now();
    await until(async () => (await codesOf(leaver, 1))[0] === 'TOKEN_REVOKED');
    expect(Date.now() - from).toBeLessThan(1_500);
  });

  it('it counts with the others again once Redis is back', async () => {
    await own.start('redis');
    const shared = `user-${String(Date.now())}`;
    await until(async () => {
      await codesOf(await tokenOf(shared), 1);
      return (await redisKeys()).some((key) => key.includes(shared));
    });
  });

  async function redisKeys(): Promise<readonly string[]> {
    const { Redis } = await import('ioredis');
    const redis = new Redis(own.redisUrl, { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await redis.keys('*');
    } catch {
      return [];
    } finally {
      redis.disconnect();
    }
  }
});
