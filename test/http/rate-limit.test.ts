import { randomUUID } from 'node:crypto';

import { Redis } from 'ioredis';

import { createRateLimiter, type RateLimiter } from '../../src/http/rate-limit';

const REDIS_URL = process.env['TEST_REDIS_URL'];
const connections: Redis[] = [];

function connect(): Redis {
  if (REDIS_URL === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: 1 });
  connections.push(redis);
  return redis;
}

afterAll(() => {
  for (const redis of connections) redis.disconnect();
});

const allowed = async (limiter: RateLimiter, user: string, times: number): Promise<number> => {
  let count = 0;
  for (let time = 0; time < times; time += 1) {
    await limiter.count(user).then(
      () => (count += 1),
      () => undefined,
    );
  }
  return count;
};

describe('the rate limit', () => {
  it('refuses a user who has used up the minute, and nobody else', async () => {
    const limiter = createRateLimiter({ perMinute: 3, prefix: 'requests' });
    expect(await allowed(limiter, 'busy', 5)).toBe(3);
    await expect(limiter.count('busy')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await allowed(limiter, 'other', 3)).toBe(3);
  });

  it('is one limit for all replicas that share a Redis', async () => {
    const user = randomUUID();
    const [first, second] = [
      createRateLimiter({ perMinute: 4, prefix: 'requests' }, connect()),
      createRateLimiter({ perMinute: 4, prefix: 'requests' }, connect()),
    ];
    expect((await allowed(first, user, 3)) + (await allowed(second, user, 3))).toBe(4);
  });

  it('goes on in this process while Redis is away', async () => {
    const redis = connect();
    const limiter = createRateLimiter({ perMinute: 2, prefix: 'requests' }, redis);
    const user = randomUUID();
    redis.disconnect();
    expect(await allowed(limiter, user, 4)).toBe(2);
  });

  it('keeps no personal data in Redis but the id of the user, and that for a minute', async () => {
    const redis = connect();
    const user = randomUUID();
    await createRateLimiter({ perMinute: 5, prefix: 'requests' }, redis).count(user);
    const keys = await redis.keys(`*${user}*`);
    expect(keys).toHaveLength(1);
    const seconds = await redis.ttl(keys[0] ?? '');
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });
});
