import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { GatewayError } from '../errors/gateway-error';

const BEAT_MS = 5_000;
/** Far above the longest time for which a start keeps the event loop busy. */
const SILENT_MS = 60_000;

/** The claims of this process, since the same process id may be another's after a restart in a container. */
const held = new Set<string>();

/**
 * Claims a data folder for this process: two processes in one embedded database would destroy it, and PGlite does not
 * look. The claim is a file beside the folder that names host and process and is touched every few seconds; the claim of
 * a process that is gone, or silent for a minute, is taken over.
 *
 * @returns gives the folder back
 * @throws GatewayError STORE_UNAVAILABLE when another process, or this one, has it open
 */
export async function claimDataFolder(dataFolder: string): Promise<() => Promise<void>> {
  const file = `${resolve(dataFolder)}.lock`;
  await mkdir(dirname(file), { recursive: true });
  if (!(await claim(file))) {
    if (await isHeld(file)) {
      throw new GatewayError('STORE_UNAVAILABLE', { detail: 'another process has the data folder open' });
    }
    await rm(file, { force: true });
    if (!(await claim(file))) {
      throw new GatewayError('STORE_UNAVAILABLE', {
        detail: 'another process has just opened the data folder',
      });
    }
  }
  held.add(file);
  const beat = setInterval(() => void touch(file), BEAT_MS).unref();
  return async () => {
    clearInterval(beat);
    held.delete(file);
    await rm(file, { force: true });
  };
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/** A beat that fails is made up for by the next; a folder that is gone for good shows in every query. */
async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

async function isHeld(file: string): Promise<boolean> {
  const [host, pid] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  const touched = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (Date.now() - touched > SILENT_MS) return false;
  if (host !== hostname()) return true;
  return Number(pid) === process.pid ? held.has(file) : isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process lives and belongs to another user.
    return isErrno(error, 'EPERM');
  }
}

const isErrno = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
