import { sql, type Kysely, type Migration } from 'kysely';

/** The tables that an answer reads by review, with the column that names the review. */
const OF_A_REVIEW = [
  ['review', 'id'],
  ['review_agency', 'review_id'],
  ['subject', 'review_id'],
  ['contact_check', 'review_id'],
  ['record_link', 'review_id'],
  ['review_condition', 'review_id'],
  ['review_salt', 'review_id'],
  ['role_label', 'review_id'],
  ['text_release', 'review_id'],
] as const;

/** The tables that every answer may depend on. */
const OF_ALL = ['partnership', 'agency', 'agency_partnership'] as const;

/** What was acknowledged stays so, and a replica may remember it; taking it away is a change like another. */
const ACKNOWLEDGED = 'reminder_acknowledgement';

async function createFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`create function register_changed() returns trigger language plpgsql as $$
    begin
      insert into register_revision (scope, revision) values ('directory', 1)
        on conflict (scope) do update set revision = register_revision.revision + 1;
      return null;
    end $$`.execute(db);
  await sql`create function review_changed() returns trigger language plpgsql as $$
    declare
      changed record;
    begin
      for changed in
        select distinct each.content ->> tg_argv[0] as review
        from (values (case when tg_op = 'DELETE' then null else to_jsonb(new) end),
                     (case when tg_op = 'INSERT' then null else to_jsonb(old) end)) as each (content)
        where each.content is not null order by 1
      loop
        insert into register_revision (scope, revision) values (changed.review, 1)
          on conflict (scope) do update set revision = register_revision.revision + 1;
      end loop;
      return null;
    end $$`.execute(db);
}

/**
 * Counts the changes of each review, and of the directory, in the transaction that makes them: a replica that knows the
 * count of what it has read knows by one look whether it still holds. Triggers count, so that no writer can forget to.
 */
export const registerRevision: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('register_revision')
      .addColumn('scope', 'text', (column) => column.primaryKey())
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .execute();
    await createFunctions(db);
    for (const [table, column] of OF_A_REVIEW)
      await sql`create trigger ${sql.id(`${table}_revision`)} after insert or update or delete on ${sql.id(table)}
        for each row execute function review_changed(${sql.lit(column)})`.execute(db);
    for (const table of OF_ALL)
      await sql`create trigger ${sql.id(`${table}_revision`)} after insert or update or delete on ${sql.id(table)}
        for each statement execute function register_changed()`.execute(db);
    await sql`create trigger acknowledgement_revision after update or delete on ${sql.id(ACKNOWLEDGED)}
      for each statement execute function register_changed()`.execute(db);
  },
};
