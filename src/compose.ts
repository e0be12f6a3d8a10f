import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';

import type { AddressInfo } from 'node:net';

import { sql } from 'kysely';
import type { Logger } from 'pino';

import { openAgencyChecker } from './agencies';
import {
  limitedSource,
  openAuditLog,
  openSigningKeys,
  SIGNING_KEY_FILE,
  type AuditLog,
  type SigningKeys,
} from './audit';
import type { Config } from './config/load';
import { secretFile } from './config/secret-file';
// The demo and its sample agencies are loaded where they are wanted.
import type { Demo } from './demo';
import type { AgencySource } from './domain/agency-source';
import type { AgencyId } from './domain/ids';
import type { Clock, Randomness } from './domain/ports';
import type { GatewayDependencies } from './gateway';
import type { Services } from './graphql/context';
import { checkGrants, GRANT_KEY_FILE, openGrantIssuer, openGrantKeys, type GrantKeys } from './grants';
import { buildGatewaySchema } from './graphql/schema';
import { createGraphQLServer } from './graphql/server';
import { guardSchema } from './graphql/shield';
import { readTrustedDocuments } from './graphql/trusted-documents';
import { requireMappedGuards } from './graphql/shield/mapped-guards';
import { openEntrance } from './http/entrance';
import { openExit, type Exit } from './http/exit';
import { createHttpServer, nameOf } from './http/server';
import { readServerTls } from './http/tls';
import { unexpectedIn } from './http/unexpected';
import { openOversight, SubjectLookup, type OpenOversight } from './oversight';
import { startJobs } from './jobs';
import { openServedMetrics, type Metrics } from './metrics';
import { formatFault, openContractMap, openPackShelf, type PackShelf } from './policy';
import { contactSetCipher, openConfiguredKeyStore, type KeyStore } from './pseudonyms';
import { openReidentification } from './reidentification';
import { keepDestroyed, openRetention, type Retention } from './retention';
import { openCurrentRegister, openRegister, type Register, type RegisterDependencies } from './reviews';
import { openCollect } from './stages/collect/open-collect';
import { openStatistics } from './statistics';
import { openStore, type Store } from './store';

/** What a gateway is made from. */
export interface ComposeOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Adapters that run in this process, for agencies whose endpoint in the register is `embedded:`. */
  readonly embedded?: readonly AgencySource[];
}

/** A gateway that answers. */
export interface Gateway {
  /** Where it answers, without a path. */
  readonly url: string;
  readonly register: Register;
  readonly audit: AuditLog;
  /** What it counts of itself, in Prometheus' text format. */
  readonly metrics: Pick<Metrics, 'text'>;
  readonly demo: Demo | undefined;
  /**
   * Reads the policy packs again and puts all of them in place of the present ones for the next request; on any fault it
   * keeps those that it has and logs why.
   *
   * @returns whether they were replaced.
   */
  reloadPacks(): boolean;
  /** Lets running requests end, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Puts the parts together and listens. What cannot be opened stops the start, and what was opened before is closed
 * again.
 *
 * @throws GatewayError `PACK_INVALID`, `DATA_MAP_INVALID`, `SCHEMA_UNGUARDED`, `STORE_UNAVAILABLE` or `KEY_UNAVAILABLE`.
 */
export async function compose(options: ComposeOptions): Promise<Gateway> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const exit = openExit();
    return await open({ ...options, log: exit.guarded(options.log) }, { closers, close, exit });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Lifetime {
  readonly closers: (() => Promise<unknown>)[];
  readonly close: () => Promise<void>;
  readonly exit: Exit;
}

async function open(options: ComposeOptions, { closers, close, exit }: Lifetime): Promise<Gateway> {
  const { config, log, clock, randomness } = options;
  const tls = await readServerTls(config.serverTls);
  const packs = openPackShelf(config.policyFolder, () => clock.now());
  requireMappedGuards(openContractMap());
  const onUnexpected = unexpectedIn(log);
  const schema = guardSchema(buildGatewaySchema(), onUnexpected);
  const { metrics, close: closeMetrics } = await openServedMetrics(options);
  closers.push(closeMetrics);
  const state = await openState(options, { closers, packs, metrics });
  const { store, audit, register, oversight } = state;
  exit.recordIn(audit);
  closers.push(() => oversight.watch.stop());
  const grantKeys: GrantKeys['jwks'] = () => state.grantKeys.jwks();
  const demo = config.demo
    ? await (await import('./demo/index.js')).startDemo({ ...options, register, audit, grantKeys })
    : undefined;
  if (demo) closers.push(() => demo.close());

  const traceKey = await secretFile(join(config.keyFolder, 'operation-trace.key'), randomness);
  const trustedDocuments = readTrustedDocuments(config.trustedDocuments);
  const apollo = createGraphQLServer({
    schema,
    traceKey: createSecretKey(traceKey),
    introspectionRoles: new Set(config.introspectionRoles),
    trustedDocuments,
    metrics,
    onUnexpected,
  });
  await apollo.start();
  closers.push(() => apollo.stop());
  const collect = await openCollect({ ...options, ...state, onReturn: metrics.agency });
  closers.push(() => collect.close());
  const jobs = startJobs({ ...options, ...state, metrics });
  closers.push(() => jobs.stop());
  metrics.observe({ breakers: collect.states, pool: store.connections, jobs: jobs.counts });
  const entrance = await openEntrance({
    ...{ config, log, clock, store, schema, trustedDocuments },
    issuer: demo?.issuer,
  });
  closers.push(() => entrance.close());
  const services = servicesOf({ ...entrance, clock, packs, state, log, collect: collect.dependencies });
  const server = createHttpServer({
    apollo,
    context: { services, metrics, ...entrance.dependencies },
    trustedProxies: config.trustedProxies,
    requestTimeoutMs: config.requestTimeoutMs,
    tls,
    log,
    guardResponses: exit.guardResponses,
    requestId: () => randomness.uuid(clock.now()),
    ready: () => answers(store),
    grantKeys,
  });
  await demo?.serve(server);
  await server.listen({ host: config.host, port: config.port });
  closers.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  const url = `${tls ? 'https' : 'http'}://${config.host}:${String(port)}`;
  return { url, register, audit, metrics, demo, reloadPacks: () => reload(packs, log), close };
}

function reload(packs: PackShelf, log: Logger): boolean {
  try {
    const faults = packs.reload();
    if (faults.length === 0) {
      const inForce = packs.all().map(({ key, version, digest }) => ({ key, version, digest }));
      log.info({ packs: inForce }, 'policy packs reloaded');
      return true;
    }
    log.error({ faults: faults.map(formatFault) }, 'policy packs kept: the new ones have faults');
  } catch (error) {
    log.error({ error: nameOf(error) }, 'policy packs kept: the new ones cannot be read');
  }
  return false;
}

interface Parts {
  readonly clock: Clock;
  readonly packs: PackShelf;
  readonly state: State;
  readonly collect: GatewayDependencies['collect'];
  readonly log: Logger;
  readonly reviewLimiter: Services['reviewLimiter'];
}

function servicesOf({ clock, packs, state, collect, log, reviewLimiter }: Parts): Services {
  const { audit, keys, register, retention, registerParts, oversight } = state;
  const gateway: GatewayDependencies = {
    audit,
    current: openCurrentRegister(register, registerParts.store.db),
    decide: { packs, clock, register },
    collect,
    minimise: { keys },
    reportSurplus: (surplus) => log.warn({ ...surplus }, 'an agency sent more than it was asked for'),
  };
  return {
    register,
    retention,
    statistics: openStatistics({ ...registerParts, packs, register }),
    reidentification: openReidentification({ ...registerParts, register, keys, gateway, log }),
    packs,
    audit,
    reviewLimiter,
    alerts: oversight.alerts,
    reportSource: () =>
      limitedSource({
        db: registerParts.store.db,
        clock,
        packs: packs.all(),
        verify: (limits) => audit.verify(limits),
        retentionDueOn: (review, sealed) => registerParts.cipher.open(review, sealed),
      }),
    subjectLookup: new SubjectLookup({ ...registerParts, db: registerParts.store.db, register, keys }),
    keys,
    clock,
    gateway,
  };
}

interface State {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly keys: KeyStore;
  readonly register: Register;
  readonly retention: Retention;
  readonly registerParts: RegisterDependencies;
  readonly grantKeys: GrantKeys;
  readonly signingKeys: SigningKeys;
  readonly oversight: OpenOversight;
}

interface StateParts {
  readonly closers: Lifetime['closers'];
  readonly packs: PackShelf;
  readonly metrics: Metrics;
}

async function openState(
  { config, log, clock, randomness }: ComposeOptions,
  { closers, packs, metrics }: StateParts,
): Promise<State> {
  const store = await openStore(
    config.databaseUrl === undefined
      ? { dataFolder: join(config.dataFolder, 'database') }
      : { databaseUrl: config.databaseUrl },
  );
  closers.push(() => store.close());
  const signingKeys = await openSigningKeys({
    file: join(config.keyFolder, SIGNING_KEY_FILE),
    passphrase: config.keyPassphrase ?? null,
    clock,
    randomness,
  });
  const { db } = store;
  const { oversightRules, alertWebhookUrl, auditDeadlineMs: deadlineMs } = config;
  const watched = openOversight({ rulesFile: oversightRules, webhookUrl: alertWebhookUrl, log });
  const { onAppended } = watched;
  const audit = openAuditLog({
    db,
    clock,
    randomness,
    deadlineMs,
    signingKeys,
    onAppended,
    observer: metrics,
  });
  closers.push(() => audit.drain());
  const keys = await openConfiguredKeyStore(config, { clock, randomness });
  const returned = await keepDestroyed(store, keys);
  if (returned.length > 0)
    log.warn({ keys: returned.length }, 'keys of destroyed reviews came back and are gone again');
  const cipher = contactSetCipher(keys, randomness);
  const parts = { store, audit, clock, randomness, cipher };
  const grantKeys = await openGrantKeys({ file: join(config.keyFolder, GRANT_KEY_FILE), clock, randomness });
  const grants = openGrantIssuer({ keys: grantKeys, issuer: config.grantIssuer, clock, randomness });
  const grantsFor = (agency: AgencyId) => checkGrants({ issuer: grants, agency, clock, randomness });
  const register = openRegister({ ...parts, checkAgency: openAgencyChecker({ ...config, grantsFor }) });
  const retention = openRetention({ ...parts, packs });
  const oversight = watched.start({ ...parts, db, register });
  return { store, audit, keys, register, retention, registerParts: parts, grantKeys, signingKeys, oversight };
}

async function answers(store: Store): Promise<boolean> {
  try {
    await sql`select 1`.execute(store.db);
    return true;
  } catch {
    return false;
  }
}
