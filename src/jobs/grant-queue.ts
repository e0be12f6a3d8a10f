import { Client, escapeIdentifier } from 'pg';

import { installQueue, QUEUE_SCHEMA } from './queue-runner';

/**
 * Makes the queue's tables and gives a role of PostgreSQL what running jobs takes. To be run by the owner of the tables,
 * and again after each upgrade.
 *
 * @param databaseUrl the owner's connection URI
 */
export async function grantQueue(databaseUrl: string, role: string): Promise<void> {
  await installQueue(databaseUrl);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await grant(client, { schema: escapeIdentifier(QUEUE_SCHEMA), to: escapeIdentifier(role) });
  } finally {
    await client.end();
  }
}

async function grant(
  client: Client,
  { schema, to }: { readonly schema: string; readonly to: string },
): Promise<void> {
  await client.query(`grant usage on schema ${schema} to ${to}`);
  await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${to}`);
  await client.query(`grant usage, select on all sequences in schema ${schema} to ${to}`);
  // The library shuts its rows to everybody but the owner until somebody is let in.
  const { rows } = await client.query<{ name: string }>(
    'select relname as name from pg_class where relnamespace = $1::regnamespace and relrowsecurity',
    [schema],
  );
  for (const { name } of rows) {
    const table = `${schema}.${escapeIdentifier(name)}`;
    const policy = escapeIdentifier(`serving ${to.slice(1, -1)}`.slice(0, 63));
    await client.query(`drop policy if exists ${policy} on ${table}`);
    await client.query(`create policy ${policy} on ${table} to ${to} using (true) with check (true)`);
  }
}
