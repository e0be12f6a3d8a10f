import { z } from 'zod';

/** Settings of an agency that is read from a social care database; times in milliseconds. */
export const sqlConfigSchema = z.strictObject({
  agency: z.string().min(1),
  /** Schema that holds the tables. */
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/)
    .default('dbo'),
  /** Connections to a PostgreSQL server; an embedded database has one. */
  connections: z.int().positive().max(64).default(4),
  connectTimeout: z.int().positive().default(2_000),
  /** Longest time that one statement may run on a PostgreSQL server. */
  statementTimeout: z.int().positive().default(5_000),
});

/** Settings with the defaults filled in. */
export type SqlConfig = z.output<typeof sqlConfigSchema>;
/** Settings as they are written. */
export type SqlConfigInput = z.input<typeof sqlConfigSchema>;
