import type { Kysely, Migration } from 'kysely';

/** Access that was taken back before its token expires; users and sessions by hash. */
export const revocations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('revocation')
      .addColumn('sequence', 'bigserial', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('target_hash', 'text', (column) => column.notNull())
      .addColumn('revoked_at', 'timestamptz', (column) => column.notNull())
      .execute();
  },
};
