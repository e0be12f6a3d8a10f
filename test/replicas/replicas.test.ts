import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { ukDay } from '../../src/domain/uk-day';
import { isWorkingDay } from '../../src/reviews/working-days';
import { run } from '../cli/terminal-double';
import { canariesIn } from '../support/canary-agency';
import { createDatabase } from '../support/database';
import { FULL_QUERY } from '../support/full-query';
import { startGatewayProcess } from '../support/gateway-process';
import { askOnce, REPLICAS, startReplicas, sumOf, TYPE, valueIn, type Replicas } from '../support/replicas';
import { COORDINATOR, OTHER, OWN } from '../support/review-fixture';
import { graphql } from '../support/service-gateway';
import { until } from '../support/until';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const REDIS_URL = process.env['TEST_REDIS_URL'];
const PER_MINUTE = 60;
const VIEWER = '{ viewer { user } }';

let replicas: Replicas;
let admin: Client;

beforeAll(async () => {
  if (REDIS_URL === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  replicas = await startReplicas({ REDIS_URL, GATEWAY_RATE_LIMIT_PER_MINUTE: String(PER_MINUTE) });
  admin = new Client({ connectionString: replicas.service.database.url });
  await admin.connect();
  await replicas.start(REPLICAS);
});

afterAll(async () => {
  await admin.end();
  await replicas.close();
});

let users = 0;
const tokenOf = (agency: string, role = 'AGENCY_CONTACT'): Promise<string> =>
  replicas.service.issuer.token({
    // Names of their own in this run: Redis outlives it, and so does what it counted.
    user: `user-${process.pid}-${String(Date.now())}-${String((users += 1))}`,
    agency,
    roles: [role],
  });

const urls = (): readonly string[] => replicas.running.map(({ process: { url } }) => url);

/** What each replica says when it is asked directly, after something was changed at another. */
const fromEach = async (token: string, id: string): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    urls().map(async (url) => {
      const { text } = await askOnce(url, { token, query: FULL_QUERY, variables: { id, purpose: TYPE } });
      return canariesIn(text);
    }),
  );

const everyone = <Value>(value: Value): readonly Value[] => urls().map(() => value);

describe(`${REPLICAS} replicas behind a balancer`, () => {
  it('share the work, and answer the same question with the same pseudonyms', async () => {
    const [id, token] = [await replicas.gathering(), await tokenOf(OWN)];
    const answers = await Promise.all(
      Array.from({ length: REPLICAS * 4 }, () =>
        askOnce(replicas.balancer.url, { token, query: FULL_QUERY, variables: { id, purpose: TYPE } }),
      ),
    );
    const refs = answers.map(({ text }) => /"ref":"([^"]+)"/.exec(text)?.[1]);
    expect(refs[0]).toEqual(expect.any(String));
    expect(new Set(refs).size).toBe(1);
    for (const replica of replicas.running)
      expect(await sumOf([replica], 'gateway_operations_total{code="OK"}')).toBeGreaterThan(0);
  });

  it('all hold to a standing that was changed at one of them, with the next request', async () => {
    const [id, token] = [await replicas.gathering(), await tokenOf(OWN)];
    for (const seen of await fromEach(token, id)) expect(seen).not.toEqual([]);
    const changed = await graphql(urls()[0] ?? '', {
      token: await tokenOf(COORDINATOR, 'COORDINATOR'),
      query: `mutation { setStanding(input: { idempotencyKey: "replicas-standing-1", reviewId: "${id}",
        agencyId: "${OWN}", standing: null }) { auditEventId } }`,
    });
    expect(changed.errors).toEqual([]);
    expect(await fromEach(token, id)).toEqual(everyone([]));
  });

  it('each take a new pack when they are told to, and decide by it from the next request', async () => {
    const [id, token] = [await replicas.gathering(), await tokenOf(OWN)];
    const seesHealth = async (): Promise<readonly boolean[]> =>
      (await fromEach(token, id)).map((seen) =>
        seen.some((one) => one.includes('agencyother.recagencyother.health')),
      );
    expect(await seesHealth()).toEqual(everyone(true));
    await replicas.policies.write({
      'cells.health.participatingOther': { outcome: 'WITHHELD', clauses: ['s'] },
    });
    for (const { process: replica } of replicas.running) replica.signal('SIGHUP');
    await until(() =>
      replicas.running.every(({ process: replica }) => replica.output().includes('policy packs reloaded')),
    );
    expect(await seesHealth()).toEqual(everyone(false));
    await replicas.policies.write({});
    for (const { process: replica } of replicas.running) replica.signal('SIGHUP');
    await until(async () => (await seesHealth()).every(Boolean));
  });

  it('all refuse a user whose access was taken back, within a second', async () => {
    const user = `leaver-${String(process.pid)}`;
    const token = await replicas.service.issuer.token({ user, agency: OWN, roles: ['AGENCY_CONTACT'] });
    const codes = (): Promise<readonly (string | undefined)[]> =>
      Promise.all(urls().map(async (url) => (await askOnce(url, { token, query: VIEWER })).code));
    expect(await codes()).toEqual(everyone(undefined));
    const { code } = await run(
      ['access', 'revoke', '--user', user, '--reason', 'left', '--by', 'tests'],
      replicas.service.environment,
    );
    expect(code).toBe(0);
    const from = Date.now();
    await until(async () => (await codes()).every((one) => one === 'TOKEN_REVOKED'));
    expect(Date.now() - from).toBeLessThan(1_000);
  });

  it('count a user’s requests together', async () => {
    const token = await tokenOf(OTHER);
    const answers = await Promise.all(
      Array.from({ length: PER_MINUTE + 10 }, () => askOnce(replicas.balancer.url, { token, query: VIEWER })),
    );
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(PER_MINUTE);
    expect(answers.filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(10);
  });

  it('write one log between them: gapless, with an event for every answer, and whole', async () => {
    const id = await replicas.gathering();
    const tokens = await Promise.all(Array.from({ length: 4 }, () => tokenOf(OWN)));
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        askOnce(replicas.balancer.url, {
          token: tokens[index % tokens.length] ?? '',
          query: FULL_QUERY,
          variables: { id, purpose: TYPE },
        }),
      ),
    );
    const told = answers.map(({ text }) => /"auditEventId":"([^"]+)"/.exec(text)?.[1] ?? '');
    const { rows } = await admin.query<{ event_id: string; sequence: string; log: string }>(
      'select event_id, sequence, log from audit_event where event_id = any($1)',
      [told],
    );
    expect(new Set(rows.map(({ event_id: event }) => event)).size).toBe(24);
    expect(new Set(rows.map(({ log }) => log))).toEqual(new Set(['partnership-baseline']));
    const counted = await admin.query<{ gapless: boolean }>(
      `select count(*) = max(sequence) as gapless from audit_event group by log`,
    );
    expect(counted.rows.every(({ gapless }) => gapless)).toBe(true);
    expect(await replicas.service.gateway.audit.verify()).toMatchObject({ ok: true });
  });
});

describe('a job that came due', () => {
  const job = 'contact-check-notices';
  const series = `gateway_job_runs_total{job="${job}",outcome="SUCCESS"}`;

  it('while all were down runs once when they are back, and what it finds is told once', async () => {
    await replicas.gathering();
    expect(await replicas.stop()).toEqual(Array.from({ length: REPLICAS }, () => 0));
    const before = valueIn(await replicas.service.gateway.metrics.text(), series);
    const late = await admin.query(
      `update contact_check set sent_at = now() - interval '40 days', due_on = (now() - interval '20 days')::date
       where state = 'SENT' returning id`,
    );
    await admin.query(
      `update gateway_jobs._private_known_crontabs set known_since = now() - interval '1 day',
         last_execution = now() - interval '3 hours' where identifier = $1`,
      [job],
    );
    await replicas.start(REPLICAS);
    const runs = async (): Promise<number> =>
      (await sumOf(replicas.running, series)) +
      valueIn(await replicas.service.gateway.metrics.text(), series) -
      before;
    await until(async () => (await runs()) > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await runs()).toBe(1);
    // On days when nobody works nothing is told; the notices of the test do not wait for Monday.
    const found = await admin.query('select 1 from due_notice');
    expect(found.rowCount).toBe(isWorkingDay(ukDay(new Date())) ? late.rowCount : 0);
    await admin.query(`select gateway_jobs.add_job('send-notices'), gateway_jobs.add_job('send-notices')`);
    await until(async () => {
      const { rowCount } = await admin.query('select 1 from due_notice where notified_at is null');
      return rowCount === 0;
    });
    expect(replicas.webhook.posts).toHaveLength(found.rowCount ?? 0);
    for (const post of replicas.webhook.posts)
      expect(JSON.parse(post)).toEqual({
        notice: expect.any(String),
        kind: 'CONTACT_CHECK_ESCALATION',
        agency: expect.any(String),
      });
  });
});

describe('replicas that start together on an empty database', () => {
  it('migrate it once between them, and both answer', async () => {
    const [database, folder] = await Promise.all([
      createDatabase(),
      mkdtemp(join(tmpdir(), 'review-gateway-empty-')),
    ]);
    const environment = {
      ...replicas.service.environment,
      DATABASE_URL: database.url,
      GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    };
    const started = await Promise.all([startGatewayProcess(environment), startGatewayProcess(environment)]);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select name from migration');
    const known = await admin.query<{ name: string }>('select name from migration');
    expect(rows.map(({ name }) => name).sort()).toEqual(known.rows.map(({ name }) => name).sort());
    for (const { url } of started) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    await client.end();
    for (const gateway of started) expect(await gateway.end('SIGTERM')).toBe(0);
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
});
