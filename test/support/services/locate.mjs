import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a service may take until it answers. */
const READY_MS = 30_000;
const POLL_MS = 100;

/**
 * Whether `path` is a program that we may run.
 * @param {string} path
 * @returns {boolean}
 */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The folders that a shell would look for a program in.
 * @returns {string[]}
 */
export function searchPath() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

/**
 * The first of `names` that is on the search path, or else the first of `elsewhere` that is there.
 * @param {readonly string[]} names
 * @param {readonly string[]} [elsewhere] whole paths
 * @returns {string | undefined}
 */
export function findProgram(names, elsewhere = []) {
  const onPath = names.flatMap((name) => searchPath().map((folder) => join(folder, name)));
  return [...onPath, ...elsewhere].find(isProgram);
}

/**
 * A loopback port that is free now. Another process may take it before it is used, so callers try again.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a service on a free port and waits until it answers; another port if it ends before that.
 * @param {(port: number) => import('./processes.mjs').Started} start
 * @param {(port: number) => Promise<void>} ask rejects while the service does not answer
 * @returns {Promise<number>} the port
 * @throws {Error} with the service's own output, when no attempt answers
 */
export async function startOnFreePort(start, ask) {
  let output = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const service = start(port);
    const deadline = Date.now() + READY_MS;
    while (service.running() && Date.now() < deadline) {
      try {
        await ask(port);
        return port;
      } catch {
        await sleep(POLL_MS);
      }
    }
    await service.stop();
    output = service.output();
  }
  throw new Error(`it did not answer:\n${output}`);
}
