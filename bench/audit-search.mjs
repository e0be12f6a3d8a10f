/**
 * `npm run bench:audit-search [-- SIZE...] [-- --json FILE]` measures the first page of the audit record, narrowed in each way, at
 * 10,000, 100,000 and 1,000,000 events: the middle of several runs, and how many pages of 8 KiB PostgreSQL looked at, which no
 * other work on the machine changes. The events are made by SQL in the very table, with its indexes; the database is the one of
 * DATABASE_URL, in a schema of its own that is dropped afterwards.
 */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

import { runBench } from './audit-bench.mjs';

const require = createRequire(import.meta.url);
const { openAuditLog } = require('../dist/src/audit');
const { systemClock, systemRandomness } = require('../dist/src/config/system');
const { openStore } = require('../dist/src/store');
const { CompiledQuery, sql } = require('kysely');

const SIZES = [10_000, 100_000, 1_000_000];
const FIRST = 50;
const RUNS = 15;
const CHUNK = 50_000;
const BEGIN = Date.parse('2025-01-01T00:00:00Z');
const SECONDS = 30;

/**
 * Event n: 40 partnerships, 2,000 reviews, 500 users of 60 agencies, 20,000 subjects, data of 70 agencies. Health is in a third
 * of all events, convictions in one of 100, informants in one of 1,000, and religion in the last tenth of each power of ten alone.
 */
const fill = (db, from, to) =>
  sql`
  with made as (select n, n % 40 as partnership, n % 2000 as review, n % 500 as person, n % 60 as agency, n % 20000 as subject,
      n % 70 as source,
      case when n % 1000 = 0 then 'informants' when n % 100 = 1 then 'convictions' when n % 3 = 0 then 'health'
        when n % 10 = 2 and n > 0.9 * 10 ^ ceil(log(n)) then 'religion' else 'name' end as category,
      case when n % 50 = 0 then 'DENIED' else 'SUCCESS' end as outcome
    from generate_series(${from}::bigint, ${to}::bigint) as n)
  insert into audit_event (log, sequence, event_id, occurred_at, partnership, review_id, actor_user, actor_agency, action,
    purpose, outcome, entry_keys, payload, hash)
  select 'partnership-' || partnership, n, gen_random_uuid(), timestamptz '2025-01-01' + n * interval '30 seconds', 'partnership-' || partnership,
    'review-' || review, 'user-' || person, 'agency-' || agency, 'READ', 'RAPID_REVIEW', outcome,
    array['a:source-' || source, 'c:' || category, 'c:' || category || ':CLEAR', 'o:CLEAR', 's:S-' || subject],
    json_build_object('action', 'READ', 'outcome', outcome, 'actor', json_build_object('user', 'user-' || person),
      'entries', json_build_array(json_build_object('agency', 'source-' || source, 'subject', 'S-' || subject,
        'category', category, 'outcome', 'CLEAR', 'clause', 'a', 'records', 3)), 'padding', repeat('x', 600))::text,
    repeat('0', 64)
  from made`.execute(db);

/** Narrowed in each way; times lie in the last tenth, where a walk from the first event would be longest. */
const filters = (size) => {
  const at = (part) => new Date(BEGIN + size * part * SECONDS * 1_000);
  return {
    nothing: {},
    'time, from the last tenth on': { from: at(0.9) },
    'time, one hour': { from: at(0.5), to: new Date(at(0.5).getTime() + 3_600_000) },
    user: { user: 'user-123' },
    'user and time': { user: 'user-123', from: at(0.9) },
    agency: { agency: 'agency-7' },
    'agency and time': { agency: 'agency-7', from: at(0.9) },
    review: { reviewId: 'review-77' },
    partnership: { partnerships: ['partnership-5'] },
    'two partnerships and time': { partnerships: ['partnership-5', 'partnership-6'], from: at(0.9) },
    subject: { entry: { subject: 'S-4242' } },
    'subject and partnership': { entry: { subject: 'S-4242' }, partnerships: ['partnership-2'] },
    source: { entry: { source: 'source-7' } },
    'source and time': { entry: { source: 'source-7' }, from: at(0.9) },
    'category, one in 3': { entry: { category: 'health' } },
    'category, one in 100': { entry: { category: 'convictions' } },
    'category, one in 100, and time': { entry: { category: 'convictions' }, from: at(0.9) },
    'category, one in 100, and partnership': {
      entry: { category: 'convictions' },
      partnerships: ['partnership-1'],
    },
    'category, one in 1,000': { entry: { category: 'informants' } },
    'category, of late alone': { entry: { category: 'religion' }, from: at(0.5) },
    'category and outcome': { entry: { category: 'convictions', outcome: 'CLEAR' } },
    'category of a source': { entry: { category: 'convictions', source: 'source-1' } },
    'subject, category and outcome': { entry: { subject: 'S-4243', category: 'name', outcome: 'CLEAR' } },
    'outcome DENIED': { outcome: 'DENIED' },
    'outcome DENIED and time': { outcome: 'DENIED', from: at(0.9) },
    'nothing found': { entry: { subject: 'S-none' } },
    'nothing found, two common words': { entry: { category: 'informants', outcome: 'WITHHELD' } },
  };
};

/** The middle of several runs, in milliseconds. */
async function median(work) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[Math.floor(RUNS / 2)];
}

/** A database that remembers the statements that ran, so that PostgreSQL can be asked what they cost. */
function listening(db) {
  const nodes = [];
  const made = new Map();
  const plugin = {
    // Called for parts of statements as well, which never have a result.
    transformQuery: ({ node, queryId }) => {
      made.set(queryId.queryId, node);
      return node;
    },
    transformResult: ({ result, queryId }) => {
      nodes.push(made.get(queryId.queryId));
      return Promise.resolve(result);
    },
  };
  return { db: db.withPlugin(plugin), nodes };
}

/** How many pages the plans of these statements look at. */
async function pagesOf(db, nodes) {
  let pages = 0;
  for (const node of nodes) {
    const { sql: text, parameters } = db.getExecutor().compileQuery(node, { queryId: 'bench' });
    const explain = CompiledQuery.raw(`explain (analyze, buffers, format json) ${text}`, [...parameters]);
    const { rows } = await db.executeQuery(explain);
    const { Plan: plan } = rows[0]['QUERY PLAN'][0];
    pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    if (process.env.PLANS) console.error(text, JSON.stringify(plan, null, 1));
  }
  return pages;
}

/**
 * @param {{ databaseUrl: string, sizes?: readonly number[] }} options
 * @returns first pages: of each size, for each filter the median in milliseconds and the pages looked at
 */
export async function measureSearch({ databaseUrl, sizes = SIZES }) {
  const schema = `bench_search_${process.pid}`;
  const store = await openStore({ databaseUrl, schema });
  const ports = { clock: systemClock, randomness: systemRandomness };
  const log = openAuditLog({ db: store.db, ...ports });
  const { db, nodes } = listening(store.db);
  const heard = openAuditLog({ db, ...ports });
  try {
    await sql`insert into audit_head (log, sequence, hash, nodes)
      select 'partnership-' || n, 0, '', '' from generate_series(0, 39) as n`.execute(store.db);
    const results = [];
    let filled = 0;
    for (const events of sizes) {
      for (; filled < events; filled += Math.min(CHUNK, events - filled))
        await fill(store.db, filled + 1, Math.min(filled + CHUNK, events));
      await sql`vacuum analyze audit_event, audit_key`.execute(store.db);
      for (const [name, filter] of Object.entries(filters(events))) {
        nodes.length = 0;
        const { events: found } = await heard.page(filter, { first: FIRST });
        const pages = await pagesOf(store.db, nodes);
        const ms = await median(() => log.page(filter, { first: FIRST }));
        results.push({ filter: name, events, found: found.length, ms: Number(ms.toFixed(2)), pages });
      }
    }
    return { first: FIRST, runs: RUNS, results };
  } finally {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
    await store.close();
  }
}

function print({ first, runs, results }) {
  const table = {};
  for (const { filter, events, ms, pages } of results) {
    (table[filter] ??= {})[`${events}, ms`] = ms;
    table[filter][`${events}, pages`] = pages;
  }
  console.log(`first page of ${first}: median of ${runs} runs, and pages of 8 KiB looked at`);
  console.table(table);
}

await runBench(import.meta.url, {
  measure: ({ databaseUrl, numbers }) =>
    measureSearch({ databaseUrl, ...(numbers.length > 0 && { sizes: numbers }) }),
  print,
});
