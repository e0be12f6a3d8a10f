import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { asking, bodyOf } from './asking.mjs';
import { leavesIn } from './records.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/**
 * A contender that runs in its own process and answers one workload.
 *
 * @param {string} key the contender's file in bench/contenders
 * @param {{ file: string, given?: object, query: string, connections: number }} workload its file in bench, and what it is given
 */
export async function startContender(key, { file, given = {}, query, connections }) {
  const child = fork(CHILD, [key, file, JSON.stringify(given)], {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: (process.env.BENCH_NODE_ARGS ?? '').split(' ').filter(Boolean),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ started }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${key} ended with ${code}`))),
  ]);
  const { url, headers, variables, others = [], query: own = query } = started;
  const request = {
    ...{ url, method: 'POST', body: bodyOf(own, variables) },
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
  };
  const usage = async () => {
    child.send('usage');
    return (await once(child, 'message'))[0].usage;
  };
  return {
    key,
    pid: child.pid,
    probe: () => probe(request),
    /** One request, or as many at once, each of a review of its own as far as there are some. */
    ask: (times = 1) =>
      Promise.all(
        Array.from({ length: times }, (_, at) =>
          probe({ ...request, body: bodyOf(own, others[at] ?? variables) }),
        ),
      ),
    round: (options) => round({ request, usage, connections }, options),
    latencies: (times) => latencies({ url, headers, body: request.body }, times),
    usage,
    stop: async () => {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

/** One request: what came, so that the table can say that all did the same work. */
async function probe({ url, ...request }) {
  const response = await fetch(url, request);
  const text = await response.text();
  const body = JSON.parse(text);
  if (response.status !== 200 || body.errors || !body.data?.review)
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
  // Nothing can be said of one request where none was answered.
  if (requests === 0) throw new Error(`${request.url}: no request ended in a round; give --requests`);
  return {
    perSecond: requests / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (after.cpuMs - before.cpuMs) / requests,
    rssMiB: after.rssMiB,
  };
}

/** Milliseconds of so many requests, one after the other over one connection. */
async function latencies({ url, headers, body }, times) {
  const client = asking(url, headers);
  const all = [];
  for (let at = 0; at < times; at += 1) {
    const { ms, status } = await client.ask(body);
    if (status !== 200) throw new Error(`${url}: ${status}`);
    all.push(ms);
  }
  client.close();
  return all;
}
