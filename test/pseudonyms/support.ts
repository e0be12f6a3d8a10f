import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { ReviewId } from '../../src/domain/ids';
import type { Randomness } from '../../src/domain/ports';

export const randomness: Randomness = {
  bytes: (size) => randomBytes(size),
  uuid: (at) => v7({ msecs: at.getTime() }),
};

export const reviewOf = (digit: number): ReviewId =>
  `0198a000-0000-7000-8000-${String(digit).padStart(12, '0')}` as ReviewId;

/** A folder of its own for a test, and its removal. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'review-gateway-keys-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
