import { sql, type Kysely, type Migration } from 'kysely';

const FIRST_PREVIOUS_HASH = '0'.repeat(64);

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_event')
    .addColumn('sequence', 'bigint', (column) => column.primaryKey())
    .addColumn('event_id', 'uuid', (column) => column.notNull().unique())
    .addColumn('occurred_at', 'timestamptz', (column) => column.notNull())
    .addColumn('partnership', 'text')
    .addColumn('review_id', 'text')
    .addColumn('actor_user', 'text', (column) => column.notNull())
    .addColumn('actor_agency', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  for (const column of ['review_id', 'partnership', 'actor_agency', 'actor_user']) {
    await db.schema
      .createIndex(`audit_event_by_${column}`)
      .on('audit_event')
      .columns([column, 'sequence'])
      .execute();
  }
  await sql`create table audit_head (
    single boolean primary key default true check (single),
    sequence bigint not null,
    hash text not null
  )`.execute(db);
  await sql`insert into audit_head (sequence, hash) values (0, ${sql.lit(FIRST_PREVIOUS_HASH)})`.execute(db);
}

/** The owner of the tables is refused too, so that no statement of ours can ever change what was recorded. */
async function createGuards(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'the audit record is append-only'; end $$`.execute(db);
  await sql`create function refuse_audit_head_return() returns trigger language plpgsql as $$
    begin
      if new.sequence <= old.sequence then raise exception 'the head of the audit record moves forwards only'; end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger audit_event_append_only before update or delete on audit_event
    for each row execute function refuse_audit_change()`.execute(db);
  await sql`create trigger audit_event_no_truncate before truncate on audit_event
    for each statement execute function refuse_audit_change()`.execute(db);
  await sql`create trigger audit_head_forwards before update on audit_head
    for each row execute function refuse_audit_head_return()`.execute(db);
  await sql`create trigger audit_head_stays before delete on audit_head
    for each row execute function refuse_audit_change()`.execute(db);
  await sql`create trigger audit_head_no_truncate before truncate on audit_head
    for each statement execute function refuse_audit_change()`.execute(db);
}

/** The append-only audit chain and its head. */
export const auditChain: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createTables(db);
    await createGuards(db);
  },
};
