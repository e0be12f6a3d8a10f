import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type CustomTypesConfig } from 'pg';
import type { SqlConfig } from './config';
import type { CouncilDatabase } from './tables';

/** A PostgreSQL server, or an embedded database that stays its opener's to close. */
export type CouncilConnection = { readonly connectionString: string } | { readonly pglite: PGlite };

export interface DatabaseOptions {
  readonly connection: CouncilConnection;
  readonly config: SqlConfig;
  /** Called with the text of each statement, without its values. */
  readonly onQuery?: (statement: string) => void;
}

const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (value: string) => value };

/** The database behind one pool; destroying it ends the pool. */
export function openDatabase({ connection, config, onQuery }: DatabaseOptions): Kysely<CouncilDatabase> {
  const pool = openPool(connection, config);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new Kysely<CouncilDatabase>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery ? { log: ({ query }) => onQuery(query.sql) } : {}),
  }).withSchema(config.schema);
}

function openPool(connection: CouncilConnection, config: SqlConfig): Pool {
  if ('pglite' in connection) {
    const { connection: stream, user, password, database } = createPgConfig(connection.pglite);
    const embedded = { connection: stream, user, password, database };
    return new Pool({ ...embedded, max: 1, idleTimeoutMillis: 0, types: AS_TEXT });
  }
  return new Pool({
    connectionString: connection.connectionString,
    max: config.connections,
    connectionTimeoutMillis: config.connectTimeout,
    statement_timeout: config.statementTimeout,
    types: AS_TEXT,
  });
}
