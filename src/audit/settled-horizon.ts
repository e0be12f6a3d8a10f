import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';

/** Milliseconds between looks at transactions under way; about two seconds in all, far more than a group commit takes. */
const WAITS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000];

/**
 * The largest `position` up to which the events of all logs are settled: each is there now, or never will be.
 *
 * Logs are written side by side, so that a position can be taken by a transaction that commits after one with a larger
 * position. Whoever has taken a position holds a lock on the table until their transaction ends; so it is enough to wait
 * for those that hold one after the largest position has been read. New ones take larger positions and are not waited for.
 *
 * @throws GatewayError AUDIT_UNAVAILABLE when a transaction does not end
 */
export async function settledHorizon(db: Kysely<Database>): Promise<number> {
  const last = await db
    .selectFrom('audit_event')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return 0;
  let writers = await writersUnderWay(db);
  for (const wait of WAITS) {
    if (writers.length === 0) return last.position;
    await delay(wait);
    const present = new Set(await writersUnderWay(db));
    writers = writers.filter((writer) => present.has(writer));
  }
  if (writers.length === 0) return last.position;
  throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'a transaction that writes events does not end' });
}

/** The transactions of others that have written to the table of events and have not ended (PostgreSQL, `pg_locks`). */
async function writersUnderWay(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ writer: string }>`select virtualtransaction as writer from pg_locks
    where locktype = 'relation' and relation = 'audit_event'::regclass and mode = 'RowExclusiveLock' and granted
      and database = (select oid from pg_database where datname = current_database())
      and pid <> pg_backend_pid()`.execute(db);
  return rows.map(({ writer }) => writer);
}
