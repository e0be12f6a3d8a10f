import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

import { grantServingRole, openAuditLog, type AuditLog } from '../../src/audit';
import { openStore, type Store } from '../../src/store';
import { createDatabase, postgresUrl, type TestDatabase } from '../support/database';
import { draft, randomness, steppingClock } from './drafts';

const role = `serving_${randomBytes(6).toString('hex')}`;
const password = randomBytes(12).toString('hex');
const clock = steppingClock();
const PRIVILEGE_REFUSED = '42501';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';

withPostgres(`the role that serves requests${title}`, () => {
  let database: TestDatabase;
  let owner: Store;
  let serving: Store;
  let audit: AuditLog;
  let client: Client;

  beforeAll(async () => {
    database = await createDatabase();
    owner = await openStore({ databaseUrl: database.url });
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`create role ${role} login password '${password}'`);
    await admin.end();
    await grantServingRole(owner.db, role);
    const url = new URL(database.url);
    Object.assign(url, { username: role, password });
    serving = await openStore({ databaseUrl: url.href });
    audit = openAuditLog({ db: serving.db, clock, randomness });
    client = new Client({ connectionString: url.href });
    await client.connect();
  }, 240_000);

  afterAll(async () => {
    await client.end();
    await serving.close();
    await owner.close();
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`drop owned by ${role}`);
    await admin.query(`drop role ${role}`);
    await admin.end();
    await database.drop();
  });

  it('opens the store, appends to new logs and old ones, reads, and verifies', async () => {
    await Promise.all([
      audit.append(draft()),
      audit.append(draft({ partnership: null })),
      audit.append(draft()),
    ]);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true, events: 3 });
    expect((await audit.page({}, { first: 10 })).events).toHaveLength(3);
    await expect(serving.db.selectFrom('audit_entry').selectAll().execute()).resolves.toHaveLength(3);
    await serving.db
      .insertInto('audit_checkpoint')
      .values({ log: 'other', tree_size: 1, root: '', note: '', created_at: clock.now() })
      .execute();
  });

  it.each([
    'update audit_event set outcome = outcome',
    'delete from audit_event',
    'truncate audit_event',
    'update audit_checkpoint set root = root',
    'delete from audit_checkpoint',
    'truncate audit_checkpoint',
    'delete from audit_head',
    'truncate audit_head',
    "update audit_head set log = 'elsewhere'",
    'delete from migration',
    'alter table audit_event disable trigger user',
    'drop table audit_event',
    'create or replace function refuse_audit_change() returns trigger language plpgsql as $$ begin return new; end $$',
    'set session_replication_role = replica',
  ])('is refused by privilege, before any trigger: %s', async (statement) => {
    await expect(client.query(statement)).rejects.toMatchObject({ code: PRIVILEGE_REFUSED });
  });

  it('may change the register', async () => {
    const partnership = { id: 'p', name: 'P', pack_key: 'baseline', coordinating_agency: 'a' };
    await serving.db.insertInto('partnership').values(partnership).execute();
    await serving.db.updateTable('partnership').set({ name: 'Q' }).execute();
    await serving.db.deleteFrom('partnership').execute();
  });

  it('is no superuser, no owner and no stranger', async () => {
    const invalid = { code: 'CONFIG_INVALID' };
    await expect(grantServingRole(owner.db, 'nobody-of-that-name')).rejects.toMatchObject(invalid);
    const self = new URL(database.url).username;
    await expect(grantServingRole(owner.db, self)).rejects.toMatchObject(invalid);
  });
});
