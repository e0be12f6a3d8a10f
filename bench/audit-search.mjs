/**
 * `npm run bench:audit-search [-- sizes]` prints how long the first page of the audit record takes, narrowed in each way, at
 * 10,000, 100,000 and 1,000,000 events. The events are made by SQL in the very table, with its indexes; the database is the
 * one of DATABASE_URL, in a schema of its own that is dropped afterwards.
 */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

const require = createRequire(import.meta.url);
const { openAuditLog } = require('../dist/src/audit');
const { systemClock, systemRandomness } = require('../dist/src/config/system');
const { openStore } = require('../dist/src/store');
const { sql } = require('kysely');

const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [10_000, 100_000, 1_000_000];
const FIRST = 50;
const RUNS = 15;
const BEGIN = Date.parse('2025-01-01T00:00:00Z');
const SECONDS = 30;

/** Event n: 40 partnerships, 2,000 reviews, 500 users of 60 agencies, 20,000 subjects; one answer in a thousand has offences. */
const fill = (db, from, to) =>
  sql`
  with made as (select n, n % 40 as partnership, n % 2000 as review, n % 500 as person, n % 60 as agency, n % 20000 as subject,
      case when n % 1000 = 0 then 'convictions' when n % 3 = 0 then 'health' else 'name' end as category,
      case when n % 50 = 0 then 'DENIED' else 'SUCCESS' end as outcome
    from generate_series(${from}::bigint, ${to}::bigint) as n)
  insert into audit_event (log, sequence, event_id, occurred_at, partnership, review_id, actor_user, actor_agency, action,
    purpose, outcome, entry_keys, payload, hash)
  select 'bench', n, gen_random_uuid(), timestamptz '2025-01-01' + n * interval '30 seconds', 'partnership-' || partnership,
    'review-' || review, 'user-' || person, 'agency-' || agency, 'READ', 'RAPID_REVIEW', outcome,
    array['a:agency-1', 'c:' || category, 'c:' || category || ':CLEAR', 'o:CLEAR', 's:S-' || subject],
    json_build_object('action', 'READ', 'outcome', outcome, 'actor', json_build_object('user', 'user-' || person),
      'entries', json_build_array(json_build_object('agency', 'agency-1', 'subject', 'S-' || subject, 'category', category,
        'outcome', 'CLEAR', 'clause', 'a', 'records', 3)), 'padding', repeat('x', 600))::text,
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
    agency: { agency: 'agency-7' },
    'agency and time': { agency: 'agency-7', from: at(0.9) },
    review: { reviewId: 'review-77' },
    partnership: { partnerships: ['partnership-5'] },
    'two partnerships and time': { partnerships: ['partnership-5', 'partnership-6'], from: at(0.9) },
    subject: { entry: { subject: 'S-4242' } },
    'category, frequent': { entry: { category: 'health' } },
    'category, rare': { entry: { category: 'convictions' } },
    'category, rare, and time': { entry: { category: 'convictions' }, from: at(0.9) },
    'category and outcome': { entry: { category: 'health', outcome: 'CLEAR' } },
    'subject, category and outcome': { entry: { subject: 'S-4242', category: 'name', outcome: 'CLEAR' } },
    'outcome DENIED': { outcome: 'DENIED' },
    'nothing found': { entry: { subject: 'S-none' } },
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

const schema = `bench_search_${process.pid}`;
const store = await openStore({ databaseUrl: process.env.DATABASE_URL, schema });
const log = openAuditLog({ db: store.db, clock: systemClock, randomness: systemRandomness });
try {
  const table = {};
  let filled = 0;
  for (const size of SIZES) {
    for (; filled < size; filled += Math.min(50_000, size - filled))
      await fill(store.db, filled + 1, Math.min(filled + 50_000, size));
    await sql`vacuum analyze audit_event`.execute(store.db);
    for (const [name, filter] of Object.entries(filters(size))) {
      const first = await median(() => log.page(filter, { first: FIRST }));
      (table[name] ??= {})[`${size} events, ms`] = Number(first.toFixed(2));
    }
  }
  console.log(`first page of ${FIRST}, median of ${RUNS} runs`);
  console.table(table);
} finally {
  await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
  await store.close();
}
