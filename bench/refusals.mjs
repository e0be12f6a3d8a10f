/**
 * `npm run bench:refusals [-- --times 200]`
 *
 * How long each kind of refusal takes: what is too large is refused before anything reads it, in less than 50 ms, so that
 * it is no way to keep the gateway busy. One connection, a gateway process of its own.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { quantile } from 'simple-statistics';
import { asking, bearer, bodyOf } from './lib/asking.mjs';
import { withGateways, withRegister } from './lib/own-gateway.mjs';
import { openReview, registerPartnership } from './lib/reviews.mjs';
import { withServices } from './lib/services.mjs';

const { values: options } = parseArgs({ options: { times: { type: 'string', default: '200' } } });
const TIMES = Number(options.times);
const WARM_UP = 20;
const LIMIT_MS = 50;

const nested = (depth) => `${'{ review { subjects '.repeat(depth)}{ id }${' } }'.repeat(depth)}`;
const many = (count, each) => Array.from({ length: count }, (_, at) => each(at)).join(' ');
const bombs = (count) =>
  `{ ...F0 } ${many(count, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F${count} on Query { viewer { user } }`;

/** Each kind: the body, the code or status that it is refused with, and how long it is said to be. */
const kinds = (reviewId) => ({
  'too deep': [bodyOf(nested(200)), 'OPERATION_TOO_LARGE'],
  '10,000 aliases': [bodyOf(`{ ${many(10_000, (at) => `a${at}: viewer { user }`)} }`), 'OPERATION_TOO_LARGE'],
  'too many aliases, few tokens': [
    bodyOf(`{ ${many(150, (at) => `a${at}: viewer { user }`)} }`),
    'OPERATION_TOO_LARGE',
  ],
  'too many tokens': [bodyOf(`{ viewer { ${'user '.repeat(10_000)} } }`), 'OPERATION_TOO_LARGE'],
  'a bomb of fragments': [bodyOf(bombs(30)), 'OPERATION_TOO_LARGE'],
  'too costly': [
    bodyOf(
      `{ ${many(60, (at) => `a${at}: reviews(first: 200) { edges { node { id reference type state standing } } }`)} }`,
    ),
    'OPERATION_TOO_LARGE',
  ],
  'a megabyte of spaces': [bodyOf(`{ viewer { user } }${' '.repeat(1_000_000)}`), null],
  'a body that is too large': ['{', 413, 2_000_000],
  'a batch': [`[${bodyOf('{ viewer { user } }')}]`, 400],
  'no such field': [bodyOf('{ viewer { secret } }'), 'REQUEST_INVALID'],
  'not permitted: a review': [
    bodyOf('query R($id: ID!) { review(id: $id, purpose: CONTACT_CHECK) { id } }', { id: reviewId }),
    'REVIEW_NOT_FOUND',
  ],
  'not permitted: a role': [bodyOf('{ auditEvents(first: 1) { edges { cursor } } }'), 'ACTION_NOT_PERMITTED'],
});

async function time(client, [body, expected, length]) {
  const times = [];
  for (let at = 0; at < WARM_UP + TIMES; at += 1) {
    const { ms, status, text } = await client.ask(body, length);
    const code = JSON.parse(text).errors?.[0]?.extensions.code;
    if (expected !== null && status !== expected && code !== expected)
      throw new Error(`${expected} was expected: ${status} ${text.slice(0, 300)}`);
    if (at >= WARM_UP) times.push(ms);
  }
  return times;
}

function print(kind, times) {
  const [half, most, all] = [0.5, 0.99, 1].map((share) => quantile(times, share));
  const row = [half, most, all].map((value) => value.toFixed(1)).join(' | ');
  console.log(`| ${kind} | ${row} | ${half < LIMIT_MS ? 'yes' : 'NO'} |`);
  return half < LIMIT_MS;
}

await withServices(() =>
  withGateways(async ({ environment, issuer, start }) => {
    const reviewId = await withRegister(environment, async (register) => {
      await registerPartnership(register, ['wider', 'other']);
      return openReview(register, { agency: 'other' });
    });
    const token = await issuer.token({ user: 'u', agency: 'wider', roles: ['AGENCY_CONTACT'] });
    const [open, limited] = await Promise.all([
      start(environment),
      start({ ...environment, GATEWAY_RATE_LIMIT_PER_MINUTE: '1' }),
    ]);
    const [client, counted] = [open, limited].map(({ url }) => asking(url, bearer(token)));
    console.log(`| Refusal | median, ms | 99th percentile, ms | longest, ms | under ${LIMIT_MS} ms |`);
    console.log('| --- | ---: | ---: | ---: | --- |');
    let quick = true;
    for (const [kind, asked] of Object.entries(kinds(reviewId)))
      quick = print(kind, await time(client, asked)) && quick;
    const viewer = bodyOf('{ viewer { user } }');
    await counted.ask(viewer);
    quick = print('over the rate limit', await time(counted, [viewer, 'RATE_LIMITED'])) && quick;
    for (const one of [client, counted]) one.close();
    console.log(`\n${TIMES} of each, Node ${process.version}, load ${loadavg()[0].toFixed(1)}.`);
    if (!quick) process.exitCode = 1;
  }),
);
