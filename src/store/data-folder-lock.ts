import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GatewayError } from '../errors/gateway-error';

/**
 * Claims a data folder for this process: two processes in one embedded database would destroy it, and PGlite does not
 * look. The claim is a file beside the folder with the process id; the claim of a process that is gone is taken over.
 *
 * @returns gives the folder back
 * @throws GatewayError STORE_UNAVAILABLE when another process, or this one, has it open
 */
export async function claimDataFolder(dataFolder: string): Promise<() => Promise<void>> {
  const file = `${dataFolder}.lock`;
  await mkdir(dirname(dataFolder), { recursive: true });
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
  return () => rm(file, { force: true });
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isHeld(file: string): Promise<boolean> {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(holder) || holder <= 0) return false;
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    // EPERM: the process lives and belongs to another user.
    return isErrno(error, 'EPERM');
  }
}

const isErrno = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
