import { sql, type Kysely } from 'kysely';
import type { Database } from '../../store';

/** Events whose keys are looked up at a time, so that memory does not grow with the log. */
const CHUNK = 2_000;

/**
 * The place of the first event, after `from` and not after `to`, that a search by what its entries name would not find; else
 * of an event that a search would find by what its entries do not name. The events' own columns have been checked before.
 */
export async function keyFault(
  db: Kysely<Database>,
  { log, from, to }: { readonly log: string; readonly from: number; readonly to: number },
): Promise<number | undefined> {
  let named = 0;
  for (let after = from; after < to; after += CHUNK) {
    const last = Math.min(after + CHUNK, to);
    const { rows } = await sql<{ lost: number | null; named: number }>`select
        min(event.sequence) filter (where key.position is null) as lost, count(*) as named
      from audit_event event cross join lateral unnest(event.entry_keys) as name
      left join audit_key key on key.log = event.log and key.key = name
        and key.occurred_at = event.occurred_at and key.position = event.position
      where event.log = ${log} and event.sequence > ${after} and event.sequence <= ${last}`.execute(db);
    const [chunk] = rows;
    if (chunk?.lost !== null && chunk?.lost !== undefined) return chunk.lost;
    named += chunk?.named ?? 0;
  }
  return from === 0 ? surplus(db, { log, named, to }) : undefined;
}

/** Keys are there once each, and none is lost: where there are as many as events name, there is no other. */
async function surplus(
  db: Kysely<Database>,
  { log, named, to }: { readonly log: string; readonly named: number; readonly to: number },
): Promise<number | undefined> {
  const known = sql`select position from audit_event where log = ${log} and sequence > ${to}`;
  const { rows } = await sql<{ kept: number }>`select count(*) as kept from audit_key
    where log = ${log} and position not in (${known})`.execute(db);
  if (rows[0]?.kept === named) return undefined;
  const { rows: found } = await sql<{
    sequence: number | null;
  }>`select coalesce(min(event.sequence), ${to}::bigint) as sequence
    from audit_key key left join audit_event event on event.log = key.log and event.position = key.position
    where key.log = ${log} and (event.sequence is null or event.occurred_at <> key.occurred_at
      or not event.entry_keys @> array[key.key])`.execute(db);
  return found[0]?.sequence ?? to;
}
