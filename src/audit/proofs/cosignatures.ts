import type { Kysely } from 'kysely';
import type { Database } from '../../store';

/** The cosignatures that are kept of a checkpoint, as signature lines. */
export async function cosignaturesOf(db: Kysely<Database>, log: string, size: number): Promise<string> {
  const rows = await db
    .selectFrom('audit_cosignature')
    .select('signature')
    .where('log', '=', log)
    .where('tree_size', '=', size)
    .orderBy('witness')
    .execute();
  return rows.map(({ signature }) => signature).join('');
}
