import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import { GatewayError } from '../errors/gateway-error';

/** Counts requests per user, or whatever else is counted by the minute. */
export interface RateLimiter {
  /**
   * Counts one request, or several at once.
   *
   * @throws GatewayError `RATE_LIMITED` when the key has used up this minute.
   */
  count(key: string, points?: number): Promise<void>;
}

/** What is counted: at most so many points a minute under each key. */
export interface Limit {
  readonly perMinute: number;
  /** Keeps the keys of one limit apart from those of another. */
  readonly prefix: string;
}

/** Seconds in which the points of a key are counted. */
const WINDOW_SECONDS = 60;

/** A limiter shared through Redis; in this process only where there is none, or for as long as Redis is away. */
export function createRateLimiter({ perMinute, prefix }: Limit, redis?: Redis): RateLimiter {
  const window = { points: perMinute, duration: WINDOW_SECONDS, keyPrefix: prefix };
  const local = new RateLimiterMemory(window);
  const limiter = redis
    ? new RateLimiterRedis({
        storeClient: redis,
        ...window,
        insuranceLimiter: local,
      })
    : local;
  return {
    async count(key, points = 1) {
      try {
        await limiter.consume(key, points);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw new GatewayError('RATE_LIMITED');
        throw error;
      }
    },
  };
}
