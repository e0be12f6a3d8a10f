/**
 * `npm run bench:timing [-- --pairs 2000]`
 *
 * Whether the time of an answer tells apart what its text does not: a review in which one has no standing from none at all;
 * an adopted and a protected person, and one whose processing is restricted, from nobody. The gateway is a process of its
 * own; the kinds of one group are asked in turn, in an order of their own in each round, over one connection. Two kinds are
 * told apart where the Mann-Whitney U test of their times gives p of 0.01 or less.
 */
import { randomInt } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { cumulativeStdNormalProbability, quantile, wilcoxonRankSum } from 'simple-statistics';
import { asking, bearer, bodyOf } from './lib/asking.mjs';
import { withGateways, withRegister } from './lib/own-gateway.mjs';
import { openReview, registerPartnership } from './lib/reviews.mjs';
import { withServices } from './lib/services.mjs';

const { values: options } = parseArgs({ options: { pairs: { type: 'string', default: '2000' } } });
const PAIRS = Number(options.pairs);
const WARM_UP = 100;
/** Below it two distributions count as told apart. */
const P = 0.01;
const NOWHERE = '01900000-0000-7000-8000-00000000dead';
const QUERY = `query Ask($id: ID!) { review(id: $id, purpose: CONTACT_CHECK) {
  id subjects { ref role name dateOfBirth addresses { lines postcode } } disclosure { category outcome reason } } }`;

/** The groups of kinds that must look the same, each kind by the review that is asked for. */
async function prepare(register, databaseUrl) {
  await registerPartnership(register, ['wider', 'other']);
  const open = (agency, ...flags) => openReview(register, { agency, flags });
  const nobody = await open('wider');
  await withoutPeople(databaseUrl, nobody);
  return {
    'a review': { 'not permitted': await open('other'), absent: NOWHERE },
    'a person': {
      absent: nobody,
      adopted: await open('wider', 'ADOPTED'),
      protected: await open('wider', 'PROTECTED_PERSON'),
      restricted: await open('wider', 'RESTRICTED_PROCESSING'),
    },
  };
}

async function withoutPeople(databaseUrl, reviewId) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('delete from subject where review_id = $1', [reviewId]);
  await client.end();
}

/** The same, in another order each time. */
function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(randomInt(left.length), 1)[0]);
}

/** What is the same in two answers of one kind. */
const shape = ({ status, text }, id) =>
  `${status} ${text.replaceAll(id, '~').replaceAll(/"auditEventId":"[^"]+"/g, '~')}`;

async function timesOf(group, client) {
  const bodies = Object.entries(group).map(([kind, id]) => ({ kind, id, body: bodyOf(QUERY, { id }) }));
  const times = new Map(bodies.map(({ kind }) => [kind, []]));
  const shapes = new Set();
  for (let round = 0; round < WARM_UP + PAIRS; round += 1) {
    for (const { kind, id, body } of shuffled(bodies)) {
      const answer = await client.ask(body);
      if (round < WARM_UP) shapes.add(shape(answer, id));
      else times.get(kind).push(answer.ms);
    }
  }
  if (shapes.size !== 1) throw new Error(`The texts differ already:\n${[...shapes].join('\n')}`);
  return times;
}

/** Two-sided p of the Mann-Whitney U test, by the normal approximation, which holds for samples as large as these. */
function mannWhitney(one, other) {
  const [n, m] = [one.length, other.length];
  const u = wilcoxonRankSum(one, other) - (n * (n + 1)) / 2;
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - cumulativeStdNormalProbability(Math.abs(z)));
}

const ms = (value) => value.toFixed(3);

function print(name, times) {
  console.log(`\n| ${name} | median, ms | 95th percentile, ms |\n| --- | ---: | ---: |`);
  for (const [kind, all] of times)
    console.log(`| ${kind} | ${ms(quantile(all, 0.5))} | ${ms(quantile(all, 0.95))} |`);
  const kinds = [...times.keys()];
  const pairs = kinds.flatMap((one, at) => kinds.slice(at + 1).map((other) => [one, other]));
  console.log(`\n| ${name}, told apart? | difference of medians, ms | p | |\n| --- | ---: | ---: | --- |`);
  let same = true;
  for (const [one, other] of pairs) {
    const p = mannWhitney(times.get(one), times.get(other));
    const difference = quantile(times.get(one), 0.5) - quantile(times.get(other), 0.5);
    console.log(`| ${one}, ${other} | ${ms(difference)} | ${p.toFixed(4)} | ${p > P ? 'no' : 'YES'} |`);
    same &&= p > P;
  }
  return same;
}

await withServices(() =>
  withGateways(async ({ environment, issuer, start }) => {
    const groups = await withRegister(environment, (register) => prepare(register, environment.DATABASE_URL));
    const { url } = await start(environment);
    const token = await issuer.token({ user: 'u', agency: 'wider', roles: ['AGENCY_CONTACT'] });
    const client = asking(url, bearer(token));
    let same = true;
    for (const [name, group] of Object.entries(groups))
      same = print(name, await timesOf(group, client)) && same;
    client.close();
    const load = loadavg()[0].toFixed(1);
    console.log(`\n${PAIRS} rounds, Node ${process.version}, ${cpus().length} cores, load ${load}.`);
    console.log(same ? 'Nothing is told apart.' : 'Something is told apart by its time.');
    if (!same) process.exitCode = 1;
  }),
);
