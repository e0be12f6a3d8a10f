import type { Kysely, Migration } from 'kysely';

/** What an agency was registered with, beside its address; an agency that the operator entered by hand has none of it. */
export const agencyRegistration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('agency')
      .addColumn('state', 'text', (column) => column.notNull().defaultTo('ACTIVE'))
      .addColumn('offers', 'text')
      .addColumn('data_map', 'text')
      .addColumn('data_map_digest', 'text')
      .addColumn('residency', 'text')
      .addColumn('registered_by', 'text')
      .addColumn('registered_at', 'timestamptz')
      .execute();
  },
};
