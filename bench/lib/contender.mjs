import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { leavesIn } from './records.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/** A contender that runs in its own process and answers one workload. */
export async function startContender(key, { title }, { key: workload, query, connections }) {
  const child = fork(CHILD, [key, workload], {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: (process.env.BENCH_NODE_ARGS ?? '').split(' ').filter(Boolean),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ started }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${key} ended with ${code}`))),
  ]);
  const request = {
    url: started.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...started.headers },
    body: JSON.stringify({ query, variables: started.variables }),
  };
  const usage = async () => {
    child.send('usage');
    return (await once(child, 'message'))[0].usage;
  };
  return {
    key,
    title,
    pid: child.pid,
    probe: () => probe(request, started),
    round: (options) => round({ request, usage, connections }, options),
    usage,
    stop: async () => {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

/** One request: what came, so that the table can say that all did the same work. */
async function probe({ url, ...request }, { expects = (body) => body.data?.review }) {
  const response = await fetch(url, request);
  const text = await response.text();
  const body = JSON.parse(text);
  if (response.status !== 200 || body.errors || !expects(body))
    throw new Error(`${url}: ${response.status} ${text.slice(0, 500)}`);
  return { leaves: leavesIn(body.data), bytes: Buffer.byteLength(text) };
}

async function round({ request, usage, connections }, options) {
  const before = await usage();
  const result = await autocannon({ ...request, connections, timeout: 30, ...options });
  const after = await usage();
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${request.url}: ${failed} requests failed`);
  const requests = result['2xx'];
  return {
    perSecond: requests / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (after.cpuMs - before.cpuMs) / Math.max(1, requests),
    rssMiB: after.rssMiB,
  };
}
