import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { findProgram, startOnFreePort } from './locate.mjs';

/** @type {import('./services.mjs').Service} */
export const redis = {
  name: 'Redis',
  variable: 'TEST_REDIS_URL',
  package: 'redis-server',

  find: () => findProgram(['redis-server', 'valkey-server']),

  check: ask,

  async start(program, processes) {
    const password = randomBytes(16).toString('hex');
    const url = (/** @type {number} */ port) => `redis://:${password}@127.0.0.1:${port}/0`;
    const port = await startOnFreePort(
      (free) =>
        processes.start(program, ['-'], {
          cwd: processes.directory,
          input: settings(free, password),
        }),
      (free) => ask(url(free)),
    );
    return url(port);
  },
};

/**
 * Goes in by standard input, because a command line shows its password to every user of the machine.
 * @param {number} port
 * @param {string} password
 * @returns {string}
 */
function settings(port, password) {
  const lines = ['bind 127.0.0.1', `port ${port}`, `requirepass ${password}`];
  return [...lines, 'save ""', 'appendonly no', 'daemonize no', ''].join('\n');
}

/**
 * @param {string} url
 * @returns {Promise<void>}
 */
async function ask(url) {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 });
  // The failure is the rejected connection below; without a listener it is printed as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
