import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const NODE_FLAGS = [
  // Packages that are ES modules only are required (Node 20 calls that an experiment).
  '--disable-warning=ExperimentalWarning',
  // With room for what is young the collector runs a quarter as often.
  '--max-semi-space-size=64',
];
/** Tests that wait, for processes and deadlines, leave time of two cores to a third worker. */
const WORKERS = availableParallelism() + 1;
/** A worker beyond this much is replaced, before the collector slows it. */
const WORKER_MEMORY = '1200MB';
const OWN_WORKERS = /^(-w|--maxWorkers|-i$|--runInBand)/;

/**
 * @typedef {object} JestOutcome
 * @property {number} code Jest's exit code
 * @property {boolean} lingered whether it had to be ended because something that a test left open kept it running
 * @property {import('@jest/test-result').AggregatedResult} [results] none when it crashed
 */

/** How long Jest may take to exit once its results are written: what it waits for then is not a test. */
const LINGER_MS = 20_000;
const POLL_MS = 500;

/**
 * @param {readonly string[]} args for Jest
 * @param {import('../services/processes.mjs').Processes} processes
 * @param {Readonly<Record<string, string>>} variables for the tests
 * @returns {Promise<JestOutcome>}
 */
export async function runJest(args, processes, variables) {
  const outputFile = join(processes.directory, 'jest.json');
  const workers = args.some((each) => OWN_WORKERS.test(each))
    ? []
    : [`--maxWorkers=${WORKERS}`, `--workerIdleMemoryLimit=${WORKER_MEMORY}`];
  // --ci: a snapshot that is not there fails instead of being written.
  const own = ['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${outputFile}`, ...workers];
  const jest = processes.start(process.execPath, [...NODE_FLAGS, ...own, ...args], {
    env: { ...process.env, ...variables },
    inherit: true,
  });
  const lingered = await lingers(jest, outputFile);
  if (lingered) await jest.stop();
  const code = await jest.ended;
  if (!existsSync(outputFile)) return { code, lingered };
  return { code, lingered, results: JSON.parse(readFileSync(outputFile, 'utf8')) };
}

/**
 * Waits for the end of Jest, but not for ever: a server that a test left open keeps it running.
 * @param {import('../services/processes.mjs').Started} jest
 * @param {string} outputFile
 * @returns {Promise<boolean>} whether it still runs, long after its last test
 */
async function lingers(jest, outputFile) {
  let since = 0;
  while (jest.running()) {
    if (existsSync(outputFile)) since ||= Date.now();
    if (since > 0 && Date.now() - since > LINGER_MS) return true;
    await Promise.race([jest.ended, sleep(POLL_MS)]);
  }
  return false;
}
