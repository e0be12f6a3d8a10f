import type { Kysely, Migration } from 'kysely';

/** What was said to be due: once for each thing and stage, whichever replica noticed it. */
export const dueNotices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('due_notice')
      .addColumn('id', 'uuid', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('reference', 'uuid', (column) => column.notNull())
      // The day that counts; a clock that was started anew is noticed anew.
      .addColumn('due_on', 'date')
      .addColumn('agency_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('notified_at', 'timestamptz')
      .addUniqueConstraint('due_notice_once', ['kind', 'reference', 'due_on'], (unique) =>
        unique.nullsNotDistinct(),
      )
      .execute();
  },
};
