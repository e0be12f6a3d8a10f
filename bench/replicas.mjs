/**
 * `npm run bench:replicas [-- --rounds 5 --seconds 5 --callers 16]`
 *
 * The ratio of requests per second of two replicas to one, each a process of its own, on one PostgreSQL and, where
 * BENCH_REDIS_URL names one, one Redis. The question is a contact check: identity, policy, decryption, durable audit, no
 * agency. Rounds take turns, medians; what limits it is told by the processor time that each part used.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startIssuer } from './lib/issuer.mjs';
import { createDatabase } from './lib/postgres.mjs';
import { CHILD } from './lib/records.mjs';
import { withServices } from './lib/services.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    callers: { type: 'string', default: '16' },
  },
});
const require = createRequire(import.meta.url);
const dist = (path) => require(join(fileURLToPath(new URL('.', import.meta.url)), '..', 'dist', 'src', path));
const QUERY = `query Ask($id: ID!) { review(id: $id, purpose: CONTACT_CHECK) {
  subjects { ref name dateOfBirth addresses { lines postcode } } disclosure { category outcome reason } } }`;
/** Clock ticks a second, as Linux counts processor time for users. */
const TICKS = 100;

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

const settings = ({ database, issuer, folder }) => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  PORT: '0',
  DATABASE_URL: database.url,
  ...(process.env.BENCH_REDIS_URL && { REDIS_URL: process.env.BENCH_REDIS_URL }),
  GATEWAY_MODE: 'service',
  GATEWAY_LOG_LEVEL: 'info',
  GATEWAY_KEY_FOLDER: join(folder, 'keys'),
  GATEWAY_KEY_PASSPHRASE: 'a passphrase of the bench',
  GATEWAY_TOKEN_ISSUER: issuer.issuer,
  GATEWAY_TOKEN_AUDIENCE: issuer.audience,
  GATEWAY_TOKEN_JWKS_URL: issuer.jwksUrl,
  GATEWAY_RATE_LIMIT_PER_MINUTE: '100000000',
  GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '100000000',
});

/** A review with one child, sent to one wider agency; its id. */
async function prepare({ PATH: _path, ...environment }) {
  const { systemClock, systemRandomness } = dist('config/system');
  const gateway = await dist('compose').compose({
    config: dist('config/load').loadConfig(environment),
    log: require('pino').pino({ level: 'silent' }),
    clock: systemClock,
    randomness: systemRandomness,
  });
  const { register } = gateway;
  const operation = { name: null, hash: null };
  const coordinator = {
    user: 'bench',
    agency: 'unit',
    roles: ['COORDINATOR'],
    requestId: 'bench',
    operation,
  };
  for (const agency of ['unit', 'wider'])
    await register.saveAgency({ id: agency, name: agency, kind: 'TEST', endpointUrl: null });
  const partnership = { id: 'bench', name: 'Bench', packKey: 'baseline', coordinatingAgency: 'unit' };
  await register.savePartnership(partnership);
  const { reviewId } = await register.openReview(coordinator, {
    idempotencyKey: 'bench-step-1',
    partnershipId: 'bench',
    type: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
    reference: 'B-1001',
  });
  await register.addSubject(coordinator, {
    ...{ idempotencyKey: 'bench-step-2', reviewId, role: 'INDEX_CHILD' },
    ...{ ...CHILD, protectedAddress: false, flags: [] },
  });
  const check = { idempotencyKey: 'bench-step-3', reviewId, agencyIds: ['wider'] };
  await register.sendContactCheck(coordinator, check);
  await gateway.close();
  return reviewId;
}

async function startReplica(env) {
  const child = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    if (printed.length < 100_000) printed += chunk;
  });
  for (;;) {
    const url = /"url":"(http[^"]+)"/.exec(printed)?.[1];
    if (url !== undefined) return { child, url };
    if (child.exitCode !== null) throw new Error('a replica did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
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

await withServices(async () => {
  const [database, issuer, folder] = await Promise.all([
    createDatabase(),
    startIssuer(),
    mkdtemp(join(tmpdir(), 'bench-replicas-')),
  ]);
  const environment = settings({ database, issuer, folder });
  const id = await prepare(environment);
  const token = await issuer.token({ user: 'bench-user', agency: 'wider', roles: ['AGENCY_CONTACT'] });
  const replicas = await Promise.all([startReplica(environment), startReplica(environment)]);
  try {
    await measure(replicas, { id, token });
  } finally {
    for (const { child } of replicas) child.kill('SIGTERM');
    await Promise.all(replicas.map(({ child }) => new Promise((resolve) => child.once('exit', resolve))));
    await issuer.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});
