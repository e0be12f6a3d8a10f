import { Redis } from 'ioredis';
import { pino } from 'pino';
import { Client } from 'pg';

import { compose, type Gateway } from '../../src/compose';
import { loadConfig } from '../../src/config/load';
import { systemClock, systemRandomness } from '../../src/config/system';
import { openRevocations, signalsOver } from '../../src/revocations';
import { openStore } from '../../src/store';
import { run } from '../cli/terminal-double';
import { graphql, startServiceGateway, type ServiceGateway } from '../support/service-gateway';
import { until } from '../support/until';

const REDIS_URL = process.env['TEST_REDIS_URL'];
const QUERY = '{ viewer { user } }';
/** A second, which is what a replica has to learn of a revocation. */
const DEADLINE_MS = 1_000;

let first: ServiceGateway;
let second: Gateway;

beforeAll(async () => {
  if (REDIS_URL === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  first = await startServiceGateway({ environment: { REDIS_URL } });
  second = await compose({
    config: loadConfig(first.environment),
    log: pino({ level: 'silent' }),
    clock: systemClock,
    randomness: systemRandomness,
  });
}, 240_000);
afterAll(async () => {
  await second.close();
  await first.close();
});

const codesOn = async (url: string, token: string): Promise<readonly string[]> =>
  (await graphql(url, { token, query: QUERY })).errors.map(({ extensions }) => extensions.code);

async function revokedOnBoth(token: string): Promise<void> {
  const until = Date.now() + DEADLINE_MS;
  for (const { url } of [first.gateway, second]) {
    let codes = await codesOn(url, token);
    while (codes.length === 0 && Date.now() < until) codes = await codesOn(url, token);
    expect(codes).toEqual(['TOKEN_REVOKED']);
  }
}

const revoke = async (...target: readonly string[]): Promise<string> => {
  const { code, out } = await run(
    ['access', 'revoke', ...target, '--reason', 'left the agency', '--by', 'tests'],
    first.environment,
  );
  expect(code).toBe(0);
  return out;
};
const tokenOf = (user: string, agency: string, session = `session-of-${user}`): Promise<string> =>
  first.issuer.token({ user, agency, session, roles: ['AGENCY_CONTACT'] });

describe('access that is taken back', () => {
  it('ends for a user on every replica within a second, and for nobody else', async () => {
    const [hers, his] = await Promise.all([tokenOf('user-a', 'agency-a'), tokenOf('user-b', 'agency-a')]);
    expect(await codesOn(first.gateway.url, hers)).toEqual([]);
    await revoke('--user', 'user-a');
    await revokedOnBoth(hers);
    expect(await codesOn(second.url, his)).toEqual([]);
  });

  it('reaches a replica that never looks by the signal of Redis alone', async () => {
    const store = await openStore({ databaseUrl: first.database.url });
    const redis = new Redis(String(REDIS_URL));
    const options = { db: store.db, everyMs: null, onFault: () => undefined };
    const [listening, deaf] = await Promise.all([
      openRevocations({ ...options, signals: signalsOver(redis) }),
      openRevocations(options),
    ]);
    const holder = { user: 'user-s', agency: 'agency-s', session: null, issuedAt: new Date(0) };
    try {
      await revoke('--user', 'user-s');
      await until(() => listening.isRevoked(holder));
      // What is on the list is not what told the other: it was there to be seen all the time.
      expect(deaf.isRevoked(holder)).toBe(false);
      await deaf.look();
      expect(deaf.isRevoked(holder)).toBe(true);
    } finally {
      redis.disconnect();
      await store.close();
    }
  });

  it('ends for one session alone, and for all of an agency', async () => {
    const [here, there] = await Promise.all([
      tokenOf('user-c', 'agency-c', 'session-1'),
      tokenOf('user-c', 'agency-c', 'session-2'),
    ]);
    await revoke('--session', 'session-1');
    await revokedOnBoth(here);
    expect(await codesOn(first.gateway.url, there)).toEqual([]);
    await revoke('--agency', 'agency-c');
    await revokedOnBoth(there);
  });

  it('is given anew by signing in again', async () => {
    const before = await tokenOf('user-d', 'agency-d');
    await revoke('--user', 'user-d');
    await revokedOnBoth(before);
    // A token says when it was issued to the second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await codesOn(second.url, await tokenOf('user-d', 'agency-d'))).toEqual([]);
  });

  it('is on the record with who did it and why, and its list names nobody', async () => {
    const { events } = await first.gateway.audit.page({ action: 'REVOKE_ACCESS' }, { first: 1 });
    expect(events[0]?.event).toMatchObject({
      actor: { user: 'operator:tests' },
      details: { kind: 'USER', reason: 'left the agency' },
    });
    const client = new Client({ connectionString: first.database.url });
    await client.connect();
    const { rows } = await client.query('select * from revocation');
    await client.end();
    expect(JSON.stringify(rows)).not.toMatch(/user-|agency-|session-/u);
  });

  it('takes one target, not none and not two', async () => {
    for (const targets of [[], ['--user', 'a', '--agency', 'b']]) {
      const { code } = await run(['access', 'revoke', ...targets, '--reason', 'why'], first.environment);
      expect(code).not.toBe(0);
    }
  });
});
