import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { withFileLock } from '../../src/pseudonyms/file-lock';

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-lock-'));
  lock = join(folder, 'keys.json.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const asked = (): { readonly done: Promise<void>; readonly hasRun: () => boolean } => {
  let ran = false;
  const done = withFileLock(lock, () => {
    ran = true;
    return Promise.resolve();
  });
  return { done, hasRun: () => ran };
};

describe('the lock of a key file', () => {
  it('is taken over from a process that was killed before it had written its name', async () => {
    await writeFile(lock, '');
    const before = new Date(Date.now() - 3_000);
    await utimes(lock, before, before);
    const { done, hasRun } = asked();
    await done;
    expect(hasRun()).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is waited for while its name is being written, and taken once it is let go', async () => {
    await writeFile(lock, '');
    const { done, hasRun } = asked();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(hasRun()).toBe(false);
    await rm(lock);
    await done;
    expect(hasRun()).toBe(true);
  });
});
