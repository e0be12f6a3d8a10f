import { randomBytes } from 'node:crypto';

import { v7 } from 'uuid';

import type { Clock, Randomness } from '../domain/ports';

/** The machine's clock. */
export const systemClock: Clock = Object.freeze({ now: () => new Date() });

/** The machine's cryptographically secure source. */
export const systemRandomness: Randomness = Object.freeze({
  bytes: (size: number) => randomBytes(size),
  uuid: (at: Date) => v7({ msecs: at.getTime(), random: randomBytes(16) }),
});
