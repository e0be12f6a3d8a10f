import { readFile } from 'node:fs/promises';

import { Redis } from 'ioredis';
import type { Logger } from 'pino';

import type { AgencyTlsConfig, Config } from '../../config/load';
import type { AgencySource } from '../../domain/agency-source';
import type { AgencyId } from '../../domain/ids';
import type { Clock, Randomness } from '../../domain/ports';
import { GatewayError } from '../../errors/gateway-error';
import { openGrantIssuer, type GrantKeys } from '../../grants';
import type { KeyStore } from '../../pseudonyms';
import { openAnswerCache, type AnswerCache } from './answer-cache';
import { memoryAnswerStore, redisAnswerStore } from './answer-store';
import { openConnections, type ConnectionOptions } from './connections';
import { openFanOut, type BreakerState } from './fan-out';
import type { CollectDependencies } from './index';

/** What collecting needs while the gateway runs. */
export interface OpenCollect {
  readonly dependencies: Omit<CollectDependencies, 'endpointOf'>;
  /** The circuit breaker of each agency that was called since the start. */
  readonly states: () => ReadonlyMap<AgencyId, BreakerState>;
  close(): Promise<void>;
}

export interface OpenCollectOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly grantKeys: Pick<GrantKeys, 'current'>;
  /** The reviews' keys. */
  readonly keys: Pick<KeyStore, 'reviewKey'>;
  /** Adapters that run in this process. */
  readonly embedded?: readonly AgencySource[];
  readonly onReturn?: CollectDependencies['onReturn'];
}

/**
 * Opens the ways to the agencies as the settings say.
 *
 * @throws GatewayError `CONFIG_INVALID` when a file of the TLS settings cannot be read.
 */
export async function openCollect(options: OpenCollectOptions): Promise<OpenCollect> {
  const { config, log, clock, randomness, grantKeys, onReturn, embedded = [] } = options;
  const redis = openRedis(options);
  const connections = openConnections(await connectionOptions(config));
  const fanOut = openFanOut({
    onChange: (agency, breaker) => log.warn({ agency, breaker }, 'the circuit breaker of an agency changed'),
  });
  return {
    dependencies: {
      connections,
      fanOut,
      ...(onReturn && { onReturn }),
      cache: cacheOf(options, redis),
      embedded: new Map(embedded.map((source) => [source.agency, source])),
      clock,
      grants: openGrantIssuer({ keys: grantKeys, issuer: config.grantIssuer, clock, randomness }),
      deadlineMs: config.agencyDeadlineMs,
      operationDeadlineMs: config.operationDeadlineMs,
      maxBytes: config.agencyMaxBytes,
      onUnsafeAddress: (agency) =>
        log.error({ agency }, 'an agency is registered without https and is not asked: register it with it'),
    },
    states: () => fanOut.states(),
    close: async () => {
      redis?.disconnect();
      await connections.close();
    },
  };
}

/** Shared by replicas; without it answers are kept in this process. */
function openRedis({ config, log }: OpenCollectOptions): Redis | undefined {
  if (config.agencyCacheSeconds === 0 || config.redisUrl === undefined) return undefined;
  const redis = new Redis(config.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  redis.on('error', (error: unknown) => {
    log.warn(
      { error: error instanceof Error ? error.name : typeof error },
      'redis is away; agencies are asked',
    );
  });
  return redis;
}

function cacheOf(
  { config, keys, clock, randomness }: OpenCollectOptions,
  redis: Redis | undefined,
): AnswerCache | undefined {
  if (config.agencyCacheSeconds === 0) return undefined;
  return openAnswerCache({
    store: redis ? redisAnswerStore(redis) : memoryAnswerStore(),
    keys,
    clock,
    randomness,
    ttlMs: config.agencyCacheSeconds * 1_000,
  });
}

async function connectionOptions({ agencyTls, agencyDeadlineMs }: Config): Promise<ConnectionOptions> {
  const [authorities, certificate, privateKey] = await Promise.all([
    pem(agencyTls, 'authoritiesFile'),
    pem(agencyTls, 'certificateFile'),
    pem(agencyTls, 'keyFile'),
  ]);
  return { authorities, certificate, privateKey, timeoutMs: agencyDeadlineMs };
}

async function pem(files: AgencyTlsConfig, name: keyof AgencyTlsConfig): Promise<string | undefined> {
  const file = files[name];
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new GatewayError('CONFIG_INVALID', { detail: `the agency TLS settings: no ${name}`, cause });
  }
}
