import { sql, type Kysely, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import type { Database } from '../store';
import { logOf, type EntryFilter } from './leaf';
import { inWindow, narrowed, type Part } from './narrowed';
import type { AuditFilter } from './filter';

type Row = Selectable<Database['audit_event']>;

/** What is looked for, with the keys that an event must have; at least one. */
export interface KeyedPart extends Part {
  readonly keys: readonly string[];
}

/**
 * The events of a window whose entries the filter lets through, in the order of time. Each log's keys are walked in that
 * order, as far as the page takes, and the logs' pages merged: what it costs grows with the depth of the index.
 */
export async function eventsWithKeys(db: Kysely<Database>, part: KeyedPart): Promise<readonly Row[]> {
  const { filter, limit } = part;
  const { rows } = await sql<Row>`select event.* from (
      select place.* from audit_head head cross join lateral (
        select key.log, key.occurred_at, key.position from audit_key key
        where ${conditions(db, part)}
        order by key.occurred_at, key.position limit ${limit}) place
      where ${inLogs(filter)}
      order by place.occurred_at, place.position limit ${limit}) found
    join audit_event event on event.position = found.position and event.log = found.log
    order by found.occurred_at, found.position`.execute(db);
  return rows;
}

function inLogs({ partnerships }: AuditFilter): RawBuilder<SqlBool> {
  return partnerships === undefined ? sql`true` : sql`head.log = any(${partnerships.map(logOf)}::text[])`;
}

function conditions(db: Kysely<Database>, { filter, window, keys }: KeyedPart): RawBuilder<unknown> {
  const [first, ...others] = keys;
  const { from, to } = filter;
  const all = [sql`key.log = head.log`, sql`key.key = ${first}`, inWindow('key', window)];
  if (from !== undefined) all.push(sql`key.occurred_at >= ${from}`);
  if (to !== undefined) all.push(sql`key.occurred_at < ${to}`);
  for (const other of others)
    all.push(sql`exists (select from audit_key other where other.log = key.log and other.key = ${other}
      and other.occurred_at = key.occurred_at and other.position = key.position)`);
  const more = ofEvent(db, { filter, isOneKey: others.length === 0 });
  if (more) all.push(more);
  return sql.join(all, sql` and `);
}

/** What the keys do not say; undefined where they say it all. */
function ofEvent(
  db: Kysely<Database>,
  { filter, isOneKey }: { readonly filter: AuditFilter; readonly isOneKey: boolean },
): RawBuilder<unknown> | undefined {
  const { entry, from: _from, to: _to, partnerships: _partnerships, ...rest } = filter;
  if (isOneKey && Object.keys(rest).length === 0) return undefined;
  const event = narrowed(db.selectFrom('audit_event').select('position'), rest).where(
    sql<SqlBool>`audit_event.position = key.position`,
  );
  return isOneKey || entry === undefined
    ? sql`exists (${event})`
    : sql`exists (${event.where(hasOneEntry(entry))})`;
}

/** That one entry has all of it, the payload says. */
function hasOneEntry({ source, ...rest }: EntryFilter): RawBuilder<SqlBool> {
  const example = JSON.stringify([{ ...rest, ...(source !== undefined && { agency: source }) }]);
  return sql<SqlBool>`(payload::jsonb -> 'entries') @> ${example}::jsonb`;
}
