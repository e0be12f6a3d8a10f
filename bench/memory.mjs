/**
 * `npm run bench:memory [-- --requests 100000 --connections 64]`
 *
 * The resident memory of a gateway process on BIG, sampled through so many requests. It is flat where the median of the last
 * fifth of the samples is at most a tenth above that of the second fifth; the first is the start. Exit code 1 where it is
 * not, or where a sample is above 300 MiB.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startContender } from './lib/contender.mjs';
import { withServices } from './lib/services.mjs';
import { median } from './lib/summary.mjs';
import { connections as usual, query } from './workloads/big.mjs';

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    connections: { type: 'string', default: String(usual) },
  },
});
const SAMPLES = 50;
const FIFTH = SAMPLES / 5;
const GROWTH = 1.1;
const LIMIT_MIB = 300;

async function sample(gateway) {
  const amount = Math.ceil(Number(options.requests) / SAMPLES);
  const sizes = [];
  console.log('| requests | resident MiB | requests/s |\n| ---: | ---: | ---: |');
  for (let taken = 1; taken <= SAMPLES; taken += 1) {
    const { rssMiB, perSecond } = await gateway.round({ amount });
    sizes.push(rssMiB);
    console.log(`| ${taken * amount} | ${rssMiB.toFixed(0)} | ${perSecond.toFixed(0)} |`);
  }
  return sizes;
}

function judge(sizes) {
  const settled = median(sizes.slice(FIFTH, 2 * FIFTH));
  const last = median(sizes.slice(-FIFTH));
  const most = Math.max(...sizes);
  const isFlat = last <= settled * GROWTH;
  console.log(
    `\nFrom ${settled.toFixed(0)} MiB in the second fifth to ${last.toFixed(0)} MiB in the last: ${isFlat ? 'flat' : 'NOT flat'}. ` +
      `At most ${most.toFixed(0)} MiB: ${most < LIMIT_MIB ? 'under' : 'NOT under'} ${LIMIT_MIB} MiB.`,
  );
  console.log(
    `${options.connections} connections, Node ${process.version}, load ${loadavg()[0].toFixed(1)}.`,
  );
  return isFlat && most < LIMIT_MIB;
}

await withServices(async () => {
  const connections = Number(options.connections);
  const gateway = await startContender('gateway', { file: 'workloads/big.mjs', query, connections });
  try {
    if (!judge(await sample(gateway))) process.exitCode = 1;
  } finally {
    await gateway.stop();
  }
});
