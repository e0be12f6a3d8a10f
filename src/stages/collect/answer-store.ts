import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** Where sealed answers lie for a short while. What fails is as if nothing lay there: the agency is asked then. */
export interface AnswerStore {
  get(name: string): Promise<Buffer | null>;
  /** `ttlMs` milliseconds later it is gone. */
  set(name: string, box: Buffer, ttlMs: number): Promise<void>;
}

/** Bytes of sealed answers that one process keeps at most. */
const LIMIT_BYTES = 32 * 1_024 * 1_024;

/** Milliseconds that a store has, before the agency is asked instead. */
const PATIENCE_MS = 250;

/** A store that replicas share. */
export const redisAnswerStore = (redis: Redis): AnswerStore => ({
  get: (name) => orNothing(redis.getBuffer(name)),
  set: async (name, box, ttlMs) => {
    await orNothing(redis.set(name, box, 'PX', ttlMs));
  },
});

/** A store in this process. */
export function memoryAnswerStore(limitBytes = LIMIT_BYTES): AnswerStore {
  const boxes = new LRUCache<string, Buffer>({
    maxSize: limitBytes,
    maxEntrySize: Math.ceil(limitBytes / 4),
    sizeCalculation: (box) => box.length,
  });
  return {
    get: async (name) => boxes.get(name) ?? null,
    set: async (name, box, ttlMs) => {
      boxes.set(name, box, { ttl: ttlMs });
    },
  };
}

async function orNothing<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
