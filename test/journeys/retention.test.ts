import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';
import { pino } from 'pino';

import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config/load';
import { systemClock, systemRandomness } from '../../src/config/system';
import type { ReviewState } from '../../src/domain/review';
import { openConfiguredKeyStore, pseudonymsFor, REVIEW_KEY_FILE } from '../../src/pseudonyms';
import { run, type Outcome } from '../cli/terminal-double';
import { change } from '../support/gated-service';
import { startKms, type KmsServer } from '../support/kms-server';
import { COORDINATOR, IDENTITY, openFixtureReview, registerAgencies } from '../support/review-fixture';
import { at, startServiceGateway, type Caller, type ServiceGateway } from '../support/service-gateway';

let service: ServiceGateway;
let coordinator: Caller;
let auditor: Caller;
let client: Client;
let kms: KmsServer;
let folder: string;

const PARTNERSHIP = 'partnership-baseline';
const DUE = [{ start: 'REVIEW_DESTRUCTION_DUE', on: '2026-01-31' }];

beforeAll(async () => {
  [kms, folder] = await Promise.all([startKms(), mkdtemp(join(tmpdir(), 'review-gateway-kms-'))]);
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, kms.token);
  service = await startServiceGateway({
    environment: { GATEWAY_KMS_URL: kms.url, GATEWAY_KMS_KEY: kms.key, GATEWAY_KMS_TOKEN_FILE: tokenFile },
  });
  await registerAgencies(service.gateway.register, {});
  coordinator = await service.as({ user: 'coordinator', agency: COORDINATOR, roles: ['COORDINATOR'] });
  auditor = await officer('officer');
  client = new Client({ connectionString: service.database.url });
  await client.connect();
}, 240_000);

afterAll(async () => {
  await client.end();
  await service.close();
  await kms.close();
  await rm(folder, { recursive: true, force: true });
});

const officer = (user: string, partnership = PARTNERSHIP): Promise<Caller> =>
  service.as({
    user,
    agency: 'audit-office',
    roles: ['AUDITOR', 'COORDINATOR'],
    auditPartnerships: [partnership],
  });

const review = async (state: ReviewState = 'CLOSED') =>
  openFixtureReview(service.gateway.register, {
    pack: 'baseline',
    type: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
    state,
  });

const codeOf = async (answer: ReturnType<Caller>): Promise<string | undefined> =>
  (await answer).errors[0]?.extensions.code;

async function request(reviewId: string, caller = coordinator): Promise<string> {
  const answer = await caller(
    'mutation Ask($input: RequestDestructionInput!) { requestDestruction(input: $input) { requestId } }',
    { input: { idempotencyKey: `request-${reviewId}-${String(Math.random())}`, reviewId } },
  );
  const requestId = at(answer.data, 'requestDestruction', 'requestId');
  return typeof requestId === 'string' ? requestId : String(answer.errors[0]?.extensions.code);
}

const decide = (caller: Caller, requestId: string, decision = 'APPROVED') =>
  change(caller, 'decideDestruction', { requestId, decision });

const keys = (...args: readonly string[]): Promise<Outcome> => run(['keys', ...args], service.environment);
const destroy = (reviewId: string, by = 'custodian'): Promise<Outcome> =>
  keys('destroy', '--review', reviewId, '--by', by);

/** A closed review whose destruction has been approved. */
async function approved(): Promise<Awaited<ReturnType<typeof review>>> {
  const opened = await review();
  const { reviewId } = opened;
  expect(
    (await change(coordinator, 'recordRetention', { reviewId, rule: 'G-KEY', dates: DUE })).errors,
  ).toEqual([]);
  expect((await decide(auditor, await request(reviewId))).errors).toEqual([]);
  return opened;
}

describe('the destruction of a review', () => {
  it('is asked for by the coordinator once the recorded retention is over, of a closed review', async () => {
    const { reviewId } = await review();
    expect(await request(reviewId)).toBe('RETENTION_NOT_OVER');
    const record = (dates: unknown, rule = 'G-KEY') =>
      change(coordinator, 'recordRetention', { reviewId, rule, dates });
    expect(await codeOf(record([]))).toBe('INPUT_INVALID');
    expect(await codeOf(record(DUE, 'NO-SUCH-RULE'))).toBe('INPUT_INVALID');
    expect((await record([{ start: 'REVIEW_DESTRUCTION_DUE', on: '2999-01-01' }])).errors).toEqual([]);
    expect(await request(reviewId)).toBe('RETENTION_NOT_OVER');
    expect((await record(DUE)).errors).toEqual([]);
    const stranger = await service.as({ user: 's', agency: 'agency-own', roles: ['COORDINATOR'] });
    expect(await request(reviewId, stranger)).toBe('ACTION_NOT_PERMITTED');
    expect(await request(reviewId)).toMatch(/^[0-9a-f-]{36}$/);
    const { reviewId: open } = await review('GATHERING');
    expect(await request(open)).toBe('STATE_NOT_PERMITTED');
    expect(
      await codeOf(change(coordinator, 'recordRetention', { reviewId: open, rule: 'G-KEY', dates: DUE })),
    ).toBe('STATE_NOT_PERMITTED');
  });

  it('keeps neither the dates nor the day that they make where anybody reads it', async () => {
    const { reviewId } = await review();
    const dates = [{ start: 'REVIEW_DESTRUCTION_DUE', on: '2041-07-19' }];
    await change(coordinator, 'recordRetention', { reviewId, rule: 'G-KEY', dates });
    const { rows } = await client.query<{ text: string }>(
      `select payload as text from audit_event union all select review_retention::text from review_retention`,
    );
    expect(rows.filter(({ text }) => text.includes('2041-07'))).toEqual([]);
    expect(service.log.filter((line) => line.includes('2041-07'))).toEqual([]);
  });

  it('takes an auditor of the partnership, who is not the one who asked, and then the custodian', async () => {
    const { reviewId } = await review();
    await change(coordinator, 'recordRetention', { reviewId, rule: 'G-KEY', dates: DUE });
    const requestId = await request(reviewId);
    expect((await destroy(reviewId)).err).toContain('APPROVAL_NEEDED');
    expect(await codeOf(decide(coordinator, requestId))).toBe('ACTION_NOT_PERMITTED');
    const foreign = await officer('foreign', 'partnership-lancashire');
    expect(await codeOf(decide(foreign, requestId))).toBe('NOT_FOUND');
    const self = await officer('coordinator');
    expect(await codeOf(decide(self, requestId))).toBe('SECOND_PERSON_NEEDED');
    expect((await decide(auditor, requestId, 'REFUSED')).errors).toEqual([]);
    expect((await destroy(reviewId)).err).toContain('APPROVAL_NEEDED');
    expect(await codeOf(decide(auditor, requestId))).toBe('REQUEST_OVER');
  });

  it('waits for a legal hold to be lifted, even when it is approved', async () => {
    const { reviewId } = await approved();
    const hold = (on: boolean) =>
      change(coordinator, 'setLegalHold', { reviewId, hold: on, reason: 'An inquest was opened' });
    expect((await hold(true)).errors).toEqual([]);
    expect((await destroy(reviewId)).err).toContain('RETENTION_NOT_OVER');
    expect((await hold(false)).errors).toEqual([]);
    expect((await destroy(reviewId)).code).toBe(0);
  });

  it('erases the contact set, the references and every pseudonym, and certifies it under the audit key', async () => {
    const { reviewId, subjectId } = await approved();
    const store = await openConfiguredKeyStore(loadConfig(service.environment), {
      clock: systemClock,
      randomness: systemRandomness,
    });
    const key = await store.reviewKey(reviewId);
    if (!key) throw new Error('The review has no key.');
    const known = pseudonymsFor({ reviewKey: key, purpose: 'CONTACT_CHECK' }).subject(subjectId);
    const { code, out } = await destroy(reviewId);
    expect(code).toBe(0);

    const shown = await keys('certificate', out.trim());
    expect(JSON.parse(shown.out)).toMatchObject({
      review: reviewId,
      rule: 'G-KEY',
      requestedBy: 'coordinator',
      approvedBy: 'officer',
      destroyedBy: 'operator:custodian',
    });
    const { rows: events } = await client.query<{ payload: string }>(
      'select payload from audit_event where event_id = $1',
      [at(JSON.parse(shown.out), 'auditEventId')],
    );
    expect(JSON.parse(events[0]?.payload ?? '{}')).toMatchObject({
      action: 'DESTROY',
      partnership: PARTNERSHIP,
    });
    const forged = out
      .trim()
      .replace(/\.([^.]+)\./, `.${Buffer.from('{"review":"x"}').toString('base64url')}.`);
    expect((await keys('certificate', forged)).code).toBe(1);

    expect(await store.reviewKey(reviewId)).toBeUndefined();
    await expect(service.gateway.register.contactSet(reviewId)).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    const { rows } = await client.query(
      `select state, (select count(*)::int from record_link where review_id = $1) as links,
         (select max(length(identity_ciphertext)) from subject where review_id = $1) as bytes
       from review where id = $1`,
      [reviewId],
    );
    expect(rows).toEqual([{ state: 'DESTROYED', links: 0, bytes: 0 }]);
    const settings = await coordinator(
      'query Settings($id: ID!) { reviewSettings(reviewId: $id) { subjects { ref } } }',
      { id: reviewId },
    );
    expect(settings.errors[0]?.extensions.code).toBe('KEY_UNAVAILABLE');
    expect(settings.text).not.toContain(known);
    expect((await destroy(reviewId)).out).toBe(out);
    expect((await keys('list')).out).toContain(`${reviewId}  generation 1  DESTROYED`);
  });

  it('is completed where it broke off after the key was gone', async () => {
    const { reviewId } = await approved();
    const store = await openConfiguredKeyStore(loadConfig(service.environment), {
      clock: systemClock,
      randomness: systemRandomness,
    });
    await store.destroyReviewKey(reviewId);
    expect((await destroy(reviewId)).code).toBe(0);
  });

  it('is not for who asked or approved to carry out', async () => {
    const { reviewId } = await review();
    await change(coordinator, 'recordRetention', { reviewId, rule: 'G-KEY', dates: DUE });
    const asked = await request(reviewId);
    expect((await decide(await officer('operator:custodian'), asked)).errors).toEqual([]);
    expect((await destroy(reviewId)).err).toContain('SECOND_PERSON_NEEDED');
  });

  it('holds against a restored copy of the key file', async () => {
    const file = join(String(service.environment['GATEWAY_KEY_FOLDER']), REVIEW_KEY_FILE);
    const { reviewId } = await approved();
    await copyFile(file, `${file}.copy`);
    await destroy(reviewId);
    await copyFile(`${file}.copy`, file);
    const again = await compose({
      config: loadConfig({ ...service.environment, PORT: '0' }),
      log: pino({ level: 'silent' }),
      clock: systemClock,
      randomness: systemRandomness,
    });
    await again.close();
    const entries: unknown = JSON.parse(await readFile(file, 'utf8'));
    expect(at(entries, 'reviews')).toEqual(
      expect.arrayContaining([expect.objectContaining({ review: reviewId, key: null })]),
    );
  });
});

describe('the rotation of the master key', () => {
  it('changes no pseudonym of an open review, while the gateway runs, and is on record first', async () => {
    const { reviewId } = await review('GATHERING');
    const refs = () =>
      coordinator('query Settings($id: ID!) { reviewSettings(reviewId: $id) { subjects { ref } } }', {
        id: reviewId,
      });
    const before = (await refs()).data;
    expect(at(before, 'reviewSettings', 'subjects', 0, 'ref')).toMatch(/^SUBJ-/);
    expect((await keys('rotate', '--by', 'custodian')).out).toContain('Generation 2');
    expect((await refs()).data).toEqual(before);
    expect(await service.gateway.register.contactSet(reviewId)).toMatchObject([{ name: IDENTITY.name }]);
    await review('OPEN');
    expect((await keys('list')).out).toContain('generation 2  ACTIVE');
    const { rows } = await client.query<{ payload: string }>(
      `select payload from audit_event where action = 'ROTATE_KEY'`,
    );
    expect(rows).toHaveLength(1);
  });
});
