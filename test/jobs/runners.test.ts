import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

import { grantQueue, installQueue, openLocalRunner, openQueueRunner, type Job } from '../../src/jobs';
import { openStore } from '../../src/store';
import { createDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';

/** A job that is not due by itself while the tests run, and counts. */
function counting(fails = false): Job & { readonly runs: () => number } {
  let runs = 0;
  return {
    name: 'counting',
    // The 29th of February.
    schedule: '0 0 29 2 *',
    everyMs: 3_600_000,
    runs: () => runs,
    run: async () => {
      runs += 1;
      if (fails) throw new Error('the test wants it to fail');
    },
  };
}

describe('jobs in this process', () => {
  it('run at once, which makes up for what was missed, and not again before their interval', async () => {
    const job = counting();
    const runner = openLocalRunner([job]);
    await until(() => job.runs() > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await runner.stop();
    expect(job.runs()).toBe(1);
    expect(await runner.counts()).toEqual({ waiting: 0, failed: 0 });
  });

  it('are tried five times and then given up until the next interval, which the counts show', async () => {
    const job = counting(true);
    const runner = openLocalRunner([job], 2);
    await until(async () => (await runner.counts()).failed === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await runner.stop();
    expect(job.runs()).toBe(5);
  });
});

describe('jobs on the queue of two replicas', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const failures: unknown[] = [];
  const open = (job: Job) =>
    openQueueRunner({ databaseUrl: database.url, jobs: [job], onFailure: (error) => failures.push(error) });
  const known = async (): Promise<boolean> => {
    const { rows } = await client.query(
      `select 1 from gateway_jobs._private_known_crontabs where identifier = 'counting'`,
    );
    return rows.length > 0;
  };

  it('share one queue, whoever makes its tables', async () => {
    await Promise.all([installQueue(database.url), installQueue(database.url)]);
    const { rows } = await client.query('select distinct id from gateway_jobs.migrations');
    expect(rows.length).toBeGreaterThan(10);
  });

  it('have their tables made while gateways that start on the same new database make theirs', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { url, drop } = await createDatabase();
      const opened = Array.from({ length: 3 }, () => openStore({ databaseUrl: url }));
      const installed = Array.from({ length: 3 }, () => installQueue(url));
      const outcomes = await Promise.allSettled([...opened, ...installed]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
      for (const store of opened) await (await store).close();
      await drop();
    }
  });

  it('take what was added once, between them', async () => {
    const jobs = [counting(), counting()] as const;
    const runners = jobs.map(open);
    await until(known);
    for (let index = 0; index < 10; index += 1) await client.query(`select gateway_jobs.add_job('counting')`);
    const total = (): number => jobs[0].runs() + jobs[1].runs();
    await until(() => total() >= 10);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(total()).toBe(10);
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(failures).toEqual([]);
  });

  it('run under a role that owns nothing, once the owner has let it in', async () => {
    const role = `serving_${randomBytes(6).toString('hex')}`;
    const password = randomBytes(12).toString('hex');
    await client.query(`create role ${role} login password '${password}'`);
    for (let times = 0; times < 2; times += 1) await grantQueue(database.url, role);
    const url = Object.assign(new URL(database.url), { username: role, password });
    const job = counting();
    const runner = openQueueRunner({
      databaseUrl: url.href,
      jobs: [job],
      onFailure: (error) => failures.push(error),
    });
    await client.query(`select gateway_jobs.add_job('counting')`);
    await until(() => job.runs() > 0);
    expect(await runner.counts()).toMatchObject({ failed: 0 });
    await runner.stop();
    expect(failures).toEqual([]);
    await client.query(`drop owned by ${role}`);
    await client.query(`drop role ${role}`);
  });

  it('make up once for a due time that passed while none of them ran', async () => {
    const minutely = [counting(), counting()].map((job) => ({
      ...job,
      name: 'minutely',
      schedule: '0 * * * *',
    }));
    const first = open(minutely[0]!);
    await until(async () => {
      const { rows } = await client.query(
        `select 1 from gateway_jobs._private_known_crontabs where identifier = 'minutely'`,
      );
      return rows.length > 0;
    });
    await first.stop();
    await client.query(
      `update gateway_jobs._private_known_crontabs set known_since = now() - interval '1 day',
         last_execution = now() - interval '3 hours' where identifier = 'minutely'`,
    );
    const runners = minutely.map(open);
    const total = (): number => minutely.reduce((sum, job) => sum + job.runs(), 0);
    await until(() => total() > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(total()).toBe(1);
  });

  it('are tried again a bounded number of times, and the counts show those that were given up', async () => {
    const job = counting(true);
    const runner = open(job);
    await client.query(`select gateway_jobs.add_job('counting', max_attempts := 5)`);
    await until(() => job.runs() > 0);
    await until(async () => (await runner.counts()).waiting === 1);
    // The waits between the attempts are the library's; the last attempt is brought forward.
    await client.query(`update gateway_jobs._private_jobs set attempts = 4, run_at = now()`);
    await until(async () => (await runner.counts()).failed === 1);
    expect(await runner.counts()).toEqual({ waiting: 0, failed: 1 });
    await runner.stop();
  });
});
