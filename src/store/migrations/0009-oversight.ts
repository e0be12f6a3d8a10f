import { sql, type Kysely, type Migration } from 'kysely';

/** What nobody changes or removes once it is written, the owner of the tables included. */
const APPEND_ONLY = ['oversight_alert', 'oversight_notice', 'oversight_disposition', 'audit_cosignature'];

async function createAlerts(db: Kysely<unknown>): Promise<void> {
  await sql`create table oversight_progress (
    log text primary key,
    sequence bigint not null
  )`.execute(db);
  await sql`create table oversight_alert (
    alert_id uuid primary key,
    rule text not null,
    event_id uuid not null,
    log text not null,
    sequence bigint not null,
    partnership text,
    review_id text,
    viewer_user text not null,
    viewer_agency text not null,
    raised_at timestamptz not null,
    constraint oversight_alert_once unique (rule, event_id)
  )`.execute(db);
  await sql`create table oversight_notice (
    alert_id uuid primary key references oversight_alert (alert_id),
    notified_at timestamptz not null
  )`.execute(db);
  await sql`create table oversight_disposition (
    disposition_id uuid primary key,
    alert_id uuid not null references oversight_alert (alert_id),
    disposition text not null,
    decided_by text not null,
    decided_by_agency text not null,
    decided_at timestamptz not null
  )`.execute(db);
  await sql`create index oversight_disposition_by_alert on oversight_disposition (alert_id, decided_at)`.execute(
    db,
  );
}

async function createLeavers(db: Kysely<unknown>): Promise<void> {
  await sql`create table account_leaving (
    user_id text not null,
    agency_id text not null,
    left_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (user_id, agency_id)
  )`.execute(db);
}

async function createCosignatures(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_cosignature (
    log text not null,
    tree_size bigint not null,
    witness text not null,
    signature text not null,
    cosigned_at timestamptz not null,
    primary key (log, tree_size, witness)
  )`.execute(db);
}

/** The functions are those of the audit record. */
async function createGuards(db: Kysely<unknown>): Promise<void> {
  for (const table of APPEND_ONLY) {
    await sql`create trigger ${sql.id(`${table}_append_only`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_audit_change()`.execute(db);
    await sql`create trigger ${sql.id(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_audit_change()`.execute(db);
  }
}

/** Alerts of unusual access with their dispositions, accounts that were left, and witnesses' cosignatures. */
export const oversight: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createAlerts(db);
    await createLeavers(db);
    await createCosignatures(db);
    await createGuards(db);
    await sql`create index audit_event_by_user_time on audit_event (actor_user, occurred_at)`.execute(db);
  },
};
