import type { Redis } from 'ioredis';

const CHANNEL = 'review-gateway:revoked';

/** Tells that something was revoked, and nothing of what. */
export interface RevocationSignals {
  /** Calls `hear` at each signal. */
  listen(hear: () => void): Promise<void>;
}

/** Signals over a Redis connection of their own: one that listens can do nothing else. */
export const signalsOver = (redis: Redis): RevocationSignals => ({
  async listen(hear) {
    redis.on('message', hear);
    await redis.subscribe(CHANNEL);
  },
});

/** Signals every replica that listens. */
export async function publishOver(redis: Redis): Promise<void> {
  await redis.publish(CHANNEL, 'look');
}
