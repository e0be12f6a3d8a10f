import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { quantile } from 'simple-statistics';

const AGENCIES = fileURLToPath(new URL('agencies.mjs', import.meta.url));
/** Operations that are asked at once. */
const AT_ONCE = 5;
/** Milliseconds without a request after which none is on its way. */
const QUIET_MS = 500;

/** The agencies of a workload in a process of their own, which counts what each is asked. */
export async function startAgencies(workload) {
  const child = fork(AGENCIES, [workload], { env: { ...process.env, NODE_ENV: 'production' } });
  const [{ subgraphs }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the agencies ended with ${code}`))),
  ]);
  return {
    subgraphs,
    counts: async () => {
      child.send('counts');
      return (await once(child, 'message'))[0].counts;
    },
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/**
 * How many HTTP requests each agency gets for one operation, and for several at once.
 *
 * @throws Error where the contender says that it asks each agency once for an operation, and does not.
 */
export async function requestsPerAgency(contender, { agencies, asksOnce = false }) {
  const asked = {};
  for (const [name, times] of [
    ['one', 1],
    ['atOnce', AT_ONCE],
  ]) {
    const before = await settled(agencies);
    await contender.ask(times);
    const after = await agencies.counts();
    const counts = Object.entries(after).map(([agency, count]) => count - before[agency]);
    if (asksOnce && counts.some((count) => count !== times))
      throw new Error(`${contender.key}: ${times} operations are requests to the agencies: ${counts.join()}`);
    asked[name] = [Math.min(...counts), Math.max(...counts)];
  }
  return asked;
}

/** The counts once nobody asks any more: a round by time breaks off requests whose agencies are still being asked. */
async function settled(agencies) {
  for (let before = await agencies.counts(); ;) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const now = await agencies.counts();
    if (Object.keys(now).every((agency) => now[agency] === before[agency])) return now;
    before = now;
  }
}

/** What an operation takes beyond the slowest agency, asked alone. */
export const beyond = (latencies, delayMs) => ({
  p50: quantile(latencies, 0.5) - delayMs,
  p99: quantile(latencies, 0.99) - delayMs,
});
