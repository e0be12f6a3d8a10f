import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { insertion } from '../../../adapters/samples/council';
import { HandleBook } from '../../../adapters/shared/handles';
import { packageRoot } from '../../../adapters/shared/package-root';
import { openSqlSource } from '../../../adapters/sql';
import { CHILD, clock, handleOf, rows, SECRET, tree } from './council';
import { serverDatabase, type TestDatabase } from './databases';

const url = process.env.TEST_DATABASE_URL;
const ROLE = `reader_${process.pid}`;

/** The statements of the documentation, for this test's schema and role. */
function documented(schema: string): readonly string[] {
  const text = readFileSync(join(packageRoot(), 'docs', 'adapters', 'sql.md'), 'utf8');
  const [, block = ''] = /```sql\n([\s\S]*?)```/.exec(text) ?? [];
  const named = block.replaceAll('review_gateway_reader', ROLE).replaceAll(/\bdbo\b/g, schema);
  return named.split(';').filter((statement) => statement.trim() !== '');
}

const given = url === undefined ? describe.skip : describe;

given(`the role of the documentation${url === undefined ? ' (skipped: no PostgreSQL server)' : ''}`, () => {
  let database: TestDatabase;
  let admin: Pool;
  let asReader: string;

  beforeAll(async () => {
    database = await serverDatabase(url ?? '');
    for (const row of rows) await database.run(...insertion(row));
    await database.run('alter table dbo.dm_persons add column other_notes text');
    admin = new Pool({ connectionString: url, max: 1 });
    for (const statement of documented(database.schema)) await admin.query(statement);
    const reader = new URL(url ?? '');
    reader.username = ROLE;
    reader.password = 'change-me';
    asReader = reader.href;
  });
  afterAll(async () => {
    await admin.query(`drop owned by ${ROLE}`);
    await admin.query(`drop role ${ROLE}`);
    await admin.end();
    await database.close();
  });

  it('can read all that the adapter offers', async () => {
    const source = await openSqlSource({
      config: { agency: 'council', schema: database.schema },
      connection: { connectionString: asReader },
      handles: new HandleBook(SECRET),
      clock,
    });
    const [match] = await source.search({ name: 'Alfie Ollerenshaw' });
    const record = (await source.read([handleOf(CHILD)], tree(...source.offers))).get(handleOf(CHILD));
    await source.close();
    expect(match?.handle).toBe(handleOf(CHILD));
    expect(Object.keys(record ?? {}).sort()).toEqual(['handle', ...source.offers].sort());
    expect(record?.name).toBe('Alfie Ollerenshaw');
  });

  it.each([
    ['change a record', "update dbo.dm_persons set full_name = 'x'"],
    ['add one', 'insert into dbo.dm_disability (person_id) values (1)'],
    ['remove one', 'delete from dbo.dm_addresses'],
    ['read a column that the adapter does not need', 'select other_notes from dbo.dm_persons'],
  ])('cannot %s, even where a transaction is opened to write', async (_what, statement) => {
    const pool = new Pool({ connectionString: asReader, max: 1 });
    const client = await pool.connect();
    await client.query('begin read write');
    // SQLSTATE 42501: insufficient_privilege.
    await expect(client.query(statement.replace(/\bdbo\b/, database.schema))).rejects.toMatchObject({
      code: '42501',
    });
    client.release(true);
    await pool.end();
  });
});
