import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { pino } from 'pino';

import { compose, type Gateway } from '../../src/compose';
import { loadConfig } from '../../src/config/load';
import { packageRoot } from '../../src/config/package-root';
import { systemClock, systemRandomness } from '../../src/config/system';
import type { Clock } from '../../src/domain/ports';
import { createDatabase, type TestDatabase } from './database';
import { startIssuer, type TestClaims, type TestIssuer } from './issuer';

/** What came back of a GraphQL request over HTTP. */
export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came, for scans. */
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string };
    readonly path?: readonly (string | number)[];
  }[];
  readonly extensions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A gateway as a partnership runs it: PostgreSQL, a token issuer of its own, no demo. */
export interface ServiceGateway {
  readonly gateway: Gateway;
  readonly database: TestDatabase;
  readonly issuer: TestIssuer;
  /** Every line that the gateway has logged. */
  readonly log: readonly string[];
  /** The settings by which commands find the same database and keys. */
  readonly environment: Readonly<Record<string, string>>;
  as(claims: TestClaims): Promise<Caller>;
  close(): Promise<void>;
}

/** Somebody who asks. */
export type Caller = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<GraphQLAnswer>;

/** How a test's gateway differs from a plain one. */
export interface ServiceOptions {
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string>>;
  /** Puts something between the gateway and its database. */
  readonly throughDatabase?: (url: URL) => Promise<URL>;
}

export async function startServiceGateway(options: ServiceOptions = {}): Promise<ServiceGateway> {
  const [database, issuer, folder] = await Promise.all([
    createDatabase(),
    startIssuer(),
    mkdtemp(join(tmpdir(), 'review-gateway-')),
  ]);
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const direct = new URL(database.url);
  const databaseUrl = (await options.throughDatabase?.(direct)) ?? direct;
  const environment = {
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl.href,
    GATEWAY_MODE: 'service',
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    GATEWAY_KEY_PASSPHRASE: 'a passphrase of the tests',
    GATEWAY_TOKEN_ISSUER: issuer.issuer,
    GATEWAY_TOKEN_AUDIENCE: issuer.audience,
    GATEWAY_TOKEN_JWKS_URL: issuer.jwksUrl,
    GATEWAY_AGENCY_DEADLINE_MS: '1500',
    GATEWAY_RATE_LIMIT_PER_MINUTE: '100000',
    GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '100000',
    // What is unusual depends on the hour of the day: tests that want rules bring their own.
    GATEWAY_OVERSIGHT_RULES: join(packageRoot(), 'test', 'support', 'no-rules.yaml'),
    ...options.environment,
  };
  const config = loadConfig(environment);
  const log = pino({ level: 'debug', base: null }, sink);
  const gateway = await compose({
    config,
    log,
    clock: options.clock ?? systemClock,
    randomness: systemRandomness,
  });
  return {
    gateway,
    database,
    issuer,
    log: lines,
    environment,
    as: async (claims) => {
      const token = await issuer.token(claims);
      return (query, variables) => graphql(gateway.url, { token, query, ...(variables && { variables }) });
    },
    async close() {
      await gateway.close();
      await issuer.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends one operation. */
export async function graphql(
  url: string,
  {
    token,
    query,
    variables,
  }: {
    readonly token?: string;
    readonly query: string;
    readonly variables?: Readonly<Record<string, unknown>>;
  },
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, ...(variables && { variables }) }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as Partial<Pick<GraphQLAnswer, 'data' | 'errors' | 'extensions'>>;
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: body.data,
    errors: body.errors ?? [],
    extensions: body.extensions ?? {},
  };
}

/** What stands at a path of an answer; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (below, step) =>
      typeof below === 'object' && below !== null
        ? (below as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

/** The list at a path of an answer. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = at(value, ...path);
  if (!Array.isArray(list)) throw new Error(`There is no list at ${path.join('.')}.`);
  return list as readonly unknown[];
}
