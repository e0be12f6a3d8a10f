import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { existingSigningKeys, openAuditLog, openSigningKeys, type SigningKeys } from '../../src/audit';
import { parseCheckpoint, verifierLine, verifiersOf } from '../../src/audit/checkpoint';
import type { Store } from '../../src/store';
import { STORE_KINDS } from '../store/each-store';
import { draft, randomness, steppingClock } from './drafts';

const LOG = 'northshire';
const clock = steppingClock();

let folder: string;
let store: Store;
let keys: SigningKeys;

const open = (): Promise<SigningKeys> =>
  openSigningKeys({ file: join(folder, 'signing.json'), clock, randomness });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-checkpoint-'));
  store = await STORE_KINDS.at(-1)!.open();
  keys = await open();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const checkpoints = (): Promise<{ log: string; tree_size: number; root: string; note: string }[]> =>
  store.db
    .selectFrom('audit_checkpoint')
    .select(['log', 'tree_size', 'root', 'note'])
    .orderBy('tree_size')
    .execute();

const sizes = async (): Promise<unknown> =>
  (await checkpoints()).map(({ log, tree_size }) => [log, tree_size]);

/** Waits until there are so many checkpoints. */
async function until(count: number): Promise<void> {
  while ((await checkpoints()).length < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a checkpoint', () => {
  it('is a signed note that anybody can read and check by the printed verifier', async () => {
    const log = openAuditLog({ db: store.db, clock, randomness, signingKeys: keys });
    await log.append(draft());
    await log.checkpoint();
    const [first] = await checkpoints();
    const { note, root } = first!;
    const [origin, size, base64, empty, line, end] = note.split('\n');
    expect([origin, size, empty, end]).toEqual([`review-gateway/audit/${LOG}`, '1', '', '']);
    expect(Buffer.from(base64 ?? '', 'base64').toString('hex')).toBe(root);
    const [dash, name, signature] = (line ?? '').split(' ');
    expect([dash, name]).toEqual(['\u2014', origin]);
    const [verifier] = verifiersOf(LOG, await keys.publicKeys()).map(verifierLine);
    const [, keyId, key] = /^[^+]+\+([0-9a-f]{8})\+(.+)$/.exec(verifier ?? '') ?? [];
    const bytes = Buffer.from(signature ?? '', 'base64');
    expect(bytes.toString('hex', 0, 4)).toBe(keyId);
    const x = Buffer.from(key ?? '', 'base64')
      .subarray(1)
      .toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const text = `${origin ?? ''}\n${size ?? ''}\n${base64 ?? ''}\n`;
    expect(verify(null, Buffer.from(text), publicKey, bytes.subarray(4))).toBe(true);
  });

  it('is signed a while after an event, once, and for the logs that grew', async () => {
    const log = openAuditLog({ db: store.db, clock, randomness, signingKeys: keys, checkpointEveryMs: 30 });
    await log.append(draft());
    await log.append(draft({ partnership: null }));
    await until(2);
    expect(await sizes()).toEqual(
      expect.arrayContaining([
        ['gateway', 1],
        [LOG, 1],
      ]),
    );
    await log.append(draft());
    await until(3);
    expect(await sizes()).toContainEqual([LOG, 2]);
  });

  it('comes within ten seconds of an event by default, with a second to spare', async () => {
    const log = openAuditLog({ db: store.db, clock, randomness, signingKeys: keys });
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    try {
      await log.append(draft());
      jest.advanceTimersByTime(9_000);
      while ((await checkpoints()).length === 0) await new Promise(setImmediate);
    } finally {
      jest.useRealTimers();
    }
    expect(await sizes()).toEqual([[LOG, 1]]);
  });

  it('is signed when the log is drained, and at the next start for what a killed process left', async () => {
    const log = openAuditLog({ db: store.db, clock, randomness, signingKeys: keys });
    await log.append(draft());
    await log.drain();
    expect(await sizes()).toEqual([[LOG, 1]]);
    await openAuditLog({ db: store.db, clock, randomness }).append(draft());
    openAuditLog({ db: store.db, clock, randomness, signingKeys: keys, checkpointEveryMs: 10 });
    await until(2);
    expect(await sizes()).toEqual([
      [LOG, 1],
      [LOG, 2],
    ]);
  });

  it('is signed once where two replicas sign at once', async () => {
    const replicas = [1, 2].map(() => openAuditLog({ db: store.db, clock, randomness, signingKeys: keys }));
    await Promise.all(replicas.map((log) => log.append(draft())));
    await Promise.all(replicas.map((log) => log.checkpoint()));
    expect(await sizes()).toEqual([[LOG, 2]]);
    await expect(replicas[0]?.verify()).resolves.toMatchObject({ ok: true });
  });

  it.each([
    ['', 'nothing'],
    ['review-gateway/audit/a\n1\n', 'no signature'],
    ['review-gateway/audit/a\n01\nAAAA\n\n\u2014 a AAAAAAAA\n', 'a size with a zero before it'],
    ['review-gateway/audit/a\n1\nAAAA\n\n\u2014 a AAAAAAAA\n', 'a root that is too short'],
  ])('is not read from %j: %s', (note) => {
    expect(() => parseCheckpoint(note)).toThrow(SyntaxError);
  });
});

describe('the signing keys', () => {
  const file = (): string => join(folder, 'signing.json');

  it('are in a file that only its owner may read, the same for processes that start together', async () => {
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await rm(file());
    const opened = await Promise.all([1, 2, 3, 4].map(open));
    const publicKeys = await Promise.all(
      opened.map(async (each) => (await each.publicKeys())[0]?.toString('hex')),
    );
    expect(new Set(publicKeys).size).toBe(1);
  });

  it('rotate: the new key signs, also in a process that runs, and the old verifier still holds', async () => {
    const log = openAuditLog({ db: store.db, clock, randomness, signingKeys: keys });
    await log.append(draft());
    await log.checkpoint();
    await (
      await open()
    ).rotate((rotation) => log.append(draft({ partnership: null, details: { ...rotation } })));
    await log.append(draft());
    await log.checkpoint();
    expect(await keys.publicKeys()).toHaveLength(2);
    const [old, next] = await keys.publicKeys();
    const keyIds = (await checkpoints())
      .filter(({ log: name }) => name === LOG)
      .map(({ note }) => parseCheckpoint(note).signed.signatures[0]?.keyId);
    const lines = verifiersOf(LOG, [old!, next!]).map(verifierLine);
    expect(lines.map((line) => line.split('+')[1])).toEqual(keyIds);
    await expect(log.verify()).resolves.toMatchObject({ ok: true, signaturesChecked: true });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ keys: [{ seed: null }, {}] });
    const { events } = await log.page({}, { first: 10 });
    expect(events.map(({ event }) => event.details)).toContainEqual({
      retired: old!.toString('hex'),
      active: next!.toString('hex'),
    });
  });

  it('stay where the rotation cannot be recorded', async () => {
    const before = await readFile(file(), 'utf8');
    const unrecorded = keys.rotate(() => Promise.reject(new Error('no record')));
    await expect(unrecorded).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  it('are unavailable when their file is not of that form, and are not made by who only reads', async () => {
    await writeFile(file(), '{}');
    await expect(open()).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    await rm(file());
    const absent = existingSigningKeys({ file: file(), clock, randomness });
    await expect(absent).resolves.toBeUndefined();
  });

  it('are wrapped under a passphrase where there is one, an open seed of before included', async () => {
    const before = (await keys.publicKeys()).map((key) => key.toString('hex'));
    const seed = (JSON.parse(await readFile(file(), 'utf8')) as { keys: { seed: string }[] }).keys[0]!.seed;
    const under = (passphrase: string | null): Promise<SigningKeys> =>
      openSigningKeys({ file: file(), clock, randomness, passphrase, cost: 16_384 });
    const kept = await under('correct horse');
    const text = await readFile(file(), 'utf8');
    expect(text).not.toContain(seed);
    expect(JSON.parse(text)).toMatchObject({ version: 2, protection: { kind: 'PASSPHRASE' } });
    expect((await kept.publicKeys()).map((key) => key.toString('hex'))).toEqual(before);
    for (const wrong of [null, 'another'])
      await expect(under(wrong)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    const reader = await existingSigningKeys({ file: file(), clock, randomness });
    expect(await reader?.publicKeys()).toHaveLength(1);
    await expect(reader?.rotate(async () => undefined)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await readFile(file(), 'utf8')).toBe(text);
  });

  it('rotate under the passphrase, and a gateway that runs signs with the new one', async () => {
    const options = { file: file(), clock, randomness, passphrase: 'correct horse', cost: 16_384 };
    const running = await openSigningKeys(options);
    const log = openAuditLog({ db: store.db, clock, randomness, signingKeys: running });
    await log.append(draft());
    await log.checkpoint();
    await (await openSigningKeys(options)).rotate(async () => undefined);
    await log.append(draft());
    await log.checkpoint();
    expect(await running.publicKeys()).toHaveLength(2);
    await expect(log.verify()).resolves.toMatchObject({ ok: true, signaturesChecked: true });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      version: 2,
      keys: [{ seed: null }, { seed: expect.any(String) }],
    });
  });
});
