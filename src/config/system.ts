import { randomBytes } from 'node:crypto';

import { v7 } from 'uuid';

import type { Clock, Randomness } from '../domain/ports';

/** The machine's clock. */
export const systemClock: Clock = Object.freeze({ now: () => new Date() });

const ID_BYTES = 16;
let drawn: Buffer = Buffer.alloc(0);
let used = 0;

/** Bytes for one id. They are drawn for 256 ids at a time, since a draw costs the same for few as for many. */
function idBytes(): Buffer {
  if (used === drawn.length) {
    drawn = randomBytes(256 * ID_BYTES);
    used = 0;
  }
  used += ID_BYTES;
  return drawn.subarray(used - ID_BYTES, used);
}

/** The machine's cryptographically secure source. */
export const systemRandomness: Randomness = Object.freeze({
  bytes: (size: number) => randomBytes(size),
  uuid: (at: Date) => v7({ msecs: at.getTime(), random: idBytes() }),
});
