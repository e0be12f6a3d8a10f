import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';

import { Redis } from 'ioredis';
import { Client } from 'pg';

import { folderOf } from '../../policy/support';
import { startGatewayProcess } from '../../support/gateway-process';
import { startServiceGateway } from '../../support/service-gateway';
import { buildWorld, recordsOf, textOf } from './build-world';
import { serveRecords, type AgencyRequest } from './over-http-agency';
import { readPackText, type PackText } from './pack-oracle';
import type { JsonObject } from './records';
import type { Target } from './target';
import { COUNCIL, PACKS, SOURCES, type WorldReview } from './world';

/** A built gateway as a process of its own, with a world, its agencies, and readers of all that it writes down. */
export interface FuzzFixture {
  readonly target: Target;
  readonly reviews: readonly WorldReview[];
  readonly packs: ReadonlyMap<string, PackText>;
  /** Is told of each request that an agency receives, from when it is set. */
  onRequest: (request: AgencyRequest) => void;
  close(): Promise<void>;
}

/** A Redis database of its own, so that nothing that others keep there is taken for the gateway's. */
const REDIS_DATABASE = 11;
const DAY_MS = 86_400_000;

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

export async function startFuzzFixture(): Promise<FuzzFixture> {
  const server = process.env['TEST_REDIS_URL'];
  if (server === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  const redisUrl = new URL(server);
  redisUrl.pathname = `/${String(REDIS_DATABASE)}`;
  const texts = new Map(PACKS.map((pack) => [pack, textOf(pack)]));
  const policies = folderOf(
    Object.fromEntries([...texts].map(([pack, text]) => [`packs/${pack}/pack.yaml`, text])),
  );
  const environment = {
    REDIS_URL: redisUrl.href,
    GATEWAY_POLICY_FOLDER: policies,
    GATEWAY_RATE_LIMIT_PER_MINUTE: '1000000',
    GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '1000000',
    GATEWAY_AGENCY_CACHE_SECONDS: '30',
    GATEWAY_LOG_LEVEL: 'debug',
    // A machine with much else to do is slow, which is no refusal.
    GATEWAY_AUDIT_DEADLINE_MS: '60000',
    GATEWAY_AGENCY_DEADLINE_MS: '60000',
    GATEWAY_OPERATION_DEADLINE_MS: '60000',
  };
  const service = await startServiceGateway({ environment });
  const fixture = { onRequest: (_request: AgencyRequest): void => undefined };
  const records = new Map(SOURCES.map((agency) => [agency, new Map<string, JsonObject>()]));
  const agencies = await Promise.all(
    SOURCES.map((agency) =>
      serveRecords({
        agency,
        records: records.get(agency) ?? new Map(),
        oversends: agency === COUNCIL,
        onRequest: (request) => {
          fixture.onRequest(request);
        },
      }),
    ),
  );
  const endpoints = Object.fromEntries(SOURCES.map((agency, index) => [agency, agencies[index]?.url ?? '']));
  const reviews = await buildWorld(service.gateway.register, endpoints);
  for (const [agency, held] of records)
    for (const [handle, record] of recordsOf(agency, reviews)) held.set(handle, record);
  const metricsPort = String(await freePort());
  const gateway = await startGatewayProcess({ ...service.environment, GATEWAY_METRICS_PORT: metricsPort });
  let read = 0;
  const target: Target = {
    url: gateway.url,
    tokenOf: ({ user, agency, roles, trainedDaysAgo, auditPartnerships }) =>
      service.issuer.token({
        ...{ user, agency, roles, auditPartnerships },
        trainedOn: trainedDaysAgo === null ? null : daysAgo(trainedDaysAgo),
      }),
    newLog() {
      const log = gateway.output();
      const unread = log.slice(read);
      read = log.length;
      return unread;
    },
    stores: async () =>
      new Map([
        ...(await rowsOf(service.database.url)),
        ['redis', await redisText(redisUrl.href)],
        ['metrics', await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()],
      ]),
  };
  return Object.assign(fixture, {
    target,
    reviews,
    packs: new Map([...texts].map(([pack, text]) => [pack, readPackText(text)])),
    close: async () => {
      await gateway.end('SIGTERM');
      await service.close();
      await Promise.all(agencies.map((agency) => agency.close()));
      await rm(policies, { recursive: true, force: true });
    },
  });
}

/** A port that nothing listens on, for the process that is started next. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Every row of every table, as text. */
async function rowsOf(url: string): Promise<ReadonlyMap<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const texts = new Map<string, string>();
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t`);
    texts.set(name, rows.map(({ row }) => row).join('\n'));
  }
  await client.end();
  return texts;
}

/** Every key with its value as Redis itself would write it down. */
async function redisText(url: string): Promise<string> {
  const redis = new Redis(url);
  const keys = await redis.keys('*');
  const values = await Promise.all(keys.map((key) => redis.dump(key)));
  redis.disconnect();
  return [...keys, ...values].join('\n');
}
