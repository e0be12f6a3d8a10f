/**
 * `npm run bench:growth [-- --agencies 12,120,1200 --entries 10,100,1000 --requests 20]`
 *
 * How the cost of an answer grows: with the agencies, each of which holds one entry, and with the entries of each of 12
 * agencies. Each size has a gateway process of its own with embedded agencies; requests come one after the other. Where the
 * cost for one more leaf stays the same from row to row, it is linear.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startContender } from './lib/contender.mjs';
import { withServices } from './lib/services.mjs';
import { median } from './lib/summary.mjs';
import { query } from './growth-workload.mjs';

const { values: options } = parseArgs({
  options: {
    agencies: { type: 'string', default: '12,120,1200' },
    entries: { type: 'string', default: '10,100,1000' },
    requests: { type: 'string', default: '20' },
  },
});
const REQUESTS = Number(options.requests);
const WARM_UP = 5;
const sizesOf = (list) => list.split(',').filter(Boolean).map(Number);

async function measure(given) {
  const gateway = await startContender('gateway', {
    ...{ file: 'growth-workload.mjs', given, query, connections: 1 },
  });
  try {
    const { leaves } = await gateway.probe();
    await gateway.latencies(WARM_UP);
    const before = await gateway.usage();
    const times = await gateway.latencies(REQUESTS);
    const after = await gateway.usage();
    return {
      ...{ leaves, ...given, ms: median(times) },
      cpuMs: (after.cpuMs - before.cpuMs) / REQUESTS,
      rssMiB: after.rssMiB,
    };
  } finally {
    await gateway.stop();
  }
}

/** Microseconds of processor time for each further leaf since the row before. */
const perLeaf = ({ cpuMs, leaves }, before) =>
  before ? (((cpuMs - before.cpuMs) / (leaves - before.leaves)) * 1_000).toFixed(1) : '';

async function series(title, sizes) {
  console.log(
    `\n| ${title} | leaves | median ms | CPU ms | CPU µs a leaf | CPU µs for one more leaf | RSS MiB |`,
  );
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  let before;
  for (const { shown, ...given } of sizes) {
    const row = await measure(given);
    const { leaves, ms, cpuMs, rssMiB } = row;
    const each = ((cpuMs / leaves) * 1_000).toFixed(1);
    console.log(
      `| ${shown} | ${leaves} | ${ms.toFixed(1)} | ${cpuMs.toFixed(1)} | ${each} | ${perLeaf(row, before)} | ${rssMiB.toFixed(0)} |`,
    );
    before = row;
  }
}

await withServices(async () => {
  const load = loadavg()[0].toFixed(1);
  await series(
    'agencies, 1 entry each',
    sizesOf(options.agencies).map((agencies) => ({ shown: agencies, agencies, entries: 1 })),
  );
  await series(
    'entries of each of 12 agencies',
    sizesOf(options.entries).map((entries) => ({ shown: entries, agencies: 12, entries })),
  );
  console.log(`\n${REQUESTS} requests of each, Node ${process.version}, load before ${load}.`);
});
