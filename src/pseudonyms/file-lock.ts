import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';

const POLL_MS = 25;
/** How long a writer waits for its turn. */
const PATIENCE_MS = 15_000;
/** Far above the longest time for which the lock is held. */
const STALE_MS = 300_000;
/** Far above the time between a lock's creation and its text: whoever made it and wrote nothing since is gone. */
const NAMELESS_MS = 2_000;

const isErrno = (error: unknown, code: string): boolean =>
  types.isNativeError(error) && 'code' in error && error.code === code;

/**
 * Runs `work` while no other process of any host that shares the folder does so under the same lock. The lock of a process
 * that is gone is taken over.
 *
 * @param lock the lock's own file
 * @throws Error when another holds it for too long; what `work` throws
 */
export async function withFileLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const mine = `${hostname()} ${process.pid}`;
  const patienceEnds = Date.now() + PATIENCE_MS;
  while (!(await claim(lock, mine))) {
    if (await isStale(lock)) await takeAway(lock);
    else if (Date.now() > patienceEnds) throw new Error('another process holds the lock');
    else await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function claim(lock: string, mine: string): Promise<boolean> {
  try {
    await writeFile(lock, mine, { flag: 'wx', mode: 0o600 });
    // Whoever was stopped before writing may have been taken for gone, and the lock be another's since.
    return (await readFile(lock, 'utf8')) === mine;
  } catch (error) {
    if (isErrno(error, 'EEXIST') || isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

async function isStale(lock: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    const age = Date.now() - mtimeMs;
    if (age > STALE_MS) return true;
    // An empty file is one that is being written, or that was when its writer was killed.
    if (text === '') return age > NAMELESS_MS;
    const [host, pid] = text.split(' ');
    return host === hostname() && pid !== undefined && !isAlive(Number(pid));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Of several that find it stale, one renames it; the others find none and try again. */
async function takeAway(lock: string): Promise<void> {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    await rename(lock, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}
