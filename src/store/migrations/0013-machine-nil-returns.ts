import type { Kysely, Migration } from 'kysely';

/** What an agency lets a machine answer of a contact check: that it knows nobody, over a scope that it declares. */
export const machineNilReturns: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('agency').addColumn('machine_nil_scope', 'text').execute();
    await db.schema
      .alterTable('contact_check')
      .addColumn('answered_by_machine', 'boolean', (column) => column.notNull().defaultTo(false))
      .execute();
  },
};
