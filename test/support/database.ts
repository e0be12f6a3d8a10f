import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

/** A PostgreSQL database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** URL of the PostgreSQL server that the test runner has set up; `npm test` gives it. */
export const postgresUrl = (): string | undefined => process.env['TEST_DATABASE_URL'];

/** Makes a database; `drop` takes it away with whatever is still connected. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = postgresUrl();
  if (server === undefined) throw new Error('TEST_DATABASE_URL is not set; run the tests with npm test.');
  const name = `gateway_${randomBytes(6).toString('hex')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `drop database ${name} with (force)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
