// `npm run mutations [-- [--area decide,shield | --area decide --mutate <glob>,<glob>] [--again] [--concurrency 2] [--minutes 60]]`
// Breaks the guards of the gateway one by one and tells which break no test notices. By area, so that each mutant runs
// only the quick tests of its own area; the summary is in bench/results/mutations.{json,md}. With --again it breaks only what
// survived, and mends the figures: for when nothing but tests has changed since the whole run. A run that takes more than its
// minutes counts what it has not come to as survived, so that --again goes on with it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Processes } from '../../test/support/services/processes.mjs';
import { AREAS } from './areas.mjs';
import {
  keepSummary,
  keptSummary,
  mended,
  printSummary,
  PROGRESS_FILE,
  summaryOf,
  survivingLines,
} from './summary.mjs';

const { values: asked } = parseArgs({
  options: {
    area: { type: 'string' },
    mutate: { type: 'string' },
    again: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '2' },
    minutes: { type: 'string', default: '60' },
  },
});
const jestConfig = createRequire(import.meta.url)('../../jest.config.cjs');
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);

/** The areas to run, each with its globs. */
async function runs() {
  const names = asked.area?.split(',') ?? AREAS.map(({ name }) => name);
  const areas = names.map((name) => {
    const area = AREAS.find((one) => one.name === name);
    if (!area) throw new Error(`--area is one of: ${AREAS.map((one) => one.name).join(', ')}`);
    return area;
  });
  if (asked.mutate !== undefined && areas.length !== 1)
    throw new Error('--mutate needs the one --area whose tests must notice.');
  return Promise.all(
    areas.map(async (area) => {
      const whole = asked.again ? await keptSummary(area.name) : undefined;
      return {
        area,
        whole,
        mutate: whole ? survivingLines(whole) : (asked.mutate?.split(',') ?? area.mutate),
      };
    }),
  );
}

function install() {
  if (existsSync(join(here, 'node_modules'))) return;
  const { status } = spawnSync('npm', ['ci'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('Stryker could not be installed.');
}

/** What the tests of an area need from outside; what the environment names is used. */
async function services(processes) {
  const { setUpServices } = await import('../../test/support/services/services.mjs');
  return setUpServices(processes, (line) => console.log(line));
}

/** Stryker's options; coverage by test, so that a mutant meets only the tests that reach it. */
const optionsOf = (area, mutate) => ({
  mutate,
  testRunner: 'jest',
  testRunnerNodeArgs: ['--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  jest: {
    // Related tests are found among Jest's roots alone, and the product is not among them.
    enableFindRelatedTests: false,
    config: {
      ...jestConfig,
      // Stryker looks for it from its sandbox and knows nothing of Jest's names for folders.
      testEnvironment: jestConfig.testEnvironment.replace('<rootDir>', '.'),
      testMatch: area.tests.map((glob) => `<rootDir>/${glob}`),
    },
  },
  concurrency: Number(asked.concurrency),
  timeoutMS: 20_000,
  // What is loaded anew for each mutant is never let go of: a worker that goes on grows by gigabytes, and slower.
  maxTestRunnerReuse: 15,
  plugins: ['@stryker-mutator/*', join(here, 'progress.mjs')],
  reporters: ['lines', 'dots'],
  ignorePatterns: ['/dist', '/bench', '/data', '/docs'],
  allowConsoleColors: false,
  thresholds: { high: 95, low: 95, break: null },
});

async function runArea({ area, mutate }, processes, variables) {
  const progress = join(processes.directory, `${area.name}.progress`);
  const options = join(processes.directory, `${area.name}.options.json`);
  await writeFile(options, JSON.stringify(optionsOf(area, mutate)));
  console.log(`\n${area.name}: ${mutate.join(' ')}`);
  const stryker = join(here, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const run = processes.start(process.execPath, [stryker, 'run', options], {
    // What is mutated where a module is loaded must be loaded anew for each mutant.
    env: { ...process.env, ...variables, TEST_FRESH_MODULES: '1', [PROGRESS_FILE]: progress },
    inherit: true,
  });
  const limit = setTimeout(() => void run.stop(), Number(asked.minutes) * 60_000);
  await run.ended;
  clearTimeout(limit);
  if (!existsSync(progress)) throw new Error(`${area.name}: the run failed before it broke anything.`);
  return summaryOf(area.name, await readFile(progress, 'utf8'));
}

install();
const processes = new Processes();
process.once('exit', () => processes.endNow());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
try {
  const variables = await services(processes);
  const summaries = [];
  for (const { whole, ...run } of await runs()) {
    if (run.mutate.length === 0) continue;
    const part = await runArea(run, processes, variables);
    const summary = whole ? mended(whole, part) : part;
    // Of a part of an area nothing is kept: the figures of the whole would be replaced by those of the part.
    if (asked.mutate === undefined) await keepSummary(summary);
    summaries.push(summary);
  }
  printSummary(summaries);
} finally {
  await processes.end();
}
