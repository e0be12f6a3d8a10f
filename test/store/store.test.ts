import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openStore, orUnavailable, type Store } from '../../src/store';
import { claimDataFolder } from '../../src/store/data-folder-lock';
import { STORE_KINDS } from './each-store';

describe.each(STORE_KINDS)('the store over $name', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  it('has the tables of every migration', async () => {
    await expect(store.db.selectFrom('audit_head').selectAll().execute()).resolves.toEqual([
      { log: 'gateway', sequence: 0, hash: '0'.repeat(64), nodes: '' },
    ]);
    await expect(store.db.selectFrom('idempotency').selectAll().execute()).resolves.toEqual([]);
  });

  it('reads every type as the same JavaScript value', async () => {
    const { rows } = await sql`select
      9007199254740991::int8 as "bigint", '2026-03-29'::date as "date", '{a,b}'::text[] as "list",
      '2026-07-01T10:00:00.123+01:00'::timestamptz as "instant", '\\x00ff'::bytea as "bytes",
      count(*) as "count", true as "flag", null::text as "nothing" from audit_head`.execute(store.db);
    expect(rows).toEqual([
      {
        bigint: 9007199254740991,
        date: '2026-03-29',
        list: ['a', 'b'],
        instant: new Date('2026-07-01T09:00:00.123Z'),
        bytes: Buffer.from([0, 255]),
        count: 1,
        flag: true,
        nothing: null,
      },
    ]);
    expect(Buffer.isBuffer((rows as { bytes: unknown }[])[0]?.bytes)).toBe(true);
  });

  it('refuses a bigint that a number cannot hold rather than rounding it', async () => {
    await expect(sql`select 9007199254740993::int8 as "n"`.execute(store.db)).rejects.toThrow(
      'safe integers',
    );
  });

  it('takes buffers and instants as parameters', async () => {
    const bytes = Buffer.from([1, 2, 254]);
    const at = new Date('2026-01-02T03:04:05.678Z');
    const { rows } = await sql`select ${bytes}::bytea as "bytes", ${at}::timestamptz as "at"`.execute(
      store.db,
    );
    expect(rows).toEqual([{ bytes, at }]);
  });

  it('keeps the statements of one transaction together while others wait', async () => {
    const add = (n: number): Promise<void> =>
      store.db.transaction().execute(async (trx) => {
        const { sequence } = await trx
          .selectFrom('audit_head')
          .select('sequence')
          .forUpdate()
          .executeTakeFirstOrThrow();
        await trx
          .updateTable('audit_head')
          .set({ sequence: sequence + 1, hash: String(n) })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(n)));
    await expect(store.db.selectFrom('audit_head').select('sequence').executeTakeFirst()).resolves.toEqual({
      sequence: 20,
    });
  });

  it('leaves nothing of a transaction that fails', async () => {
    const partnership = { id: 'p', name: 'P', pack_key: 'baseline', coordinating_agency: 'a' };
    const failing = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('partnership').values(partnership).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(store.db.selectFrom('partnership').selectAll().execute()).resolves.toEqual([]);
  });

  it('is unavailable once closed, without the words of the driver', async () => {
    await store.close();
    const read = orUnavailable(() => store.db.selectFrom('agency').selectAll().execute());
    await expect(read).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('opening a store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds the data of the embedded database again, and lets one opener in at a time', async () => {
    const dataFolder = join(folder, 'deep', 'data');
    const first = await openStore({ dataFolder });
    await first.db
      .insertInto('agency')
      .values({ id: 'trust', name: 'Trust', kind: 'HEALTH', endpoint_url: null })
      .execute();
    await expect(openStore({ dataFolder })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await first.close();
    const second = await openStore({ dataFolder });
    await expect(second.db.selectFrom('agency').select('name').execute()).resolves.toEqual([
      { name: 'Trust' },
    ]);
    await second.close();
  });

  const host = hostname();

  it.each([
    ['a process that is gone', `${host} 999999999`, 0],
    ['an earlier process of the same id', `${host} ${process.pid}`, 0],
    ['another host, silent for minutes', 'elsewhere 1', 120],
    ['a process of this host, silent for minutes', `${host} ${process.ppid}`, 120],
  ])('takes over the claim of %s', async (_whose, claim, secondsAgo) => {
    const dataFolder = join(folder, 'data');
    await claimedBefore(dataFolder, { claim, secondsAgo });
    const giveBack = await claimDataFolder(dataFolder);
    await expect(claimDataFolder(dataFolder)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await giveBack();
    await claimDataFolder(dataFolder).then((again) => again());
  });

  it.each([
    ['a living process', `${host} ${process.ppid}`],
    ['another host', 'elsewhere 1'],
  ])('respects the fresh claim of %s', async (_whose, claim) => {
    const dataFolder = join(folder, 'data');
    await claimedBefore(dataFolder, { claim, secondsAgo: 1 });
    await expect(claimDataFolder(dataFolder)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  async function claimedBefore(
    dataFolder: string,
    { claim, secondsAgo }: { readonly claim: string; readonly secondsAgo: number },
  ): Promise<void> {
    const file = `${dataFolder}.lock`;
    await writeFile(file, claim);
    const at = new Date(Date.now() - secondsAgo * 1_000);
    await utimes(file, at, at);
  }

  it('refuses a schema name that would need quoting', async () => {
    await expect(openStore({ schema: 'a"; drop' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('is unavailable when no PostgreSQL answers', async () => {
    const opening = openStore({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' });
    await expect(opening).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
