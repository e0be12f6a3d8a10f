import { Pool, TypeOverrides } from 'pg';
import { PARSERS } from './value-types';

const CONNECT_TIMEOUT_MS = 5_000;
/** A statement that hangs gives its connection back; far above anything that the gateway asks for. */
const STATEMENT_TIMEOUT_MS = 60_000;
/** Nobody may hold the audit chain's turn for longer. */
const LOCK_TIMEOUT_MS = 10_000;

/**
 * A pool of PostgreSQL connections whose unqualified names belong to `schema`.
 *
 * @param databaseUrl a PostgreSQL connection URI
 */
export function openPostgresPool(databaseUrl: string, schema: string): Pool {
  const overrides = new TypeOverrides();
  for (const [oid, parser] of Object.entries(PARSERS)) overrides.setTypeParser(Number(oid), parser);
  const pool = new Pool({
    connectionString: databaseUrl,
    options: `-c search_path="${schema}" -c lock_timeout=${LOCK_TIMEOUT_MS}`,
    types: overrides,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
  // An idle connection that breaks must not end the process: the next query says that the store is unavailable.
  pool.on('error', () => undefined);
  // Nor one that breaks while a transaction holds it: the statement under way fails, and the pool drops the connection.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
