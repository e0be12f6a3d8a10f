import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';

import { openAuditLog, openSigningKeys, SIGNING_KEY_FILE, type ExportLine } from '../../src/audit';
import { systemClock, systemRandomness } from '../../src/config/system';
import { openStore, type Store } from '../../src/store';
import { draft } from '../audit/drafts';
import { postgresUrl, createDatabase, type TestDatabase } from '../support/database';
import { at } from '../support/service-gateway';
import { run, type Outcome } from './terminal-double';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';
const ports = { clock: systemClock, randomness: systemRandomness };

withPostgres(`the commands of the audit record${title}`, () => {
  let folder: string;
  let database: TestDatabase;
  let store: Store;
  let eventId: string;

  beforeEach(async () => {
    [folder, database] = await Promise.all([
      mkdtemp(join(tmpdir(), 'review-gateway-cli-')),
      createDatabase(),
    ]);
    store = await openStore({ databaseUrl: database.url });
    const signingKeys = await openSigningKeys({ file: join(folder, SIGNING_KEY_FILE), ...ports });
    const log = openAuditLog({ db: store.db, ...ports, signingKeys });
    for (let n = 0; n < 3; n += 1) await log.append(draft());
    await log.checkpoint();
    ({ eventId } = await log.append(draft()));
    await log.drain();
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const audit = (...args: readonly string[]): Promise<Outcome> =>
    run(['audit', ...args], { GATEWAY_KEY_FOLDER: folder, DATABASE_URL: database.url });

  async function cutBack(): Promise<void> {
    for (const table of ['audit_event', 'audit_checkpoint'])
      await sql.raw(`alter table ${table} disable trigger user`).execute(store.db);
    await sql`delete from audit_event where log = 'northshire' and sequence > 3`.execute(store.db);
    await sql`delete from audit_checkpoint where log = 'northshire' and tree_size > 3`.execute(store.db);
  }

  it('verify says how each log stands, of one log or all, with signatures checked', async () => {
    const { code, out } = await audit('verify');
    expect([code, out]).toEqual([0, expect.stringContaining('northshire: 4 events, 2 checkpoints, root ')]);
    const one = JSON.parse((await audit('verify', '--log', 'gateway', '--json')).out) as unknown;
    expect(one).toMatchObject({ ok: true, events: 0, signaturesChecked: true, logs: [{ log: 'gateway' }] });
  });

  it('prove prints a proof of an event that was answered with', async () => {
    const { code, out } = await audit('prove', '--event', eventId);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ eventId, log: 'northshire', leafIndex: 3, treeSize: 4 });
    expect((await audit('prove', '--event', '0190a2b4-0000-7000-8000-00000000ffff')).code).toBe(1);
    expect((await audit('prove', '--event', 'x')).code).toBe(2);
  });

  it('witness keeps what verify and consistency start from, and finds a log that was cut back', async () => {
    const file = join(folder, 'checkpoints');
    expect((await audit('witness', '--file', file)).out).toContain('northshire: APPENDED, at 4 events');
    expect((await audit('verify', '--since', file)).code).toBe(0);
    const grown = JSON.parse(
      (await audit('consistency', '--log', 'northshire', '--from', '3')).out,
    ) as unknown;
    expect(grown).toMatchObject({ log: 'northshire' });
    expect(at(grown, 'proof')).toHaveLength(3);
    expect((await audit('consistency', '--log', 'northshire', '--from', file)).code).toBe(0);
    expect((await audit('consistency', '--log', 'northshire', '--from', '7')).code).toBe(2);
    await cutBack();
    expect((await audit('witness', '--file', file)).code).toBe(1);
    const { code, out } = await audit('verify', '--since', file);
    expect([code, out]).toEqual([1, expect.stringContaining('northshire: event 4 is MISSING')]);
  });

  it('export is recorded before anything is written, and goes to a new file that is private', async () => {
    const out = join(folder, 'audit.ndjson');
    expect((await audit('export', '--out', out, '--by', 'data-protection')).code).toBe(0);
    const lines = (await readFile(out, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ExportLine);
    const kinds = lines.map(({ log, kind }) => `${log} ${kind}`);
    expect(kinds.slice(0, 2)).toEqual(['gateway event', 'gateway head']);
    expect(lines[0]).toMatchObject({ payload: expect.stringContaining('operator:data-protection') });
    expect(kinds.filter((kind) => kind === 'northshire event')).toHaveLength(4);
    expect((await audit('export', '--out', out)).code).toBe(2);
    expect((await audit('export', '--log', 'northshire')).out.split('\n')).toHaveLength(4 + 2 + 1 + 1);
  });

  it('export --format fhir writes AuditEvents, on lines or in a Bundle, its own taking among them', async () => {
    const { code, out } = await audit('export', '--format', 'fhir', '--by', 'data-protection');
    expect(code).toBe(0);
    const resources = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    // Four answers from an agency, at both ends, and the export.
    expect(resources).toHaveLength(4 * 2 + 1);
    expect(resources.every((one) => at(one, 'resourceType') === 'AuditEvent')).toBe(true);
    expect(out).toContain('operator:data-protection');
    const bundle = await audit('export', '--format', 'fhir', '--bundle', '--log', 'northshire');
    expect(JSON.parse(bundle.out)).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
    expect((await audit('export', '--bundle')).code).toBe(2);
    expect((await audit('export', '--format', 'fhir', '--base-uri', 'x')).code).toBe(2);
  });

  it('rotate-key is recorded, and keys prints the verifiers of both keys', async () => {
    expect((await audit('keys')).out.trim().split('\n')).toHaveLength(2);
    expect((await audit('rotate-key', '--by', 'custodian')).code).toBe(0);
    const lines = (await audit('keys')).out.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => /^review-gateway\/audit\/\w+\+[0-9a-f]{8}\+\S+$/.test(line))).toBe(true);
    const rotations = await store.db
      .selectFrom('audit_event')
      .select('actor_user')
      .where('action', '=', 'ROTATE_KEY')
      .execute();
    expect(rotations).toEqual([{ actor_user: 'operator:custodian' }]);
    expect((await audit('verify')).code).toBe(0);
  });

  it('grant-role wants PostgreSQL and a role that is there', async () => {
    expect((await audit('grant-role', '--role', 'nobody-of-that-name')).code).toBe(2);
    const embedded = await run(['audit', 'grant-role', '--role', 'x'], { GATEWAY_KEY_FOLDER: folder });
    expect([embedded.code, embedded.err]).toEqual([2, expect.stringContaining('Roles are for PostgreSQL')]);
  });

  it('makes no keys where there are none, and says that signatures were not checked', async () => {
    await rm(join(folder, SIGNING_KEY_FILE));
    const { code, out } = await audit('verify');
    expect([code, out]).toEqual([0, expect.stringContaining('signatures were not checked')]);
    await writeFile(join(folder, 'checkpoints'), '');
    expect((await audit('verify', '--since', join(folder, 'checkpoints'))).code).toBe(2);
    expect((await audit('keys')).code).toBe(2);
    expect(existsSync(join(folder, SIGNING_KEY_FILE))).toBe(false);
  });
});
