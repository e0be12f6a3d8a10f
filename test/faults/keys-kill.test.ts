import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';
import { openKeyStore } from '../../src/pseudonyms';
import { randomness, reviewOf, temporaryFolder } from '../pseudonyms/support';

/** How often the process is killed. */
const ROUNDS = 8;
const REVIEWS = 40;
const LONGEST_LIFE_MS = 250;

/** A process that does nothing but change the master key, again and again, and says when it has done so first. */
const PROGRAM = `
const { openKeyStore } = require(process.argv[1]);
const { randomBytes } = require('node:crypto');
(async () => {
  const keys = await openKeyStore({ file: process.argv[2], passphrase: null, randomness: { bytes: randomBytes } });
  for (;;) {
    await keys.rotate(async () => undefined);
    process.stdout.write('.');
  }
})();
`;

const folder = temporaryFolder();
afterAll(async () => (await folder).remove());

/** Lets the process live for some milliseconds after its first rotation, and kills it. */
async function killWhileRotating(file: string, lifeMs: number): Promise<void> {
  const module = join(packageRoot(), 'dist', 'src', 'pseudonyms', 'index.js');
  if (!existsSync(module)) throw new Error('Build first: npm run build.');
  const child = spawn(process.execPath, ['-e', PROGRAM, module, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  child.kill('SIGKILL');
  await ended;
}

describe('a key store whose process is killed while it changes the master key', () => {
  it('opens, holds every key unchanged, and takes new ones', async () => {
    const file = join((await folder).path, 'keys.json');
    const open = () => openKeyStore({ file, passphrase: null, randomness });
    const store = await open();
    const reviews = Array.from({ length: REVIEWS }, (_, index) => reviewOf(index + 1));
    const keys = [];
    for (const review of reviews) keys.push(await store.createReviewKey(review));
    let generation = 1;
    for (let round = 0; round < ROUNDS; round += 1) {
      await killWhileRotating(file, Math.floor((LONGEST_LIFE_MS * round) / ROUNDS));
      const survivor = await open();
      expect(await Promise.all(reviews.map((review) => survivor.reviewKey(review)))).toEqual(keys);
      const listing = await survivor.list();
      expect(listing.generation).toBeGreaterThan(generation);
      ({ generation } = listing);
      const fresh = reviewOf(1_000 + round);
      const made = await survivor.createReviewKey(fresh);
      expect(await (await open()).reviewKey(fresh)).toEqual(made);
    }
  }, 120_000);
});
