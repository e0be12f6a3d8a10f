import { Client } from 'pg';

/** What the turn's advisory lock is called in a database; nothing else of the gateway takes session-level ones. */
const TURN = 'review-gateway migrations';
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Runs `work`, which changes the tables of a PostgreSQL database, while no other gateway does: the libraries' own locks
 * cover their own tables alone, and one that looks over all tables fails where another makes some at that moment.
 *
 * @param databaseUrl a PostgreSQL connection URI
 * @throws what `work` throws, and what the driver throws when the database cannot be reached
 */
export async function inMigrationTurn<Made>(databaseUrl: string, work: () => Promise<Made>): Promise<Made> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that breaks fails the statement under way; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [TURN]);
    return await work();
  } finally {
    // The lock ends with its connection.
    await client.end().catch(() => undefined);
  }
}
