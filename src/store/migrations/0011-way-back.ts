import { sql, type Kysely, type Migration } from 'kysely';

async function createTwoPersonRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('two_person_request')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('review_id', 'uuid', (column) => column.references('review.id'))
    .addColumn('requested_user', 'text', (column) => column.notNull())
    .addColumn('requested_agency', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'timestamptz', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('post_approval_due_on', 'date')
    .addColumn('decide_before', 'timestamptz', (column) => column.notNull())
    .addColumn('decision', 'text')
    .addColumn('decided_user', 'text')
    .addColumn('decided_agency', 'text')
    .addColumn('decided_at', 'timestamptz')
    .addColumn('use_before', 'timestamptz')
    .addColumn('used_at', 'timestamptz')
    // Whatever a program does: nobody is their own second person.
    .addCheckConstraint('two_person_request_two_people', sql`decided_user <> requested_user`)
    .execute();
  await sql`create index two_person_request_of_user on two_person_request (kind, requested_user, requested_at)`.execute(
    db,
  );
  await sql`create index two_person_request_of_review on two_person_request (kind, review_id)`.execute(db);
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reidentification_notice')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('request_id', 'uuid', (column) => column.notNull().references('two_person_request.id'))
    .addColumn('agency_id', 'text', (column) => column.notNull().references('agency.id'))
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addUniqueConstraint('reidentification_notice_once', ['request_id', 'agency_id'])
    .execute();
  await sql`create index reidentification_notice_of_agency on reidentification_notice (agency_id, created_at)`.execute(
    db,
  );
}

async function createRetention(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review_retention')
    .addColumn('review_id', 'uuid', (column) => column.primaryKey().references('review.id'))
    .addColumn('rule', 'text')
    .addColumn('pack_key', 'text')
    .addColumn('pack_version', 'text')
    .addColumn('due_on', 'date')
    .addColumn('recorded_by', 'text')
    .addColumn('recorded_at', 'timestamptz')
    .addColumn('hold_reason', 'text')
    .addColumn('hold_by', 'text')
    .addColumn('hold_at', 'timestamptz')
    .addColumn('destroyed_at', 'timestamptz')
    .addColumn('certificate', 'text')
    .execute();
}

/** What takes two people, the notices to source controllers, and when a review's key is destroyed. */
export const wayBack: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createTwoPersonRequests(db);
    await createNotices(db);
    await createRetention(db);
  },
};
