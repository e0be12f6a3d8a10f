import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Randomness } from '../domain/ports';

/** Bytes of a secret: 256 bits. */
const SIZE = 32;

/**
 * A 256-bit secret kept in a file that only its owner may read; made on the first call. Two processes that start at
 * once end with the same secret, since the file is created exclusively.
 */
export async function secretFile(path: string, randomness: Randomness): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(randomness.bytes(SIZE).toString('hex'));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error !== null && typeof error === 'object' && 'code' in error && error.code === 'EEXIST'))
      throw error;
  }
  const secret = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (secret.length !== SIZE) throw new Error('A secret file does not hold 256 bits.');
  return secret;
}
