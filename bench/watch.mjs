/**
 * `npm run bench:watch [-- COUNT...] [-- --json FILE]` measures the look for unusual access where one user had so many answers of
 * BIG's size within the hour (500, 1,000, 2,000 and 4,000 unless given): milliseconds for one event, and how much of that is
 * processor time of the gateway's own process; the rest is PostgreSQL's. The database is the one of DATABASE_URL, in a schema of
 * its own that is dropped afterwards.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { runBench } from './audit-bench.mjs';

const require = createRequire(import.meta.url);
const { openAuditLog } = require('../dist/src/audit');
const { packageRoot } = require('../dist/src/config/package-root');
const { systemClock, systemRandomness } = require('../dist/src/config/system');
const { historyOf, loadRules, openWatch } = require('../dist/src/oversight');
const { openStore } = require('../dist/src/store');
const { sql } = require('kysely');

const COUNTS = [500, 1_000, 2_000, 4_000];
const AGENCIES = 12;
const CATEGORIES = ['name', 'health', 'involvements', 'convictions', 'investigations', 'practitioners'];
/** As many as are written at once. */
const CHUNK = 100;

const entries = Array.from({ length: AGENCIES }, (_, agency) =>
  CATEGORIES.map((category) => ({
    ...{
      agency: `agency-${agency}`,
      subject: 'SUBJ-1',
      category,
      outcome: 'CLEAR',
      clause: 'a',
      records: 20,
    },
  })),
).flat();

const draft = {
  ...{ action: 'READ', outcome: 'SUCCESS', code: null, standing: 'PARTICIPATING', partnership: 'northshire' },
  actor: { user: 'user', agency: 'trust', roles: ['AGENCY_CONTACT'] },
  review: { id: '0190a2b4-0000-7000-8000-000000000001', type: 'RAPID_REVIEW', state: 'GATHERING' },
  purpose: 'RAPID_REVIEW',
  pack: { key: 'baseline', version: '1.0.0', digest: 'ab'.repeat(32) },
  lawfulBasis: { article6: '6(1)(e)', article9: [], schedule1: [], article10: [], statute: [] },
  operation: { name: 'ReadReview', hash: null },
  ...{ entries, details: {}, requestId: 'request' },
};

async function measureOne(databaseUrl, count) {
  const schema = `bench_watch_${process.pid}_${count}`;
  const store = await openStore({ databaseUrl, schema });
  const ports = { db: store.db, clock: systemClock, randomness: systemRandomness };
  try {
    const audit = openAuditLog(ports);
    for (let n = 0; n < count; n += CHUNK)
      await Promise.all(Array.from({ length: Math.min(CHUNK, count - n) }, () => audit.append(draft)));
    const watch = openWatch({
      ...{ ...ports, audit, rules: loadRules(join(packageRoot(), 'policies', 'oversight', 'rules.yaml')) },
      history: historyOf({ db: store.db, register: { contactSet: () => Promise.resolve([]) } }),
      notifier: { notify: () => Promise.resolve() },
      onFailure: (error) => console.error(error),
    });
    const [start, own] = [performance.now(), process.cpuUsage()];
    await watch.run();
    const took = performance.now() - start;
    const { user, system } = process.cpuUsage(own);
    await watch.stop();
    return { count, msPerEvent: took / count, ownMsPerEvent: (user + system) / 1_000 / count };
  } finally {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
    await store.close();
  }
}

const measure = async ({ databaseUrl, numbers }) => {
  const figures = [];
  for (const count of numbers.length > 0 ? numbers : COUNTS)
    figures.push(await measureOne(databaseUrl, count));
  return figures;
};

const print = (figures) => {
  console.log('| Answers within the hour | ms for one event | of them the process’s own |');
  console.log('| ---: | ---: | ---: |');
  for (const { count, msPerEvent, ownMsPerEvent } of figures)
    console.log(`| ${count} | ${msPerEvent.toFixed(2)} | ${ownMsPerEvent.toFixed(2)} |`);
};

await runBench(import.meta.url, { measure, print });
