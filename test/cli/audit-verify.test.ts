import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';

import { openAuditLog, type AuditDraft } from '../../src/audit';
import { systemClock, systemRandomness } from '../../src/config/system';
import type { AgencyId, UserId } from '../../src/domain/ids';
import { openStore, type Store } from '../../src/store';
import { startDemoGateway } from './demo-gateway';
import { run } from './terminal-double';

// A gateway or a database is started, and the machine may be busy with other tests.
jest.setTimeout(120_000);

const EVENT: AuditDraft = {
  action: 'READ_AUDIT',
  outcome: 'SUCCESS',
  code: null,
  actor: { user: 'auditor' as UserId, agency: 'audit-office' as AgencyId, roles: ['AUDITOR'] },
  standing: null,
  partnership: null,
  review: null,
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation: { name: null, hash: null },
  entries: [],
  details: {},
  requestId: 'request',
};

let folder: string;
let settings: Readonly<Record<string, string>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-verify-'));
  settings = { GATEWAY_DATA_FOLDER: folder, GATEWAY_KEY_FOLDER: folder, PORT: await freePort() };
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A port on which nothing listens. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return String(port);
}

async function logOfThree(): Promise<Store> {
  const store = await openStore({ dataFolder: join(folder, 'database') });
  const log = openAuditLog({ db: store.db, clock: systemClock, randomness: systemRandomness });
  for (const event of [EVENT, EVENT, EVENT]) await log.append(event);
  return store;
}

describe('audit verify', () => {
  it('finds an untouched log whole', async () => {
    await (await logOfThree()).close();
    const { code, out, err } = await run(['audit', 'verify', '--json'], settings);
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ ok: true, events: 3, head: { sequence: 3 }, checkedBy: null });
    expect((await run(['audit', 'verify'], settings)).out).toContain('The audit log is whole: 3 events');
  });

  it('ends with exit code 1 and the place when an event was altered', async () => {
    const store = await logOfThree();
    await sql`alter table audit_event disable trigger user`.execute(store.db);
    await sql`update audit_event set payload = replace(payload, 'READ_AUDIT', 'EXPLAIN') where sequence = 2`.execute(
      store.db,
    );
    await store.close();
    const { code, out } = await run(['audit', 'verify', '--json'], settings);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, events: 1, fault: { sequence: 2, what: 'ALTERED' } });
    expect((await run(['audit', 'verify'], settings)).out).toContain('event 2 is ALTERED');
  });

  it('says to stop the gateway when another process has the database open and no demo gateway answers', async () => {
    const store = await logOfThree();
    try {
      const { code, out, err } = await run(['audit', 'verify', '--json'], settings);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toContain('another process has the data folder open');
      expect(err).toContain('Stop the gateway and try again');
    } finally {
      await store.close();
    }
  });

  it('asks the demo gateway that has the database open, and says so', async () => {
    const gateway = await startDemoGateway('embedded');
    try {
      const { code, out, err } = await run(['audit', 'verify', '--json'], gateway.environment);
      expect(code).toBe(0);
      expect(err).toContain(`The gateway that runs at ${gateway.url} checked its own log.`);
      expect(JSON.parse(out)).toMatchObject({ ok: true, checkedBy: gateway.url });
    } finally {
      await gateway.close();
    }
  }, 60_000);
});
