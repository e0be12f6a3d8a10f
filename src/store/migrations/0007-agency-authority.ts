import type { Kysely, Migration } from 'kysely';

/** Who vouches for an agency's certificate, where it is not one of the platform's authorities. */
export const agencyAuthority: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('agency').addColumn('authority', 'text').execute();
  },
};
