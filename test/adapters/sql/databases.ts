import { PGlite } from '@electric-sql/pglite';
import { Pool } from 'pg';
import { COUNCIL_SCHEMA } from '../../../adapters/samples/council-schema';
import type { CouncilConnection } from '../../../adapters/sql/database';

/** A database with the council's tables, empty. */
export interface TestDatabase {
  readonly connection: CouncilConnection;
  /** Schema that holds the tables. */
  readonly schema: string;
  /** Runs a statement that names the schema `dbo`. */
  run(statement: string, values?: readonly (string | number | null)[]): Promise<void>;
  close(): Promise<void>;
}

export async function embeddedDatabase(): Promise<TestDatabase> {
  const pglite = await PGlite.create();
  await pglite.exec(COUNCIL_SCHEMA);
  return {
    connection: { pglite },
    schema: 'dbo',
    run: async (statement, values = []) => {
      await pglite.query(statement, [...values]);
    },
    close: () => pglite.close(),
  };
}

export async function serverDatabase(connectionString: string): Promise<TestDatabase> {
  const pool = new Pool({ connectionString, max: 1 });
  const schema = `council_test_${process.pid}`;
  const named = (statement: string): string => statement.replaceAll(/\bdbo\b/g, schema);
  await pool.query(`drop schema if exists ${schema} cascade`);
  await pool.query(named(COUNCIL_SCHEMA));
  return {
    connection: { connectionString },
    schema,
    run: async (statement, values = []) => {
      await pool.query(named(statement), [...values]);
    },
    close: async () => {
      await pool.query(`drop schema ${schema} cascade`);
      await pool.end();
    },
  };
}
