import { Kysely, sql } from 'kysely';
import { GatewayError } from '../errors/gateway-error';
import { claimDataFolder } from './data-folder-lock';
import { migrate } from './migrate';
import { OwnSchemaDialect } from './own-schema';
import { openPostgresPool } from './postgres-pool';
import type { Database } from './schema';

export interface StoreOptions {
  /** A PostgreSQL connection URI. */
  readonly databaseUrl?: string;
  /** Without a URI: the folder of the embedded database; neither keeps it in memory. */
  readonly dataFolder?: string;
  /** The schema of the tables, `public` by default. */
  readonly schema?: string;
}

/** The gateway's one database. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly kind: 'postgresql' | 'pglite';
  /** Its connections now; the embedded database has one. */
  readonly connections: () => Connections;
  /** Lets go of it once running transactions have ended. */
  close(): Promise<void>;
}

/** How many connections there are, how many of them nobody uses, and how many callers wait for one. */
export interface Connections {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Opens the database and migrates it: PostgreSQL when there is a URI, the embedded PGlite otherwise.
 *
 * @throws GatewayError CONFIG_INVALID for a schema name that is not plain, STORE_UNAVAILABLE when it does not open
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const schema = options.schema ?? 'public';
  if (!SCHEMA_NAME.test(schema))
    throw new GatewayError('CONFIG_INVALID', { detail: 'the schema name is not plain' });
  try {
    return options.databaseUrl === undefined
      ? await openEmbedded(options.dataFolder, schema)
      : await openPostgres(options.databaseUrl, schema);
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError('STORE_UNAVAILABLE', { detail: 'the database did not open', cause: error });
  }
}

async function openEmbedded(dataFolder: string | undefined, schema: string): Promise<Store> {
  const giveBack = dataFolder === undefined ? () => Promise.resolve() : await claimDataFolder(dataFolder);
  try {
    // WebAssembly is loaded where it is wanted.
    const { openPGlitePool } = await import('./pglite-pool.js');
    const pool = await openPGlitePool(dataFolder, schema);
    const db = await migrated(
      new Kysely<Database>({ dialect: new OwnSchemaDialect({ pool }, schema) }),
      schema,
    );
    return {
      db,
      kind: 'pglite',
      connections: () => ({ total: 1, idle: 0, waiting: 0 }),
      close: () => db.destroy().finally(giveBack),
    };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function openPostgres(databaseUrl: string, schema: string): Promise<Store> {
  const pool = openPostgresPool(databaseUrl, schema);
  const db = new Kysely<Database>({ dialect: new OwnSchemaDialect({ pool }, schema) });
  if (schema !== 'public') await sql`create schema if not exists ${sql.id(schema)}`.execute(db);
  await migrated(db, schema);
  const connections = (): Connections => ({
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { db, kind: 'postgresql', connections, close: () => db.destroy() };
}

async function migrated(db: Kysely<Database>, schema: string): Promise<Kysely<Database>> {
  try {
    await migrate(db, schema);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
