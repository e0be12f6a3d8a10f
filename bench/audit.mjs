// `npm run build && DATABASE_URL=... node bench/audit.mjs [events]`: what the audit record costs, on an empty database.
import { spawnSync } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { exportLogs, openAuditLog, openSigningKeys, verifierLine, verifiersOf } = require('../dist/src/audit');
const { systemClock, systemRandomness } = require('../dist/src/config/system');
const { openStore } = require('../dist/src/store');
const { sql } = require('kysely');

const EVENTS = Number(process.argv[2] ?? 100_000);
const SINGLE = 500;
const CONCURRENT = 500;
const STANDALONE = fileURLToPath(new URL('../docs/verify-audit-log.mjs', import.meta.url));

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

/** Runs `work` and prints how many of `count` it did in a second. */
async function measure(title, count, work) {
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  console.log(`${title.padEnd(44)}${String(count).padStart(9)} events ${Math.round(count / seconds)}/s`);
}

/** Runs a program of Node.js and prints what it printed, how fast it was and the most memory it held. */
async function measureProcess(title, args) {
  const peak = join(folder, 'peak.cjs');
  const print = 'process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`)';
  await writeFile(peak, `process.on('exit', () => ${print});`);
  await measure(title, EVENTS + SINGLE, async () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', peak, ...args], {
      encoding: 'utf8',
    });
    console.log(`${stdout.trim()}\n${stderr.trim()}`);
  });
}

/** What `audit verify` does, over the schema of this bench. */
const verifyScript = (file) => `
const { openAuditLog, existingSigningKeys } = require(${JSON.stringify(require.resolve('../dist/src/audit'))});
const ports = require(${JSON.stringify(require.resolve('../dist/src/config/system'))});
const { openStore } = require(${JSON.stringify(require.resolve('../dist/src/store'))});
const { systemClock: clock, systemRandomness: randomness } = ports;
(async () => {
  const store = await openStore({ databaseUrl: process.env.DATABASE_URL, schema: ${JSON.stringify(schema)} });
  const signingKeys = await existingSigningKeys({ file: ${JSON.stringify(file)}, clock, randomness });
  const report = await openAuditLog({ db: store.db, clock, randomness, signingKeys }).verify();
  for (const { log, ok, events, checkpoints, root, fault } of report.logs)
    console.log(log, ok ? 'WHOLE' : JSON.stringify(fault), events, 'events', checkpoints, 'checkpoints', root);
  await store.close();
})();
`;

const schema = `bench_audit_${process.pid}`;
const folder = await mkdtemp(join(tmpdir(), 'review-gateway-bench-'));
const store = await openStore({ databaseUrl: process.env.DATABASE_URL, schema });
try {
  const ports = { clock: systemClock, randomness: systemRandomness };
  const signingKeys = await openSigningKeys({ file: join(folder, 'keys.json'), ...ports });
  const log = openAuditLog({ db: store.db, ...ports, signingKeys });
  await measure('one commit per event', SINGLE, async () => {
    for (let n = 0; n < SINGLE; n += 1) await log.append(draft);
  });
  await measure(`group commit, ${CONCURRENT} requests at once`, EVENTS, async () => {
    let left = EVENTS;
    const client = async () => {
      while (left-- > 0) await log.append(draft);
    };
    await Promise.all(Array.from({ length: CONCURRENT }, client));
  });
  await log.drain();
  const [exported, verifiers] = [join(folder, 'export'), join(folder, 'verifiers')];
  const keys = await signingKeys.publicKeys();
  const lines = ['gateway', 'northshire'].flatMap((name) => verifiersOf(name, keys).map(verifierLine));
  await writeFile(verifiers, lines.join('\n'));
  const script = join(folder, 'verify.cjs');
  await writeFile(script, verifyScript(join(folder, 'keys.json')));
  await measureProcess('audit verify, a process of its own', [script]);
  await measure('export', EVENTS + SINGLE, async () => {
    const file = await open(exported, 'wx');
    for await (const line of exportLogs(store.db)) await file.write(`${JSON.stringify(line)}\n`);
    await file.close();
  });
  await measureProcess('docs/verify-audit-log.mjs', [STANDALONE, exported, verifiers]);
} finally {
  await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
