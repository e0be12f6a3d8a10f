import { Client } from 'pg';

import { canariesIn } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { askOnce, startReplicas, TYPE, type Replicas } from '../support/replicas';
import { OWN } from '../support/review-fixture';
import { until } from '../support/until';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const WORKERS = 6;
/** Answers between two steps, so that there is always something under way. */
const BETWEEN = 30;
/** Milliseconds in which the balancer's last connections arrive, as a pause before the stop gives them. */
const PAUSE_MS = 200;

let replicas: Replicas;
let token: string;
let id: string;

beforeAll(async () => {
  const redisUrl = process.env['TEST_REDIS_URL'];
  replicas = await startReplicas({ ...(redisUrl !== undefined && { REDIS_URL: redisUrl }) });
  await replicas.start(2);
  token = await replicas.service.issuer.token({ user: 'asks', agency: OWN, roles: ['AGENCY_CONTACT'] });
  id = await replicas.gathering();
});

afterAll(() => replicas.close());

/** Callers that ask again and again through the balancer, and keep what they were told. */
function load() {
  const told = new Set<string>();
  /** Answers that said to try again. */
  const again: string[] = [];
  const lost: unknown[] = [];
  const state = { over: false };
  const workers = Array.from({ length: WORKERS }, async () => {
    while (!state.over) {
      try {
        const { status, text, code } = await askOnce(replicas.balancer.url, {
          token,
          query: FULL_QUERY,
          variables: { id, purpose: TYPE },
        });
        const event = /"auditEventId":"([^"]+)"/.exec(text)?.[1];
        if (status === 200 && event !== undefined && canariesIn(text).length > 0) told.add(event);
        else if (status === 503 && code === 'DRAINING') again.push(text);
        else lost.push(text);
      } catch (error) {
        lost.push(error);
      }
    }
  });
  return {
    told,
    lost,
    again,
    more: async (count: number): Promise<void> => {
      const before = told.size + lost.length;
      await until(() => told.size + lost.length >= before + count);
    },
    end: async (): Promise<void> => {
      state.over = true;
      await Promise.all(workers);
    },
  };
}

async function missing(told: ReadonlySet<string>): Promise<number> {
  const client = new Client({ connectionString: replicas.service.database.url });
  await client.connect();
  const { rows } = await client.query<{ found: string }>(
    'select count(*) as found from audit_event where event_id = any($1)',
    [[...told]],
  );
  await client.end();
  return told.size - Number(rows[0]?.found);
}

describe('replicas under load', () => {
  it('lose no request when each in turn is told to stop and replaced: each is answered, or told to try again, and the log has every answer', async () => {
    const callers = load();
    for (let turn = 0; turn < 2; turn += 1) {
      await callers.more(BETWEEN);
      const [going] = replicas.running.splice(0, 1);
      replicas.balancer.use(replicas.running.map(({ process: { url } }) => url));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      expect(await going?.process.end('SIGTERM')).toBe(0);
      await replicas.start(1);
    }
    await callers.more(BETWEEN);
    await callers.end();
    expect(callers.lost).toEqual([]);
    // Those whose connection was made before the balancer knew, at most one for each caller and stop; no data is in them.
    expect(callers.again.length).toBeLessThanOrEqual(2 * WORKERS);
    expect(canariesIn(callers.again.join(''))).toEqual([]);
    expect(callers.told.size).toBeGreaterThan(3 * BETWEEN);
    expect(await missing(callers.told)).toBe(0);
    expect(await replicas.service.gateway.audit.verify()).toMatchObject({ ok: true });
  });

  it('lose at most what one that is killed was doing: the other serves on, and no answer is without its event', async () => {
    const callers = load();
    await callers.more(BETWEEN);
    const [killed] = replicas.running.splice(0, 1);
    expect(await killed?.process.end('SIGKILL')).toBe('SIGKILL');
    replicas.balancer.use(replicas.running.map(({ process: { url } }) => url));
    const before = callers.told.size;
    await callers.more(BETWEEN);
    await callers.end();
    expect(callers.told.size).toBeGreaterThan(before);
    expect(await missing(callers.told)).toBe(0);
    // What the killed one left without a checkpoint gets one from whoever is there.
    await replicas.service.gateway.audit.checkpoint();
    expect(await replicas.service.gateway.audit.verify()).toMatchObject({ ok: true });
  });
});
