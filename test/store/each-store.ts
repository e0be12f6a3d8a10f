import { randomBytes } from 'node:crypto';
import { openStore, type Store } from '../../src/store';

const databaseUrl = process.env['TEST_DATABASE_URL'];

/** A database to run the same tests over. */
export interface StoreKind {
  readonly name: string;
  /** A store of its own; `schema` lets a second one join the first. */
  readonly open: (schema?: string) => Promise<Store>;
}

/** A schema name that no other test uses. */
export const ownSchema = (): string => `test_${randomBytes(6).toString('hex')}`;

/** PGlite always; PostgreSQL too when TEST_DATABASE_URL names one. */
export const STORE_KINDS: readonly StoreKind[] = [
  { name: 'PGlite', open: (schema = ownSchema()) => openStore({ schema }) },
  ...(databaseUrl === undefined
    ? []
    : [{ name: 'PostgreSQL', open: (schema = ownSchema()) => openStore({ databaseUrl, schema }) }]),
];
