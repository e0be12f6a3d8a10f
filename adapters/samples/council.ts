import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { AgencySource } from '../../src/domain/agency-source';
import { HandleBook } from '../shared/handles';
import { openSqlSource } from '../sql';
import { councilRows, type CouncilRow } from './council-records';
import { COUNCIL_SCHEMA } from './council-schema';
import type { SampleOptions } from './options';

/**
 * The sample council: a social care database in memory and the adapter over it, on the generated population or on the
 * schema and seeds of `la-social-care-hackney` in the folder of real data. Closing closes both.
 */
export async function openCouncil(options: SampleOptions): Promise<AgencySource> {
  const pglite =
    options.realData === undefined ? await sampleDatabase() : await realDatabase(options.realData);
  const source = await openSqlSource({
    config: { agency: 'council-social-care' },
    connection: { pglite },
    handles: new HandleBook(options.handleSecret),
    clock: options.clock,
  });
  return {
    agency: source.agency,
    offers: source.offers,
    read: (...asked) => source.read(...asked),
    search: (by) => source.search(by),
    close: async () => {
      await source.close();
      await pglite.close();
    },
  };
}

/** The generated council's database, in memory. */
export async function sampleDatabase(): Promise<PGlite> {
  const pglite = await PGlite.create({ loadDataDir: await dataDir() });
  await pglite.exec(COUNCIL_SCHEMA);
  await pglite.transaction(async (transaction) => {
    for (const row of councilRows()) await transaction.query(...insertion(row));
  });
  return pglite;
}

/** The statement that enters `row`, and its values. */
export function insertion({ table, values }: CouncilRow): [text: string, values: (string | number | null)[]] {
  const places = Object.keys(values).map((_column, place) => `$${place + 1}`);
  const text = `insert into dbo.${table} (${Object.keys(values).join(', ')}) values (${places.join(', ')})`;
  return [text, Object.values(values)];
}

/** The database of the schema and seed files in `realData`, in memory. */
export async function realDatabase(realData: string): Promise<PGlite> {
  const folder = join(realData, 'la-social-care-hackney', 'database');
  const pglite = await PGlite.create({ extensions: { pg_trgm, btree_gin }, loadDataDir: await dataDir() });
  const schema = await readFile(join(folder, 'schema.sql'), 'utf8');
  // The file is run as one transaction, where an index cannot be built concurrently.
  await pglite.exec(schema.replace(/\bCREATE INDEX CONCURRENTLY\b/gi, 'CREATE INDEX'));
  await pglite.exec(await readFile(join(folder, 'seeds.sql'), 'utf8'));
  return pglite;
}
