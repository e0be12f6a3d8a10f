import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Redis } from 'ioredis';

import { systemRandomness } from '../../../src/config/system';
import type { ReviewId } from '../../../src/domain/ids';
import { openKeyStore, type KeyStore } from '../../../src/pseudonyms';
import { openAnswerCache, type AnswerCache } from '../../../src/stages/collect/answer-cache';
import { memoryAnswerStore, redisAnswerStore } from '../../../src/stages/collect/answer-store';
import { canariesIn } from '../../support/canary-agency';
import {
  answering,
  HANDLE,
  openTestCollect,
  startAgency,
  statuses,
  type About,
  type TestAgency,
  type TestCollect,
} from './support';

const REVIEW = 'review' as ReviewId;
const TTL_MS = 60_000;
const FIELDS = ['name', 'health.code', 'health.assertion', 'health.addenda.text'];
const statement = (more: object = {}) => ({ code: 'cnry.code', assertion: 'FACT', addenda: [], ...more });
const record = (more: object = {}) => ({ handle: HANDLE, name: 'cnry.name', health: [statement()], ...more });
const answer = (more: object = {}, errors?: object[]) =>
  answering(200, JSON.stringify({ data: { _entities: [record(more)] }, ...(errors && { errors }) }));

let redis: Redis;
let keys: KeyStore;
let agency: TestAgency;
let collect: TestCollect;
let now: number;

beforeAll(() => {
  const url = process.env['TEST_REDIS_URL'];
  if (url === undefined) throw new Error('TEST_REDIS_URL is not set; run the tests with npm test.');
  // A database of this test's own, which it may look through and empty.
  redis = new Redis(url, { db: 9, maxRetriesPerRequest: 1 });
});
afterAll(() => redis.disconnect());

const cacheOver = (store = redisAnswerStore(redis)): AnswerCache =>
  openAnswerCache({
    store,
    keys,
    clock: { now: () => new Date(now) },
    randomness: systemRandomness,
    ttlMs: TTL_MS,
  });

beforeEach(async () => {
  now = Date.now();
  await redis.flushdb();
  const file = join(await mkdtemp(join(tmpdir(), 'answer-keys-')), 'reviews.json');
  keys = await openKeyStore({ file, passphrase: null, randomness: systemRandomness });
  for (const id of ['review', 'other-review']) await keys.createReviewKey(id as ReviewId);
  agency = await startAgency('one', { listener: answer() });
  collect = await openTestCollect({ cache: cacheOver() });
});
afterEach(async () => {
  agency.close();
  await collect.connections.close();
});

const ask = (about: About = {}, fields: readonly string[] = FIELDS) => collect.run([agency], fields, about);

describe('answers that are kept for a short while', () => {
  it('answer the same question, say when they were retrieved and for which event, and ask nobody', async () => {
    const first = await ask();
    const [kept] = (await ask()).returns;
    expect(agency.requests).toHaveLength(1);
    expect(kept).toMatchObject({ status: 'OK', exchange: null, keptFrom: first.event });
    expect(kept?.retrievedAt).toBeInstanceOf(Date);
    expect([...(kept?.records.values() ?? [])]).toEqual([record()]);
  });

  it.each<[string, About]>([
    ['partnership', { partnership: 'other' }],
    ['review', { review: 'other-review' }],
    ["review's state", { state: 'CLOSED' }],
    ['purpose', { purpose: 'STATISTICS' }],
    ['recipient', { recipient: 'other' }],
    ['standing', { standing: 'COORDINATOR' }],
    ['pack', { pack: { key: 'lancashire', version: '1', digest: 'd' } }],
    ['pack version', { pack: { key: 'baseline', version: '2', digest: 'd' } }],
    ['pack text under the same version', { pack: { key: 'baseline', version: '1', digest: 'e' } }],
    ['period', { period: { from: '2020', to: null } }],
  ])('are found by nobody with another %s', async (_what, about) => {
    await ask();
    await ask(about);
    expect(agency.requests).toHaveLength(2);
  });

  it('are found neither for other fields, nor for another agency, nor for another record', async () => {
    await ask({}, ['name', 'health.code']);
    await ask();
    const other = await startAgency('two', { listener: answer() });
    await collect.run([other], FIELDS);
    expect(other.requests).toHaveLength(1);
    other.close();
    agency.behave(answering(200, JSON.stringify({ data: { _entities: [{ ...record(), handle: 'h2' }] } })));
    await ask({ handle: 'h2' });
    expect(agency.requests).toHaveLength(3);
  });

  it('lie in Redis unreadable, under names that say nothing, and not for long', async () => {
    await ask();
    const names = await redis.keys('*');
    expect(names).toEqual([expect.stringMatching(/^agency-answer:[0-9a-f]{64}$/)]);
    const held = await redis.getBuffer(names[0] ?? '');
    const text = held?.toString('latin1') ?? '';
    expect(text.length).toBeGreaterThan(50);
    expect(canariesIn(text)).toEqual([]);
    for (const word of ['name', 'health', HANDLE, 'review', 'one']) expect(text).not.toContain(`"${word}"`);
    const ttl = await redis.pttl(names[0] ?? '');
    expect(ttl > 0 && ttl <= TTL_MS).toBe(true);
  });

  it.each<[string, About, readonly string[]]>([
    ['offence data', {}, ['name', 'convictions.code']],
    ['what may tell of an offence', {}, ['legalStatuses.code']],
    ['addresses', {}, ['name', 'addresses.postcode']],
    ['other people', {}, ['familyMembers.name']],
    ['free text', {}, ['health.narrative']],
    ['somebody with a flag', { flags: ['PROTECTED_ADDRESS'] }, ['name']],
  ])('are never of %s', async (_what, about, fields) => {
    await ask(about, fields);
    await ask(about, fields);
    expect(agency.requests).toHaveLength(2);
    expect(await redis.dbsize()).toBe(0);
  });

  it('are never of a statement with a correction, nor of an answer that was not whole', async () => {
    agency.behave(answer({ health: [statement({ addenda: [{ text: 'cnry.addendum' }] })] }));
    await ask();
    agency.behave(answer({}, [{ message: 'x' }]));
    expect(statuses(await ask())).toEqual(['PARTIAL']);
    expect(await redis.dbsize()).toBe(0);
  });

  it('hold nothing that was not asked for', async () => {
    agency.behave(
      answer({ convictions: [{ code: 'cnry.convictions' }], health: [statement({ narrative: 'x' })] }),
    );
    await ask();
    const [kept] = (await ask()).returns;
    expect(agency.requests).toHaveLength(1);
    expect([...(kept?.records.values() ?? [])]).toEqual([record()]);
  });

  it('are gone with the key of their review, with their time, and where a byte of them was changed', async () => {
    await ask();
    now += TTL_MS + 30_000;
    await ask();
    expect(agency.requests).toHaveLength(2);
    const [name = ''] = await redis.keys('*');
    const box = await redis.getBuffer(name);
    box?.writeUInt8((box.readUInt8(20) + 1) % 256, 20);
    await redis.set(name, box ?? '');
    await ask();
    expect(agency.requests).toHaveLength(3);
    await keys.destroyReviewKey(REVIEW);
    await ask();
    await ask();
    expect(agency.requests).toHaveLength(5);
  });

  it('are kept in this process where there is no Redis, and are missed where Redis is away', async () => {
    const local = await openTestCollect({ cache: cacheOver(memoryAnswerStore()) });
    await local.run([agency], FIELDS);
    await local.run([agency], FIELDS);
    expect(agency.requests).toHaveLength(1);
    const gone = new Redis('redis://127.0.0.1:1', { lazyConnect: true, enableOfflineQueue: false });
    gone.on('error', () => undefined);
    const away = await openTestCollect({ cache: cacheOver(redisAnswerStore(gone)) });
    expect(statuses(await away.run([agency], FIELDS))).toEqual(['OK']);
    expect(statuses(await away.run([agency], FIELDS))).toEqual(['OK']);
    expect(agency.requests).toHaveLength(3);
    gone.disconnect();
    await Promise.all([local.connections.close(), away.connections.close()]);
  });
});
