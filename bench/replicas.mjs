/**
 * `npm run bench:replicas [-- --rounds 5 --seconds 5 --callers 16]`
 *
 * The ratio of requests per second of two replicas to one, each a process of its own, on one PostgreSQL and, where
 * BENCH_REDIS_URL names one, one Redis. The question is a contact check: identity, policy, decryption, durable audit, no
 * agency. Rounds take turns, medians; what limits it is told by the processor time that each part used.
 */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { withGateways, withRegister } from './lib/own-gateway.mjs';
import { openReview, registerPartnership } from './lib/reviews.mjs';
import { withServices } from './lib/services.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    callers: { type: 'string', default: '16' },
  },
});
const QUERY = `query Ask($id: ID!) { review(id: $id, purpose: CONTACT_CHECK) {
  subjects { ref name dateOfBirth addresses { lines postcode } } disclosure { category outcome reason } } }`;
/** Clock ticks a second, as Linux counts processor time for users. */
const TICKS = 100;

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** A review with one child, sent to one wider agency; its id. */
async function prepare(register) {
  await registerPartnership(register, ['wider']);
  return openReview(register, { agency: 'wider' });
}

async function measure(replicas, asked) {
  const one = replicas.slice(0, 1);
  for (const used of [one, replicas]) await round(used, asked);
  const rounds = { one: [], two: [] };
  for (let turn = 0; turn < Number(options.rounds); turn += 1) {
    rounds.one.push(await round(one, asked));
    rounds.two.push(await round(replicas, asked));
  }
  const rates = Object.fromEntries(
    Object.entries(rounds).map(([key, all]) => [key, median(all.map(({ rate }) => rate))]),
  );
  for (const [key, all] of Object.entries(rounds))
    console.log(
      `${key}: ${Math.round(rates[key])} requests/s; cores used by the replicas ${median(all.map(({ cores }) => cores)).toFixed(2)}, by the callers ${median(all.map(({ own }) => own)).toFixed(2)}, of ${cpus().length}`,
    );
  console.log(`two replicas to one: ${(rates.two / rates.one).toFixed(2)}`);
}

/** The processor seconds that a process has used. */
async function usedBy({ pid }) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

const usedByAll = async (replicas) =>
  (await Promise.all(replicas.map(({ child }) => usedBy(child)))).reduce((sum, one) => sum + one, 0);

async function round(replicas, { id, token }) {
  const seconds = Number(options.seconds);
  const endAt = Date.now() + seconds * 1_000;
  const [before, own] = [await usedByAll(replicas), await usedBy(process)];
  const body = JSON.stringify({ query: QUERY, variables: { id } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  let answers = 0;
  const work = async (_, caller) => {
    const { url } = replicas[caller % replicas.length];
    while (Date.now() < endAt) {
      const answer = await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
      if (answer.errors) throw new Error(answer.errors[0].message);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(options.callers) }, work));
  return {
    rate: answers / seconds,
    cores: ((await usedByAll(replicas)) - before) / seconds,
    own: ((await usedBy(process)) - own) / seconds,
  };
}

await withServices(() =>
  withGateways(async ({ environment, issuer, start }) => {
    const id = await withRegister(environment, prepare);
    const token = await issuer.token({ user: 'bench-user', agency: 'wider', roles: ['AGENCY_CONTACT'] });
    const replicas = await Promise.all([start(environment), start(environment)]);
    await measure(replicas, { id, token });
  }),
);
