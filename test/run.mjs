/**
 * `npm test [-- [--no-services] [--write-assurance] [arguments for Jest]]`
 *
 * Makes PostgreSQL, Redis and Chromium ready, runs the static checks, builds, runs the tests, and holds the cases of
 * `test/assurance` against them. With arguments for Jest the static checks and the cases are left out; to write
 * `docs/assurance.md`, the tests of the cases alone are run. The last line is the total: `N passed, N failed[, N skipped]`.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILD, CHECKS, runChecks } from './support/runner/checks.mjs';
import { runJest } from './support/runner/jest.mjs';
import { Report } from './support/runner/report.mjs';
import { Processes } from './support/services/processes.mjs';

const NO_SERVICES = '--no-services';
const WRITE_ASSURANCE = '--write-assurance';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const report = new Report();
const processes = new Processes();
/** @type {Promise<void> | undefined} */
let finishing;
process.once('exit', () => processes.endNow());
for (const [name, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) {
  process.once(name, () => {
    report.interrupt(name);
    void finish(code);
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  report.fail('test run', error instanceof Error ? error.message : String(error));
}
await finish();

/**
 * Ends what was started, and reports; once, whoever comes first.
 * @param {number} [interrupted] the exit code of a run that did not come to its end
 */
async function finish(interrupted) {
  finishing ??= processes.end().then(() => {
    const code = report.close();
    process.exitCode = interrupted ?? code;
  });
  await finishing;
}

/** @param {readonly string[]} args */
async function main(args) {
  if (!existsSync('node_modules')) throw new Error('Install the packages first: npm ci');
  // Loaded here because it needs the installed packages.
  const { assure, filesOf, readCases } = await import('./support/runner/assurance.mjs');
  const write = args.includes(WRITE_ASSURANCE);
  const own = args.filter((each) => each !== NO_SERVICES && each !== WRITE_ASSURANCE);
  const jestArguments = write ? ['--runTestsByPath', ...filesOf(readCases())] : own;
  const checks = jestArguments.length > 0 ? [] : CHECKS;
  // Services wait for the network and the disk, checks for the processor: they go side by side.
  const [variables] = await Promise.all([
    args.includes(NO_SERVICES) ? {} : services(),
    runChecks(checks, processes, report).then(() => runChecks([BUILD], processes, report)),
  ]);
  if (variables === undefined) return;
  const outcome = await runJest(jestArguments, processes, variables);
  report.addTests(outcome);
  if (outcome.results && own.length === 0) await assure(outcome.results, report, { write });
}

/** @returns {Promise<Record<string, string> | undefined>} the variables for the tests, or none when they cannot run */
async function services() {
  try {
    // Loaded here because it needs the installed packages.
    const { setUpServices } = await import('./support/services/services.mjs');
    return await setUpServices(processes, (line) => report.print(line));
  } catch (error) {
    report.fail('services', error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
