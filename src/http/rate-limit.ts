import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import { GatewayError } from '../errors/gateway-error';

/** Counts requests per user. */
export interface RateLimiter {
  /**
   * Counts one request.
   *
   * @throws GatewayError `RATE_LIMITED` when the user has used up this minute.
   */
  count(user: string): Promise<void>;
}

/** Seconds in which the points of a user are counted. */
const WINDOW_SECONDS = 60;

/** A limiter shared through Redis; in this process only where there is none, or for as long as Redis is away. */
export function createRateLimiter(perMinute: number, redis?: Redis): RateLimiter {
  const local = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS, keyPrefix: 'requests' });
  const limiter = redis
    ? new RateLimiterRedis({
        storeClient: redis,
        points: perMinute,
        duration: WINDOW_SECONDS,
        keyPrefix: 'requests',
        insuranceLimiter: local,
      })
    : local;
  return {
    async count(user) {
      try {
        await limiter.consume(user);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw new GatewayError('RATE_LIMITED');
        throw error;
      }
    },
  };
}
