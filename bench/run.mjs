/**
 * `npm run bench -- [--workloads BIG,SMALL] [--contenders gateway,apollo] [--rounds 5] [--seconds 6 | --requests 500] [--write]`
 *
 * Every contender in a process of its own, rounds that take turns, medians; ratios hold within one run only. With --write
 * the run is kept in bench/results by the major version of Node, and latest.{json,md,svg} are made of all that is kept.
 */
import { readdir } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { startContender } from './lib/contender.mjs';
import { beyond, requestsPerAgency, startAgencies } from './lib/fan-out.mjs';
import { keepRun } from './lib/results.mjs';
import { withServices } from './lib/services.mjs';
import { ratiosOf, summarise, tableOf } from './lib/summary.mjs';

const BASELINE = 'apollo';
const OURS = 'gateway';
/** Requests of a round that are asked one after the other where agencies are waited for. */
const ALONE = 100;
const { values: options } = parseArgs({
  options: {
    workloads: { type: 'string' },
    contenders: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '6' },
    requests: { type: 'string' },
    connections: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

/** A round lasts so long, or is so many requests; by requests, processor times compare even on a busy machine. */
const length =
  options.requests === undefined
    ? { duration: Number(options.seconds) }
    : { amount: Number(options.requests) };

const connections = options.connections === undefined ? {} : { connections: Number(options.connections) };

/** The modules of a folder by their files' names; only those that are asked for are loaded. */
async function modulesOf(folder, only) {
  const names = only?.toLowerCase().split(',');
  const keys = (await readdir(new URL(folder, import.meta.url)))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -4))
    .filter((key) => names?.includes(key) ?? true)
    .sort();
  return Promise.all(
    keys.map(async (key) => [key, await import(new URL(`${folder}/${key}.mjs`, import.meta.url))]),
  );
}

async function runWorkload(key, workload, contenders) {
  const taking = contenders.filter(([, { workloads }]) => workloads?.includes(workload.name) ?? true);
  const isFanOut = workload.delayMs !== undefined;
  const agencies = isFanOut ? await startAgencies(key) : undefined;
  const running = [];
  const load = loadavg()[0];
  try {
    for (const [name, { title, asksOnce }] of taking) {
      const given = agencies ? { subgraphs: agencies.subgraphs } : {};
      const file = `workloads/${key}.mjs`;
      const started = await startContender(name, { ...workload, ...connections, file, given });
      running.push({ ...started, title, asksOnce, rounds: [], alone: [] });
    }
    for (const one of running) {
      one.probed = await one.probe();
      await one.round(length);
      if (agencies) one.asked = await requestsPerAgency(one, { agencies, asksOnce: one.asksOnce });
    }
    for (let round = 0; round < Number(options.rounds); round += 1) {
      for (const one of running) {
        one.rounds.push(await one.round(length));
        if (isFanOut) one.alone.push(...(await one.latencies(Math.min(ALONE, length.amount ?? ALONE))));
      }
    }
    const measured = running.map((one) => figuresOf(one, workload));
    const { name, title, baseline = BASELINE } = workload;
    return { name, title, baseline, at: new Date().toISOString(), load, options, contenders: measured };
  } finally {
    for (const one of running) await one.stop();
    await agencies?.stop();
  }
}

/** What a contender answers, how it does over the rounds, and what it asks of agencies where there are some. */
function figuresOf({ key, title, probed, rounds, asked, alone }, { delayMs }) {
  const fanOut = asked ? { asked, beyond: beyond(alone, delayMs) } : {};
  return { key, title, ...probed, ...fanOut, ...summarise(rounds), rounds };
}

function print(result) {
  console.log(`\n${result.name}: ${result.title}`);
  console.log(tableOf(result));
  for (const [key, ratio] of ratiosOf(result.contenders, OURS))
    if (ratio && key !== OURS) console.log(`  ${OURS}: ${(1 / ratio.requests).toFixed(2)} times ${key}`);
}

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
};

await withServices(async () => {
  const contenders = await modulesOf('./contenders', options.contenders);
  const results = [];
  for (const [key, workload] of await modulesOf('./workloads', options.workloads)) {
    const result = await runWorkload(key, workload, contenders);
    print(result);
    results.push(result);
  }
  if (options.write) await keepRun({ machine, results });
});
