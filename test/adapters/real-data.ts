import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../adapters/shared/package-root';

/** The folder of openly licensed real files, by `SHARED_DATA` or beside the package. */
export const REAL_DATA = join(resolve(packageRoot(), process.env['SHARED_DATA'] ?? '../shared'), 'real');

/** `describe` where the real files are, else a skipped suite whose title says why. */
export function describeWithRealData(title: string, suite: () => void): void {
  if (existsSync(REAL_DATA)) describe(title, suite);
  else describe.skip(`${title} (skipped: no real data folder)`, suite);
}
