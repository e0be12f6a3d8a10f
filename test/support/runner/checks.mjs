import { availableParallelism } from 'node:os';
import { seconds } from './report.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly string[]} args what Node runs
 */

/** The static checks, the slowest first. @type {readonly Check[]} */
export const CHECKS = [
  { name: 'eslint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  // The compiler in Go checks types in a third of the time; ESLint's rules need the one in JavaScript beside it.
  { name: 'tsc', args: ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.json', '--noEmit'] },
  {
    name: 'dependency-cruiser',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      'adapters',
      'test',
      '-T',
      'err',
    ],
  },
  {
    name: 'prettier',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
];

/** Journeys start the gateway as a user does, from the built files, which `npm run build` makes. @type {Check} */
export const BUILD = {
  name: 'build',
  args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'],
};

/**
 * Runs the checks side by side, as many as there are cores.
 * @param {readonly Check[]} checks
 * @param {import('../services/processes.mjs').Processes} processes
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 */
export async function runChecks(checks, processes, report) {
  const queue = [...checks];
  const lane = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      await runCheck(check, processes, report);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

/**
 * @param {Check} check
 * @param {import('../services/processes.mjs').Processes} processes
 * @param {import('./report.mjs').Report} report
 */
async function runCheck({ name, args }, processes, report) {
  const started = Date.now();
  const { code, output } = await processes.run(process.execPath, args);
  const took = seconds(Date.now() - started);
  if (code === 0) report.pass(`${name} (${took})`);
  else report.fail(`${name} (${took})`, output);
}
