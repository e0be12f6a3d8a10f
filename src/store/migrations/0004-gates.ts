import { sql, type Kysely, type Migration } from 'kysely';

async function extendReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('review')
    .addColumn('scope_from', 'date')
    .addColumn('scope_to', 'date')
    .execute();
  await db.schema
    .alterTable('subject')
    .addColumn('flags', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}

async function createConditions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review_condition')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('condition', 'text', (column) => column.notNull())
    .addColumn('citation', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'timestamptz', (column) => column.notNull())
    .addColumn('withdrawn_by', 'text')
    .addColumn('withdrawn_at', 'timestamptz')
    .execute();
  await sql`create unique index review_condition_holds_once on review_condition (review_id, condition)
    where withdrawn_at is null`.execute(db);
}

async function createAcknowledgements(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reminder_acknowledgement')
    .addColumn('session_hash', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('pack_key', 'text', (column) => column.notNull())
    .addColumn('pack_version', 'text', (column) => column.notNull())
    .addColumn('acknowledged_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('reminder_acknowledgement_pkey', [
      'session_hash',
      'user_id',
      'pack_key',
      'pack_version',
    ])
    .execute();
}

/** What the gates look at: the scope window, subject flags, recorded conditions, acknowledged reminders. */
export const gates: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await extendReviews(db);
    await createConditions(db);
    await createAcknowledgements(db);
  },
};
