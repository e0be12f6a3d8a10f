import type { Kysely, Migration } from 'kysely';

/** A due date may be a date of birth and some years: it is kept under the review's key, like the contact set. */
async function sealDueDates(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('review_retention').dropColumn('due_on').execute();
  await db.schema.alterTable('review_retention').addColumn('due_ciphertext', 'bytea').execute();
}

async function createReleases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('statistics_release')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('partnership_id', 'text', (column) => column.notNull().references('partnership.id'))
    .addColumn('financial_year', 'integer', (column) => column.notNull())
    .addColumn('population', 'text', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('profile', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('released_at', 'timestamptz', (column) => column.notNull())
    // What is counted of one year is told in one table only, since a second one could be subtracted from it.
    .addUniqueConstraint('statistics_release_once', ['partnership_id', 'financial_year', 'population'])
    .execute();
}

/** What statistics have been released, so that they are released once. */
export const statistics: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sealDueDates(db);
    await createReleases(db);
  },
};
