import { sql, type Kysely, type Migration } from 'kysely';

/** What events are searched by; each in the order of time. */
const SEARCHED = ['partnership', 'review_id', 'actor_user', 'actor_agency', 'action', 'outcome'];
/** The indexes of before, which were in the order of writing. */
const FORMER = ['review_id', 'partnership', 'actor_agency', 'actor_user'];

/**
 * Lets events be found by what their entries name, and read in the order of time whatever they are narrowed by. The keys
 * are filled in for events of before: the owner's triggers stand aside for that alone.
 */
export const auditSearch: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table audit_event add column entry_keys text[]`.execute(db);
    await sql`alter table audit_event disable trigger audit_event_append_only`.execute(db);
    await sql`update audit_event set entry_keys = coalesce((
      select array_agg(distinct key collate "C" order by key collate "C")
      from jsonb_array_elements(payload::jsonb -> 'entries') as entry
      cross join lateral unnest(array[
        's:' || (entry ->> 'subject'),
        'a:' || (entry ->> 'agency'),
        'o:' || (entry ->> 'outcome'),
        'c:' || (entry ->> 'category'),
        'c:' || (entry ->> 'category') || ':' || (entry ->> 'outcome')
      ]) as key
      where key is not null), '{}')`.execute(db);
    await sql`alter table audit_event enable trigger audit_event_append_only`.execute(db);
    await sql`alter table audit_event alter column entry_keys set not null`.execute(db);
    for (const column of FORMER) await db.schema.dropIndex(`audit_event_by_${column}`).execute();
    for (const column of SEARCHED)
      await db.schema
        .createIndex(`audit_event_by_${column}`)
        .on('audit_event')
        .columns([column, 'occurred_at', 'position'])
        .execute();
    await sql`create index audit_event_by_time on audit_event (occurred_at, position)`.execute(db);
    await sql`create index audit_event_by_entry on audit_event using gin (entry_keys)`.execute(db);
  },
};
