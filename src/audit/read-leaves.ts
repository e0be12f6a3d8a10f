import type { Kysely } from 'kysely';
import type { Database } from '../store';
import type { Link } from './leaf';

/** Leaves that are read at a time. */
const CHUNK = 5_000;

/** Reads the places and hashes of a log's events in their order, from the first to the one at `to`. */
export async function* leavesOf(
  db: Kysely<Database>,
  { log, to }: { readonly log: string; readonly to: number },
): AsyncGenerator<Link> {
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit_event')
      .select(['sequence', 'hash'])
      .where('log', '=', log)
      .where('sequence', '>', after)
      .where('sequence', '<=', to)
      .orderBy('sequence')
      .limit(CHUNK)
      .execute();
    yield* rows;
    after = rows.at(-1)?.sequence ?? after;
    if (rows.length < CHUNK) return;
  }
}

/** The names of all logs that there is anything of. */
export async function logNames(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('audit_head')
    .select('log')
    .union((query) => query.selectFrom('audit_event').select('log'))
    .union((query) => query.selectFrom('audit_checkpoint').select('log'))
    .execute();
  return rows.map(({ log }) => log).sort();
}
