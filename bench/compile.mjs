/**
 * `npm run bench:compile [-- --starts 15]`
 *
 * What is compiled, by itself: microseconds of a decision by a compiled policy pack, milliseconds of the first compile of
 * the BIG document in a process that has just started, one process for each start, and microseconds of a pseudonym that is
 * derived and of one that is known. Medians; no server, no database.
 */
import { fork } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dist, require } from './lib/own-gateway.mjs';
import { median } from './lib/summary.mjs';
import { query } from './workloads/big.mjs';

const { values: options } = parseArgs({
  options: { starts: { type: 'string', default: '15' }, once: { type: 'boolean', default: false } },
});
const BATCHES = 25;
const PURPOSE = 'RAPID_REVIEW';
const NOW = new Date();
const ID = '01900000-0000-7000-8000-000000000001';

/** Microseconds of one call: the median over batches, of which the first ones warm up and do not count. */
async function microseconds(times, work) {
  const batches = [];
  for (let batch = 0; batch < 2 * BATCHES; batch += 1) {
    const began = performance.now();
    for (let at = 0; at < times; at += 1) await work(at, batch);
    if (batch >= BATCHES) batches.push(((performance.now() - began) * 1_000) / times);
  }
  return median(batches);
}

/** The register as `decide` sees it, with one review in which the agency takes part. */
function factsOf(packs) {
  const held = (value) => () => Promise.resolve(value);
  const review = { id: ID, type: PURPOSE, state: 'GATHERING', partnershipId: 'bench' };
  const register = {
    review: held({ ...review, scopeWindow: { from: '2012-01-01', to: '2030-12-31' } }),
    partnership: held({ id: 'bench', packKey: 'baseline', coordinatingAgency: 'unit' }),
    standingOf: held('PARTICIPATING'),
    contactChecks: held([]),
    subjects: held([{ id: 'subject-1', flags: new Set() }]),
    recordedConditions: held([]),
    hasAcknowledged: held(true),
  };
  return { packs, register, clock: { now: () => NOW } };
}

async function decisions() {
  const { decide } = dist('stages/decide');
  const { declare } = dist('stages/declare');
  const { DATA_CATEGORIES } = dist('domain/data-category');
  const packs = dist('policy').openPackShelf(fileURLToPath(new URL('../policies', import.meta.url)));
  const facts = factsOf(packs);
  const pack = packs.inForce('baseline', NOW);
  const trainedOn = NOW.toISOString().slice(0, 10);
  const principal = { user: 'user-1', agency: 'agency-01', session: 'session-1', trainedOn, ukNetwork: true };
  const declared = declare({ ...principal, roles: new Set(['AGENCY_CONTACT']) }, [
    { reviewId: ID, purpose: PURPOSE },
  ]);
  const whole = async () => {
    const decided = await decide(declared, facts);
    if (!decided.permitsAnything) throw new Error('nothing is permitted');
    for (const source of ['agency-01', 'agency-02'])
      for (const category of DATA_CATEGORIES) decided.decision(source, category);
  };
  const cell = () => pack.table('PARTICIPATING', PURPOSE, { recorded: new Set() }).OTHER.health;
  return [
    ['one cell of a compiled pack, µs', await microseconds(1_000, cell)],
    [
      `a decision: review, gates, ${DATA_CATEGORIES.length} categories of two sources with reasons, µs`,
      await microseconds(200, whole),
    ],
  ];
}

/** In this process: builds the schema as the start does, then reads the document for the first time. */
function compileOnce() {
  const { getOperationAST, parse, validate } = require('graphql');
  const { OperationPlans } = dist('graphql/operation-plan');
  const schema = dist('graphql/shield').guardSchema(
    dist('graphql/schema').buildGatewaySchema(),
    () => undefined,
  );
  const plans = new OperationPlans(schema, createSecretKey(randomBytes(32)));
  const began = performance.now();
  const document = parse(query);
  const parsed = performance.now();
  const errors = validate(schema, document);
  if (errors.length > 0) throw errors[0];
  const validated = performance.now();
  const variables = { id: ID, purpose: PURPOSE };
  const plan = plans.planOf({ document, operation: getOperationAST(document), variables });
  if (!plan.projection) throw new Error('BIG is not compiled');
  const compiled = performance.now();
  return { parse: parsed - began, validate: validated - parsed, plan: compiled - validated };
}

async function compiles() {
  const starts = [];
  for (let at = 0; at < Number(options.starts); at += 1) {
    const child = fork(fileURLToPath(import.meta.url), ['--once'], {
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const [[message]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
    starts.push({ ...message, all: message.parse + message.validate + message.plan });
  }
  const of = (part) => starts.map((start) => start[part]);
  return [
    ...['parse', 'validate', 'plan'].map((part) => [`first ${part} of BIG, ms`, median(of(part))]),
    ['first compile of BIG, parse to plan, ms', median(of('all'))],
    ['first compile of BIG, the longest, ms', Math.max(...of('all'))],
  ];
}

async function pseudonyms() {
  const { pseudonymsFor } = dist('pseudonyms');
  const salts = new Map([['agency-01', randomBytes(16)]]);
  const scope = { reviewKey: randomBytes(32), purpose: PURPOSE, salts };
  const open = () => pseudonymsFor(scope);
  let kept = open();
  const cold = (at) => {
    // A new scope for each batch, so that nothing of the one before is known.
    if (at === 0) {
      kept = open();
      kept.record('agency-01', 'first');
    }
    return kept.record('agency-01', `record/${at}`);
  };
  return [
    [
      'first pseudonym of an operation, with its keys, µs',
      await microseconds(200, (at) => open().record('agency-01', `record/${at}`)),
    ],
    ['a pseudonym, cold, µs', await microseconds(1_000, cold)],
    ['the same, warm, µs', await microseconds(1_000, (at) => kept.record('agency-01', `record/${at}`))],
  ];
}

if (options.once) process.send(compileOnce(), () => process.disconnect());
else {
  const load = loadavg()[0].toFixed(1);
  const rows = [...(await decisions()), ...(await compiles()), ...(await pseudonyms())];
  console.log('| What | median |\n| --- | ---: |');
  for (const [what, value] of rows) console.log(`| ${what} | ${value.toFixed(2)} |`);
  console.log(`\nNode ${process.version}, load before ${load}.`);
}
