import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { PARSERS, SERIALIZERS } from './value-types';

const COMMANDS = ['INSERT', 'UPDATE', 'DELETE', 'SELECT', 'MERGE'] as const;

/** What Kysely wants to know: anything but a change is a SELECT to it. */
const commandOf = (name: string | undefined): PostgresQueryResult<unknown>['command'] =>
  COMMANDS.find((command) => command === name) ?? 'SELECT';

/**
 * The embedded database as the pool that Kysely's PostgreSQL dialect expects. There is one connection, so a transaction
 * has it to itself until it is released, and the others wait their turn in order.
 *
 * @param dataFolder where the data stay; none keeps them in memory
 * @param schema the schema that unqualified names belong to
 */
export async function openPGlitePool(dataFolder: string | undefined, schema: string): Promise<PostgresPool> {
  const parsing = { parsers: { ...PARSERS }, serializers: { ...SERIALIZERS } };
  // A new database is unpacked, in a third of the time that making one takes.
  const options = isNew(dataFolder) ? { ...parsing, loadDataDir: await dataDir() } : parsing;
  const database = await (dataFolder === undefined
    ? PGlite.create(options)
    : PGlite.create(dataFolder, options));
  await database.exec(`create schema if not exists "${schema}"; set search_path to "${schema}"`);
  const turns = new Turns();
  return {
    connect: async () => {
      const release = await turns.take();
      return clientOf(database, release);
    },
    end: async () => {
      const release = await turns.take();
      turns.close();
      await database.close();
      release();
    },
  };
}

/** Whether there is no database in the folder yet. */
const isNew = (dataFolder: string | undefined): boolean =>
  dataFolder === undefined || !existsSync(join(dataFolder, 'PG_VERSION'));

function clientOf(database: PGlite, release: () => void): PostgresPoolClient {
  async function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    const result = await database.query<R>(sql, [...parameters]);
    return { command: commandOf(result.command), rowCount: result.rowCount ?? 0, rows: result.rows };
  }
  return { query, release } as PostgresPoolClient;
}

/** A fair mutex; closed, it refuses whoever waits and whoever comes. */
class Turns {
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  async take(): Promise<() => void> {
    const before = this.#last;
    let release = (): void => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    if (this.#closed) {
      release();
      throw new Error('the embedded database is closed');
    }
    return release;
  }

  close(): void {
    this.#closed = true;
  }
}
