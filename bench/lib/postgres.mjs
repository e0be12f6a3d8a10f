import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

// The product's own driver: the bench asks the database nothing that the product does not.
const { Client } = createRequire(new URL('../../package.json', import.meta.url))('pg');

async function run(url, statement) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of a contender's own on the server that BENCH_DATABASE_URL names. */
export async function createDatabase() {
  const server = process.env.BENCH_DATABASE_URL;
  const name = `bench_${randomBytes(6).toString('hex')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `drop database ${name} with (force)`) };
}
