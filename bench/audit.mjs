/**
 * `npm run bench:audit [-- SIZE...] [-- --json FILE]` measures what the audit record costs: one commit per request, over pools of
 * 1, 8 and 64 connections, against group commit for as many clients, in turns and with the same durability; how fast a log grows
 * to each size (10,000 and 100,000 events unless given); and how long it takes to verify the last, with our command and with
 * docs/verify-audit-log.mjs. The database is the one of DATABASE_URL, in schemas of its own that are dropped afterwards.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { runBench } from './audit-bench.mjs';

const require = createRequire(import.meta.url);
const { exportLogs, openAuditLog, openSigningKeys, verifierLine, verifiersOf } = require('../dist/src/audit');
const { systemClock, systemRandomness } = require('../dist/src/config/system');
const { openStore } = require('../dist/src/store');
const { openPostgresPool } = require('../dist/src/store/postgres-pool');
const { Kysely, PostgresDialect, sql } = require('kysely');

const SIZES = [10_000, 100_000];
const CLIENTS = 64;
const POOLS = [1, 8, 64];
const GROWING = 500;
const TURNS = 3;
const TURN_MS = 3_000;
const STANDALONE = fileURLToPath(new URL('../docs/verify-audit-log.mjs', import.meta.url));
const ports = { clock: systemClock, randomness: systemRandomness };

const entry = (n) => ({
  agency: 'council',
  subject: `S-${n}`,
  category: 'health',
  outcome: 'CLEAR',
  clause: 'a,c',
  records: n,
});
const draft = {
  action: 'READ',
  outcome: 'SUCCESS',
  code: null,
  actor: { user: 'user', agency: 'trust', roles: ['AGENCY_CONTACT'] },
  standing: 'PARTICIPATING',
  partnership: 'northshire',
  review: { id: '0190a2b4-0000-7000-8000-000000000001', type: 'RAPID_REVIEW', state: 'GATHERING' },
  purpose: 'RAPID_REVIEW',
  pack: { key: 'baseline', version: '1.0.0', digest: 'ab'.repeat(32) },
  lawfulBasis: { article6: '6(1)(e)', article9: ['9(2)(g)'], schedule1: [], article10: [], statute: [] },
  operation: { name: 'ReadReview', hash: null },
  entries: Array.from({ length: 12 }, (_, n) => entry(n)),
  details: {},
  requestId: 'request',
};

const seconds = (began) => (performance.now() - began) / 1_000;
const rate = (events, took) => Math.round(events / took);

/** Runs `work` with a schema of its own, which is dropped afterwards. */
async function inSchema(databaseUrl, work) {
  const schema = `bench_audit_${process.pid}`;
  const store = await openStore({ databaseUrl, schema });
  try {
    return await work({ db: store.db, schema });
  } finally {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
    await store.close();
  }
}

/** A database over so many connections. */
function pooled({ databaseUrl, schema }, connections) {
  const pool = openPostgresPool(databaseUrl, schema);
  pool.options.max = connections;
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

/** Has so many clients append, one event after the other each, for one turn; events and the seconds that they took. */
async function turn(clients, append) {
  let events = 0;
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < TURN_MS) {
      await append();
      events += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { events, took: seconds(began) };
}

/**
 * Events per second of a log whose every event is durable before its request goes on: a transaction for each, over pools of
 * several sizes, and group commit. They take turns, so that other work on the machine falls on all of them.
 *
 * @param {{ databaseUrl: string }} options
 */
export const measureCommits = ({ databaseUrl }) =>
  inSchema(databaseUrl, async ({ db, schema }) => {
    const each = (connections) => {
      const own = pooled({ databaseUrl, schema }, connections);
      const log = openAuditLog({ db: own, ...ports });
      const append = () => own.transaction().execute((trx) => log.appendWithin(trx, draft));
      return { what: 'one commit per event', connections, append, close: () => own.destroy() };
    };
    const own = pooled({ databaseUrl, schema }, 2);
    const group = openAuditLog({ db: own, ...ports });
    const grouped = { append: () => group.append(draft), close: () => own.destroy() };
    const ways = [...POOLS.map(each), { what: 'group commit', connections: 1, ...grouped }];
    const sums = ways.map(({ what, connections }) => ({ what, connections, events: 0, took: 0 }));
    for (let n = 0; n < TURNS; n += 1)
      for (const [index, { append }] of ways.entries()) {
        const { events, took } = await turn(CLIENTS, append);
        sums[index].events += events;
        sums[index].took += took;
      }
    for (const { close } of ways) await close();
    const commits = sums.map(({ took, ...sum }) => ({ ...sum, perSecond: rate(sum.events, took) }));
    const { rows: settings } = await sql`select name, setting from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes')`.execute(db);
    const singles = commits.filter(({ what }) => what !== 'group commit').map(({ perSecond }) => perSecond);
    const { perSecond } = commits.at(-1);
    return {
      clients: CLIENTS,
      durability: Object.fromEntries(settings.map(({ name, setting }) => [name, setting])),
      commits,
      timesTheBestPool: Number((perSecond / Math.max(...singles)).toFixed(2)),
      timesOneConnection: Number((perSecond / singles[0]).toFixed(2)),
    };
  });

/**
 * How fast a log grows to each size, and how long the last takes to verify.
 *
 * @param {{ databaseUrl: string, sizes?: readonly number[] }} options
 */
export const measureGrowth = ({ databaseUrl, sizes = SIZES }) =>
  inSchema(databaseUrl, async ({ db, schema }) => {
    const folder = await mkdtemp(join(tmpdir(), 'review-gateway-bench-'));
    try {
      const keyFile = join(folder, 'keys.json');
      const signingKeys = await openSigningKeys({ file: keyFile, ...ports });
      const log = openAuditLog({ db, ...ports, signingKeys });
      const growth = [];
      let there = 0;
      for (const events of sizes) {
        let left = events - there;
        const began = performance.now();
        const client = async () => {
          while (left-- > 0) await log.append(draft);
        };
        await Promise.all(Array.from({ length: GROWING }, client));
        growth.push({ events, perSecond: rate(events - there, seconds(began)) });
        there = events;
      }
      await log.drain();
      const verified = await verifications({ db, databaseUrl, schema, folder, keyFile, signingKeys });
      return { clients: GROWING, growth, events: there, verified };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

async function verifications({ db, databaseUrl, schema, folder, keyFile, signingKeys }) {
  const [script, exported, verifiers] = ['verify.cjs', 'export', 'verifiers'].map((name) =>
    join(folder, name),
  );
  await writeFile(script, verifyScript({ databaseUrl, schema, keyFile }));
  const ours = runProcess(folder, [script]);
  const began = performance.now();
  const file = await open(exported, 'wx');
  for await (const line of exportLogs(db)) await file.write(`${JSON.stringify(line)}\n`);
  await file.close();
  const took = Number(seconds(began).toFixed(1));
  const keys = await signingKeys.publicKeys();
  const lines = ['gateway', 'northshire'].flatMap((name) => verifiersOf(name, keys).map(verifierLine));
  await writeFile(verifiers, lines.join('\n'));
  const standalone = runProcess(folder, [STANDALONE, exported, verifiers]);
  return [
    { what: 'audit verify', ...ours },
    { what: 'audit export', seconds: took },
    { what: 'verify-audit-log.mjs', ...standalone },
  ];
}

/** What a program of Node.js printed, how long it took and the most memory it held. */
function runProcess(folder, args) {
  const peak = join(folder, 'peak.cjs');
  const say = 'process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`)';
  writeFileSync(peak, `process.on('exit', () => ${say});`);
  const began = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--require', peak, ...args], {
    encoding: 'utf8',
  });
  const mebibytes = Number(/peak (\d+) MiB/.exec(stderr)?.[1]);
  return {
    seconds: Number(seconds(began).toFixed(1)),
    mebibytes,
    exitCode: status,
    said: stdout.trim().split('\n'),
  };
}

/** What `audit verify` does, over the schema of this bench. */
const verifyScript = ({ databaseUrl, schema, keyFile }) => `
const { openAuditLog, existingSigningKeys } = require(${JSON.stringify(require.resolve('../dist/src/audit'))});
const ports = require(${JSON.stringify(require.resolve('../dist/src/config/system'))});
const { openStore } = require(${JSON.stringify(require.resolve('../dist/src/store'))});
const { systemClock: clock, systemRandomness: randomness } = ports;
(async () => {
  const store = await openStore(${JSON.stringify({ databaseUrl, schema })});
  const signingKeys = await existingSigningKeys({ file: ${JSON.stringify(keyFile)}, clock, randomness });
  const report = await openAuditLog({ db: store.db, clock, randomness, signingKeys }).verify();
  for (const { log, ok, events, checkpoints, fault } of report.logs)
    console.log(log, ok ? 'WHOLE' : JSON.stringify(fault), events, 'under', checkpoints, 'checkpoints');
  await store.close();
  process.exitCode = report.ok ? 0 : 1;
})();
`;

function print({ commits: { clients, durability, commits, ...times }, growth }) {
  console.log(`${clients} clients, each event durable first (${JSON.stringify(durability)})`);
  console.table(commits);
  console.log(times);
  console.log(`group commit, ${growth.clients} clients, up to so many events`);
  console.table(growth.growth);
  for (const { what, said = [], ...figures } of growth.verified) console.log(what, figures, ...said);
}

await runBench(import.meta.url, {
  measure: async ({ databaseUrl, numbers }) => ({
    commits: await measureCommits({ databaseUrl }),
    growth: await measureGrowth({ databaseUrl, ...(numbers.length > 0 && { sizes: numbers }) }),
  }),
  print,
});
