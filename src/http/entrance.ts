import type { GraphQLSchema } from 'graphql';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';

import type { Config } from '../config/load';
import type { Clock } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import type { TrustedDocuments } from '../graphql/trusted-documents';
import { openRevocations, signalsOver } from '../revocations';
import type { TokenTrust } from '../stages/identify';
import type { Store } from '../store';
import type { ContextDependencies } from './context';
import { issuerKeys } from './issuer-keys';
import { createRateLimiter, type RateLimiter } from './rate-limit';
import { ukNetworkOf } from './uk-network';

/** What decides who and what comes in. */
export interface EntranceOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly store: Store;
  /** The guarded schema. */
  readonly schema: GraphQLSchema;
  readonly trustedDocuments: TrustedDocuments;
  /** The issuer that the demo brings; the configured one is trusted without it. */
  readonly issuer: Omit<TokenTrust, 'now'> | undefined;
}

/** Everything that a request passes before it is read. */
export interface Entrance {
  /** Counts what an agency asks about a review. */
  readonly reviewLimiter: RateLimiter;
  readonly dependencies: Omit<ContextDependencies, 'services' | 'metrics'>;
  close(): Promise<void>;
}

/** Milliseconds between two looks at the revocations, for replicas that no signal reaches. */
const REVOCATION_LOOK_MS = 500;

/**
 * Opens what stands before the gateway: trust in tokens, revocations, the rate limit, and the limits of operations.
 *
 * @throws GatewayError `CONFIG_INVALID` where no issuer is configured, `STORE_UNAVAILABLE`
 */
export async function openEntrance(options: EntranceOptions): Promise<Entrance> {
  const { config, log, schema, trustedDocuments } = options;
  const trust = trustOf(options);
  const [counting, listening] = [openRedis(options), openRedis(options)];
  const revocations = await openRevocations({
    db: options.store.db,
    // An embedded database is this process's own.
    everyMs: config.databaseUrl === undefined ? null : REVOCATION_LOOK_MS,
    ...(listening && { signals: signalsOver(listening) }),
    onFault: (error) => {
      log.warn({ error: kindOf(error) }, 'revocations could not be looked at');
    },
  });
  return {
    reviewLimiter: createRateLimiter(
      { perMinute: config.reviewRateLimitPerMinute, prefix: 'reviews' },
      counting,
    ),
    dependencies: {
      trust,
      limiter: createRateLimiter({ perMinute: config.rateLimitPerMinute, prefix: 'requests' }, counting),
      ukNetwork: ukNetworkOf(config),
      revocations,
      admission: {
        schema,
        limits: config.operationLimits,
        trustedDocuments,
        trustedDocumentRoles: new Set(config.trustedDocumentRoles),
      },
    },
    close() {
      revocations.stop();
      for (const redis of [counting, listening]) redis?.disconnect();
      return Promise.resolve();
    },
  };
}

function trustOf({ config, clock, log, issuer: own }: EntranceOptions): TokenTrust {
  const now = (): Date => clock.now();
  if (own) return { ...own, now };
  if (!config.token) throw new GatewayError('CONFIG_INVALID', { detail: 'no token issuer is configured' });
  const { issuer, audience, jwksUrl, boundOnly: boundTokensOnly } = config.token;
  const onFault = (error: unknown): void => {
    log.warn({ error: kindOf(error) }, 'the keys of the token issuer could not be fetched');
  };
  const keys = issuerKeys({ url: new URL(jwksUrl), clock, onFault });
  return { issuer, audience, keys, now, boundTokensOnly };
}

function openRedis({ config, log }: EntranceOptions): Redis | undefined {
  if (config.redisUrl === undefined) return undefined;
  const redis = new Redis(config.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  redis.on('error', (error: unknown) => {
    log.warn({ error: kindOf(error) }, 'redis is away; requests are counted in this process');
  });
  return redis;
}

/** The kind of an error, for the log: its text may hold data. */
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
