import { sql, type Kysely } from 'kysely';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';

/** Tables that may be read alone: the view, the keys that a trigger writes, what says which migrations have run, and what an operator revoked. */
const READ_ONLY = ['audit_entry', 'audit_key', 'migration', 'migration_lock', 'revocation'];
const APPEND_ONLY = [
  'audit_event',
  'audit_checkpoint',
  'audit_cosignature',
  'oversight_alert',
  'oversight_notice',
  'oversight_disposition',
];
/** Moves forwards with each event, which a trigger sees to; verification compares it with the events. */
const HEAD = 'audit_head';

/**
 * Gives a role of PostgreSQL what serving requests takes, and no more: of the audit record it may read and insert, never
 * update, delete or truncate. To be run by the owner of the tables, and again after each migration.
 *
 * @throws GatewayError CONFIG_INVALID when there is no such role, or one that no privilege binds: a superuser, the owner of
 *   the tables or a member of the owner
 */
export async function grantServingRole(db: Kysely<Database>, role: string): Promise<void> {
  await requireBoundRole(db, role);
  const { rows } = await sql<{ name: string; schema: string }>`select relname as name, nspname as schema
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = current_schema() and relkind in ('r', 'v', 'p')`.execute(db);
  const schema = rows[0]?.schema ?? 'public';
  await db.transaction().execute(async (trx) => {
    await sql`revoke all on all tables in schema ${sql.id(schema)} from ${sql.id(role)}`.execute(trx);
    await sql`grant usage on schema ${sql.id(schema)} to ${sql.id(role)}`.execute(trx);
    for (const { name } of rows)
      await sql`grant ${sql.raw(privileges(name))} on ${sql.id(schema, name)} to ${sql.id(role)}`.execute(
        trx,
      );
  });
}

function privileges(table: string): string {
  if (READ_ONLY.includes(table)) return 'select';
  if (APPEND_ONLY.includes(table)) return 'select, insert';
  return table === HEAD ? 'select, insert, update (sequence, hash, nodes)' : 'select, insert, update, delete';
}

async function requireBoundRole(db: Kysely<Database>, role: string): Promise<void> {
  const { rows } = await sql<{ bound: boolean }>`select
      not rolsuper and not pg_has_role(oid, relowner, 'member') as bound
    from pg_roles, (select relowner from pg_class where oid = 'audit_event'::regclass) as owner
    where rolname = ${role}`.execute(db);
  const [found] = rows;
  if (found === undefined)
    throw new GatewayError('CONFIG_INVALID', { detail: 'the database has no such role' });
  if (!found.bound)
    throw new GatewayError('CONFIG_INVALID', {
      detail:
        'a superuser, the owner of the tables or a member of the owner is bound by no privilege: take another role',
    });
}
