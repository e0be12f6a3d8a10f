import { sql, type Kysely, type Migration } from 'kysely';

/**
 * What left by each event, as the rules for unusual access count it: they would otherwise unpack every entry of every event
 * of an hour, or a month, for each event that they look at. Derived from the record, and never the record itself: it is
 * filled as the watch goes on, so that a database of before has nothing to wait for.
 */
export const oversightTally: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table oversight_tally (
      log text not null,
      sequence bigint not null,
      occurred_at timestamptz not null,
      partnership text,
      actor_user text not null,
      actor_agency text not null,
      subjects text[] not null,
      offence_records integer not null,
      primary key (log, sequence)
    )`.execute(db);
    await sql`create index oversight_tally_by_user on oversight_tally (actor_user, actor_agency, occurred_at)`.execute(
      db,
    );
    // Nothing but the index is read for the totals of a user, or of a partnership.
    await sql`create index oversight_tally_by_user_offence on oversight_tally (actor_user, occurred_at)
      include (partnership, offence_records) where offence_records > 0`.execute(db);
    await sql`create index oversight_tally_by_partnership_offence on oversight_tally (partnership, occurred_at)
      include (actor_user, offence_records) where offence_records > 0`.execute(db);
    await sql`create index oversight_alert_by_viewer on oversight_alert (viewer_user, viewer_agency)`.execute(
      db,
    );
    await sql`alter table oversight_progress add column tallied bigint not null default 0`.execute(db);
  },
};
