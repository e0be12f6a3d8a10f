import { sql, type Kysely, type Migration } from 'kysely';

/**
 * What entries name, in the order of time: a row for each key of each event, so that a page is found by walking an index and
 * never by looking through the record, however the keys lie in time. The inverted index of before knew no order. The rows are
 * the database's own work: the role that serves requests writes none.
 */
export const auditKeys: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table audit_key (
      log text not null,
      key text not null,
      occurred_at timestamptz not null,
      position bigint not null,
      primary key (log, key, occurred_at, position)
    )`.execute(db);
    await sql`insert into audit_key (log, key, occurred_at, position)
      select log, key, occurred_at, position from audit_event cross join lateral unnest(entry_keys) as key`.execute(
      db,
    );
    await sql`create function write_audit_keys() returns trigger language plpgsql security definer
      set search_path from current as $$
      begin
        insert into audit_key (log, key, occurred_at, position)
          select log, key, occurred_at, position from written cross join lateral unnest(entry_keys) as key;
        return null;
      end $$`.execute(db);
    await sql`create trigger audit_event_keys after insert on audit_event referencing new table as written
      for each statement execute function write_audit_keys()`.execute(db);
    await sql`create trigger audit_key_append_only before update or delete on audit_key
      for each row execute function refuse_audit_change()`.execute(db);
    await sql`create trigger audit_key_no_truncate before truncate on audit_key
      for each statement execute function refuse_audit_change()`.execute(db);
    await db.schema.dropIndex('audit_event_by_entry').execute();
  },
};
