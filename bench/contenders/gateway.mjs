import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHILD } from '../lib/records.mjs';
import { startIssuer } from '../lib/issuer.mjs';
import { createDatabase } from '../lib/postgres.mjs';

const require = createRequire(new URL('../../package.json', import.meta.url));
const dist = (path) => require(fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url)));

export const title = 'review gateway, whole: JWT, policy, shield, minimisation, pseudonyms, durable audit';

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const COORDINATOR = 'coordinating-unit';
const RECIPIENT = 'agency-01';
const PARTNERSHIP = 'bench-partnership';

/** An adapter that holds its record in memory, as the bare server does; what it reads it picks once per question. */
function memorySource(agency, record) {
  const read = new WeakMap();
  const answer = (fields) => {
    const known = read.get(fields) ?? picked(record, new Map([['handle', new Map()], ...fields]));
    read.set(fields, known);
    return known;
  };
  return {
    agency,
    offers: new Set(Object.keys(record).filter((name) => name !== 'handle')),
    read: async (handles, fields) => new Map(handles.map((handle) => [handle, answer(fields)])),
    search: async () => [],
    close: async () => undefined,
  };
}

function picked(value, fields) {
  if (Array.isArray(value)) return fields.size === 0 ? value : value.map((one) => picked(one, fields));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, below]) =>
      fields.has(name) ? [[name, picked(below, fields.get(name))]] : [],
    ),
  );
}

/** The gateway as a partnership runs it, on PostgreSQL, with each agency's adapter in its own process. */
export async function start({ records }) {
  const { compose } = dist('compose');
  const { loadConfig } = dist('config/load');
  const { systemClock, systemRandomness } = dist('config/system');
  const { pino } = require('pino');
  const [database, issuer, folder] = await Promise.all([
    createDatabase(),
    startIssuer(),
    mkdtemp(join(tmpdir(), 'bench-')),
  ]);
  const held = records();
  const gateway = await compose({
    config: loadConfig({
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: database.url,
      ...(process.env.BENCH_REDIS_URL && { REDIS_URL: process.env.BENCH_REDIS_URL }),
      GATEWAY_MODE: 'service',
      GATEWAY_LOG_LEVEL: 'warn',
      GATEWAY_KEY_FOLDER: join(folder, 'keys'),
      GATEWAY_KEY_PASSPHRASE: 'a passphrase of the bench',
      GATEWAY_TOKEN_ISSUER: issuer.issuer,
      GATEWAY_TOKEN_AUDIENCE: issuer.audience,
      GATEWAY_TOKEN_JWKS_URL: issuer.jwksUrl,
      GATEWAY_RATE_LIMIT_PER_MINUTE: '100000000',
      GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '100000000',
    }),
    log: pino({ level: 'warn', base: null }),
    clock: systemClock,
    randomness: systemRandomness,
    embedded: [...held].map(([agency, record]) => memorySource(agency, record)),
  });
  const reviewId = await openReview(gateway.register, held);
  const token = await issuer.token({ user: 'bench-user', agency: RECIPIENT, roles: ['AGENCY_CONTACT'] });
  return {
    url: `${gateway.url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    variables: { id: reviewId, purpose: PURPOSE },
    close: async () => {
      await gateway.close();
      await issuer.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One review that gathers, with one child whom every agency knows, all through the register. */
async function openReview(register, held) {
  const actor = (agency, role) => ({
    user: `bench-${agency}`,
    agency,
    roles: [role],
    requestId: 'bench',
    operation: { name: null, hash: null },
  });
  let steps = 0;
  const step = () => ({ idempotencyKey: `bench-step-${(steps += 1)}` });
  const agencyIds = [...held.keys()];
  for (const id of [COORDINATOR, ...agencyIds]) {
    const endpointUrl = held.has(id) ? 'embedded:adapter' : null;
    await register.saveAgency({ id, name: id, kind: 'NHS', endpointUrl });
  }
  await register.savePartnership({
    id: PARTNERSHIP,
    name: 'Partnership of the bench',
    packKey: 'baseline',
    coordinatingAgency: COORDINATOR,
  });
  const coordinator = actor(COORDINATOR, 'COORDINATOR');
  const { reviewId } = await register.openReview(coordinator, {
    ...step(),
    partnershipId: PARTNERSHIP,
    type: PURPOSE,
    reference: 'B-1001',
  });
  const { subjectId } = await register.addSubject(coordinator, {
    ...step(),
    reviewId,
    role: 'INDEX_CHILD',
    ...CHILD,
    protectedAddress: false,
    flags: [],
  });
  await register.sendContactCheck(coordinator, { ...step(), reviewId, agencyIds });
  await register.setScopeWindow(coordinator, {
    ...step(),
    reviewId,
    from: '2012-01-01',
    to: '2030-12-31',
    reason: null,
  });
  for (const { id, agencyId } of await register.contactChecks({ reviewId })) {
    await register.answerContactCheck(actor(agencyId, 'AGENCY_CONTACT'), {
      ...step(),
      contactCheckId: id,
      outcome: 'KNOWN',
      searchedScope: 'whole system',
      records: [{ subjectId, handle: `record-of-${agencyId}` }],
    });
    await register.setStanding(coordinator, { ...step(), reviewId, agencyId, standing: 'PARTICIPATING' });
  }
  for (const to of ['SCOPED', 'GATHERING'])
    await register.advanceReview(coordinator, { ...step(), reviewId, to });
  return reviewId;
}
