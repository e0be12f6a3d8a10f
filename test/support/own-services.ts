import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { packageRoot } from '../../src/config/package-root';

export type OwnService = 'postgresql' | 'redis';

/** A PostgreSQL and a Redis that a test may kill. */
export interface OwnServices {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Kills the server's process (SIGKILL) and waits until it is gone. */
  kill(service: OwnService): Promise<void>;
  /** Starts it again on the same port and, if it has any, the same data; it may take a while to answer. */
  start(service: OwnService): Promise<void>;
  close(): Promise<void>;
}

export async function startOwnServices(): Promise<OwnServices> {
  const script = join(packageRoot(), 'test', 'support', 'services', 'own.mjs');
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The services of the test have ended.');
    return value;
  };
  const tell = async (line: string): Promise<void> => {
    child.stdin.write(`${line}\n`);
    if ((await next()) !== line) throw new Error('The services of the test answer something else.');
  };
  const where = JSON.parse(await next()) as Pick<OwnServices, 'databaseUrl' | 'redisUrl'>;
  return {
    ...where,
    kill: (service) => tell(`kill ${service}`),
    start: (service) => tell(`start ${service}`),
    close: () =>
      new Promise((resolve) => {
        child.on('close', () => {
          resolve();
        });
        child.stdin.end();
      }),
  };
}
