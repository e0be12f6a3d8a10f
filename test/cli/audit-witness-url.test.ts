import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';

import { openAuditLog, openSigningKeys, SIGNING_KEY_FILE, type AuditLog } from '../../src/audit';
import { systemClock, systemRandomness } from '../../src/config/system';
import { openStore, type Store } from '../../src/store';
import { draft } from '../audit/drafts';
import { startWitness, type WitnessServer } from '../audit/witness-server';
import { createDatabase, postgresUrl, type TestDatabase } from '../support/database';
import { at } from '../support/service-gateway';
import { run, type Outcome } from './terminal-double';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';
const ports = { clock: systemClock, randomness: systemRandomness };

withPostgres(`a witness that is asked over HTTP${title}`, () => {
  let folder: string;
  let database: TestDatabase;
  let store: Store;
  let log: AuditLog;
  let witness: WitnessServer;
  let eventId: string;

  beforeAll(async () => {
    [folder, database] = await Promise.all([
      mkdtemp(join(tmpdir(), 'review-gateway-cli-')),
      createDatabase(),
    ]);
    store = await openStore({ databaseUrl: database.url });
    const signingKeys = await openSigningKeys({ file: join(folder, SIGNING_KEY_FILE), ...ports });
    log = openAuditLog({ db: store.db, ...ports, signingKeys });
    witness = await startWitness(() => signingKeys.publicKeys());
    await grow(3);
  });
  afterAll(async () => {
    await witness.close();
    await store.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const grow = async (events: number): Promise<void> => {
    for (let n = 0; n < events; n += 1) ({ eventId } = await log.append(draft()));
    await log.checkpoint();
  };
  const audit = (...args: readonly string[]): Promise<Outcome> =>
    run(['audit', ...args], { GATEWAY_KEY_FOLDER: folder, DATABASE_URL: database.url });
  const ask = (...more: readonly string[]): Promise<Outcome> =>
    audit('witness', '--url', witness.url, '--witness-key', witness.key, '--log', 'northshire', ...more);
  const cosigned = async (): Promise<readonly number[]> => {
    const rows = await store.db
      .selectFrom('audit_cosignature')
      .select('tree_size')
      .orderBy('tree_size')
      .execute();
    return rows.map(({ tree_size }) => tree_size);
  };

  it('cosigns each checkpoint that continues the last, and a proof of an event carries its signature', async () => {
    expect([await ask()].map(({ code, out }) => [code, out])).toEqual([
      [0, 'northshire: APPENDED, at 3 events\n'],
    ]);
    await grow(4);
    expect((await ask()).out).toContain('APPENDED, at 7 events');
    expect((await ask()).out).toContain('UNCHANGED, at 7 events');
    expect(await cosigned()).toEqual([3, 7]);
    const proof: unknown = JSON.parse((await audit('prove', '--event', eventId)).out);
    expect(String(at(proof, 'checkpoint')).match(/^\u2014 \S+/gm)).toEqual([
      '\u2014 review-gateway/audit/northshire',
      '\u2014 witness.example/w1',
    ]);
  });

  it('is believed about what it has cosigned, where this database does not know', async () => {
    await grow(2);
    const { db } = store;
    await sql`alter table audit_cosignature disable trigger user`.execute(db);
    await sql`delete from audit_cosignature`.execute(db);
    await sql`alter table audit_cosignature enable trigger user`.execute(db);
    expect((await ask()).out).toContain('APPENDED, at 9 events');
  });

  it('gives nothing that is kept when it signs with another key', async () => {
    await grow(1);
    witness.forge = true;
    const { code, out } = await ask();
    witness.forge = false;
    expect([code, out]).toEqual([1, expect.stringContaining('REFUSED_COSIGNATURE')]);
    expect(await cosigned()).toEqual([9]);
  });

  it('finds a log that was cut back with its checkpoints, and one that it does not know', async () => {
    witness.seen.set('northshire', { size: 40, root: Buffer.alloc(32) });
    await grow(1);
    expect([(await ask()).code, (await ask()).out]).toEqual([
      1,
      expect.stringContaining('REFUSED_INCONSISTENT'),
    ]);
    witness.seen.set('northshire', { size: 9, root: Buffer.alloc(32) });
    expect((await ask()).out).toContain('REFUSED_INCONSISTENT');
  });

  it('needs a verifier that is one, and an answer', async () => {
    expect((await audit('witness', '--url', witness.url)).code).toBe(2);
    expect((await audit('witness')).code).toBe(2);
    expect((await audit('witness', '--url', witness.url, '--witness-key', 'a+b+c')).code).toBe(2);
    const away = ['--url', 'http://127.0.0.1:1/', '--witness-key', witness.key, '--log', 'northshire'];
    const { code, out } = await audit('witness', ...away);
    expect([code, out]).toEqual([1, expect.stringContaining('FAILED')]);
  });
});
