import { sql, type Kysely, type Migration } from 'kysely';

async function createSalts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review_salt')
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('salt_ciphertext', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('review_salt_pkey', ['review_id', 'scope'])
    .execute();
}

async function createLabels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('role_label')
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('allots', 'boolean', (column) => column.notNull())
    .addColumn('allotted_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('role_label_pkey', ['review_id', 'fingerprint'])
    .execute();
  // Replicas that allot one label to two people at once: the second is refused, and reads what the first has written.
  await sql`create unique index role_label_allotted_once on role_label (review_id, label) where allots`.execute(
    db,
  );
}

async function createReleases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('text_release')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('agency_id', 'text', (column) => column.notNull().references('agency.id'))
    .addColumn('text_id', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('released_by', 'text', (column) => column.notNull())
    .addColumn('released_at', 'timestamptz', (column) => column.notNull())
    .addColumn('withdrawn_by', 'text')
    .addColumn('withdrawn_at', 'timestamptz')
    .execute();
  await sql`create unique index text_release_holds_once on text_release (review_id, text_id)
    where withdrawn_at is null`.execute(db);
}

/** What de-identification keeps: salts under the review's key, role labels, released texts, the index event's day. */
export const deidentification: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createSalts(db);
    await createLabels(db);
    await createReleases(db);
    await db.schema.alterTable('review').addColumn('index_event_on', 'date').execute();
  },
};
