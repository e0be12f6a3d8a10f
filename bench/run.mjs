// `npm run bench -- [--workloads BIG,SMALL] [--contenders gateway,apollo] [--rounds 5] [--seconds 6 | --requests 500] [--write]`
// Every contender in a process of its own, rounds that take turns, medians; ratios hold within one run only.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chartOf } from './lib/chart.mjs';
import { startContender } from './lib/contender.mjs';
import { withServices } from './lib/services.mjs';
import { ratiosOf, summarise, tableOf } from './lib/summary.mjs';

const BASELINE = 'apollo';
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

/** Every module of a folder by its file's name. */
async function modulesOf(folder, only) {
  const files = (await readdir(new URL(folder, import.meta.url)))
    .filter((file) => file.endsWith('.mjs'))
    .sort();
  const all = await Promise.all(
    files.map(async (file) => [
      file.slice(0, -4),
      await import(new URL(`${folder}/${file}`, import.meta.url)),
    ]),
  );
  const names = only?.toLowerCase().split(',');
  return all.filter(([key]) => names?.includes(key) ?? true);
}

async function runWorkload(key, workload, contenders) {
  const taking = contenders.filter(([, { workloads }]) => workloads?.includes(workload.name) ?? true);
  const running = [];
  try {
    for (const [name, contender] of taking)
      running.push(await startContender(name, contender, { key, ...workload, ...connections }));
    const rounds = new Map(running.map((one) => [one.key, []]));
    const probes = new Map();
    for (const one of running) {
      probes.set(one.key, await one.probe());
      await one.round(length);
    }
    for (let round = 0; round < Number(options.rounds); round += 1) {
      for (const one of running) rounds.get(one.key).push(await one.round(length));
    }
    const measured = running.map(({ key: name, title }) => ({
      key: name,
      title,
      ...probes.get(name),
      ...summarise(rounds.get(name)),
      rounds: rounds.get(name),
    }));
    return { name: workload.name, title: workload.title, baseline: BASELINE, contenders: measured };
  } finally {
    for (const one of running) await one.stop();
  }
}

function print(result) {
  console.log(`\n${result.name}: ${result.title}`);
  console.log(tableOf(result));
  for (const [key, ratio] of ratiosOf(result.contenders, BASELINE))
    if (ratio) console.log(`  ${key}: ${ratio.requests.toFixed(2)} times bare Apollo Server`);
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
  if (!options.write) return;
  const at = new Date().toISOString();
  await mkdir(new URL('./results/', import.meta.url), { recursive: true });
  const write = (file, text) => writeFile(new URL(`./results/${file}`, import.meta.url), text);
  await write('latest.json', `${JSON.stringify({ at, machine, options, results }, null, 2)}\n`);
  await write('latest.svg', chartOf(results));
  const heading = ({ name, title }) => `### ${name}\n\n${title}.\n\n`;
  await write('latest.md', `${results.map((one) => heading(one) + tableOf(one)).join('\n\n')}\n`);
});
