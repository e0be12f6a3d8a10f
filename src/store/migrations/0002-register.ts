import type { Kysely, Migration } from 'kysely';

async function createAgencies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('partnership')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('pack_key', 'text', (column) => column.notNull())
    .addColumn('coordinating_agency', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('agency')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('endpoint_url', 'text')
    .execute();
  await db.schema
    .createTable('agency_partnership')
    .addColumn('agency_id', 'text', (column) => column.notNull().references('agency.id'))
    .addColumn('partnership_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('agency_partnership_pkey', ['agency_id', 'partnership_id'])
    .execute();
}

async function createReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('paused_from', 'text')
    .addColumn('partnership_id', 'text', (column) => column.notNull().references('partnership.id'))
    .addColumn('opened_at', 'timestamptz', (column) => column.notNull())
    .addColumn('opened_by', 'text', (column) => column.notNull())
    .addColumn('opened_by_agency', 'text', (column) => column.notNull())
    .addUniqueConstraint('review_reference_per_partnership', ['partnership_id', 'reference'])
    .execute();
  await db.schema
    .createTable('review_agency')
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('agency_id', 'text', (column) => column.notNull().references('agency.id'))
    .addColumn('standing', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('review_agency_pkey', ['review_id', 'agency_id'])
    .execute();
  await db.schema.createIndex('review_agency_by_agency').on('review_agency').column('agency_id').execute();
  await db.schema
    .createTable('subject')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('identity_ciphertext', 'bytea', (column) => column.notNull())
    .addColumn('protected_address', 'boolean', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addUniqueConstraint('subject_position_per_review', ['review_id', 'position'])
    .execute();
}

async function createContactChecks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('contact_check')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('agency_id', 'text', (column) => column.notNull().references('agency.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('sent_at', 'timestamptz', (column) => column.notNull())
    .addColumn('due_on', 'date', (column) => column.notNull())
    .addColumn('answered_at', 'timestamptz')
    .addColumn('answered_by', 'text')
    .addColumn('searched_scope', 'text')
    .addUniqueConstraint('contact_check_per_agency', ['review_id', 'agency_id'])
    .execute();
  await db.schema
    .createIndex('contact_check_by_agency')
    .on('contact_check')
    .columns(['agency_id', 'state'])
    .execute();
  await db.schema
    .createTable('record_link')
    .addColumn('review_id', 'uuid', (column) => column.notNull().references('review.id'))
    .addColumn('agency_id', 'text', (column) => column.notNull().references('agency.id'))
    .addColumn('subject_id', 'uuid', (column) => column.notNull().references('subject.id'))
    .addColumn('handle', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('record_link_pkey', ['review_id', 'agency_id', 'subject_id'])
    .execute();
  await db.schema
    .createTable('idempotency')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('input_hash', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_pkey', ['scope', 'key'])
    .execute();
}

/** The register: partnerships, agencies, reviews, subjects, standings, contact checks. */
export const register: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createAgencies(db);
    await createReviews(db);
    await createContactChecks(db);
  },
};
