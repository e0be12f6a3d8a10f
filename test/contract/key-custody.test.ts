import { randomBytes } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock } from '../../src/domain/ports';
import { openKeyStore, type KeyStore, type KeyStoreOptions } from '../../src/pseudonyms';
import type { KeyCustody } from '../../src/pseudonyms/custody';
import { kmsCustody, type KmsOptions } from '../../src/pseudonyms/kms-custody';
import { passphraseCustody } from '../../src/pseudonyms/passphrase-custody';
import { randomness, reviewOf, temporaryFolder } from '../pseudonyms/support';
import { startKms, type KmsServer } from '../support/kms-server';

const unavailable = { code: 'KEY_UNAVAILABLE' };
/** The least that the key file takes: these tests are not about the cost of guessing. */
const cost = 16_384;
const PASSPHRASE = 'a long sentence that only the key custodian knows';

const time = { ms: Date.parse('2026-11-20T09:00:00Z') };
const clock: Clock = { now: () => new Date(time.ms) };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let kms: KmsServer;
let file: string;
let kmsOptions: KmsOptions;

beforeEach(async () => {
  [folder, kms] = await Promise.all([temporaryFolder(), startKms()]);
  file = join(folder.path, 'keys.json');
  const tokenFile = join(folder.path, 'kms-token');
  await writeFile(tokenFile, `${kms.token}\n`);
  kmsOptions = { url: kms.url, key: kms.key, tokenFile, clock };
});
afterEach(async () => {
  await kms.close();
  await folder.remove();
});

const KINDS: readonly {
  readonly name: string;
  readonly custody: () => KeyCustody;
  readonly store: () => Pick<KeyStoreOptions, 'passphrase' | 'kms'>;
}[] = [
  {
    name: 'a passphrase',
    custody: () => passphraseCustody({ file, passphrase: PASSPHRASE, randomness, cost }),
    store: () => ({ passphrase: PASSPHRASE }),
  },
  {
    name: 'a file beside the keys (demo)',
    custody: () => passphraseCustody({ file, passphrase: null, randomness }),
    store: () => ({ passphrase: null }),
  },
  {
    name: 'a key management service',
    custody: () => kmsCustody(kmsOptions),
    store: () => ({ passphrase: null, kms: kmsOptions }),
  },
];

describe.each(KINDS)('master keys under $name', ({ custody, store }) => {
  const open = (): Promise<KeyStore> => openKeyStore({ file, randomness, cost, ...store() });
  const asRecorded = () => Promise.resolve();

  it('open what they wrapped, for its own review, unaltered, and nothing else', async () => {
    const keeper = custody();
    const { protection } = await keeper.renew(null);
    const custodian = await keeper.open(protection);
    const key = randomBytes(32);
    const [one, two] = [await custodian.wrap(key, 'review 1'), await custodian.wrap(key, 'review 1')];
    expect(one).not.toBe(two);
    expect(await custodian.unwrap(one, 'review 1')).toEqual(key);
    await expect(custodian.unwrap(one, 'review 2')).rejects.toMatchObject(unavailable);
    const altered = `${one.slice(0, -6)}${one.at(-6) === 'A' ? 'B' : 'A'}${one.slice(-5)}`;
    await expect(custodian.unwrap(altered, 'review 1')).rejects.toMatchObject(unavailable);
    const told = JSON.stringify([one, protection]);
    expect(told).not.toContain(key.toString('base64'));
  });

  it('still open what an earlier one wrapped, until that is discarded', async () => {
    const keeper = custody();
    const first = await keeper.renew(null);
    const key = randomBytes(32);
    const wrapped = await first.wrap(key, 'review 1');
    const second = await keeper.renew(first.protection);
    expect(second.protection).not.toEqual(first.protection);
    expect(await (await keeper.open(first.protection)).unwrap(wrapped, 'review 1')).toEqual(key);
    if (second.protection.kind !== 'KMS')
      await expect(second.unwrap(wrapped, 'review 1')).rejects.toMatchObject(unavailable);
  });

  it('are changed without changing a review key, for those who have the store open too', async () => {
    const [keys, other] = [await open(), await open()];
    const before = [await keys.createReviewKey(reviewOf(1)), await keys.createReviewKey(reviewOf(2))];
    await keys.createReviewKey(reviewOf(3));
    await keys.destroyReviewKey(reviewOf(3));
    const recorded: unknown[] = [];
    const rotation = await keys.rotate((made) => Promise.resolve(recorded.push(made)));
    expect([rotation, recorded]).toEqual([{ from: 1, to: 2, keys: 2 }, [rotation]]);
    for (const reader of [keys, other, await open()])
      expect(await Promise.all([1, 2].map((digit) => reader.reviewKey(reviewOf(digit))))).toEqual(before);
    await other.createReviewKey(reviewOf(4));
    expect((await keys.list()).keys).toEqual([
      { reviewId: reviewOf(1), generation: 1, state: 'ACTIVE' },
      { reviewId: reviewOf(2), generation: 1, state: 'ACTIVE' },
      { reviewId: reviewOf(3), generation: 1, state: 'DESTROYED' },
      { reviewId: reviewOf(4), generation: 2, state: 'ACTIVE' },
    ]);
    await expect(keys.createReviewKey(reviewOf(3))).rejects.toMatchObject(unavailable);
  });

  it('stay when the change cannot be put on record', async () => {
    const keys = await open();
    const key = await keys.createReviewKey(reviewOf(1));
    const before = await readFile(file, 'utf8');
    await expect(keys.rotate(() => Promise.reject(new Error('no record')))).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe(before);
    await keys.rotate(asRecorded);
    expect(await (await open()).reviewKey(reviewOf(1))).toEqual(key);
  });

  it('take many writers at once, of several stores, and lose none of their keys', async () => {
    const stores = [await open(), await open(), await open()];
    const made = await Promise.all(
      stores.flatMap((keys, index) => [
        keys.createReviewKey(reviewOf(index * 2 + 1)),
        keys.createReviewKey(reviewOf(index * 2 + 2)),
        ...(index === 1 ? [keys.rotate(asRecorded)] : []),
      ]),
    );
    const keys = made.filter((one) => Buffer.isBuffer(one));
    const reader = await open();
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map((digit) => reader.reviewKey(reviewOf(digit))))).toEqual(
      keys,
    );
  });
});

describe('a copy of the key file from before', () => {
  it.each([
    ['a key management service', () => ({ passphrase: null, kms: kmsOptions }), {}],
    ['another passphrase', () => ({ passphrase: PASSPHRASE }), { nextPassphrase: 'the next sentence' }],
  ])('opens no more once the master key was changed under %s', async (_name, options, next) => {
    const keys = await openKeyStore({ file, randomness, cost, ...options(), ...next });
    await keys.createReviewKey(reviewOf(1));
    await copyFile(file, `${file}.copy`);
    await keys.destroyReviewKey(reviewOf(1));
    await keys.rotate(() => Promise.resolve());
    await copyFile(`${file}.copy`, file);
    time.ms += 120_000;
    const later = { ...options(), ...('nextPassphrase' in next && { passphrase: next.nextPassphrase }) };
    await expect(openKeyStore({ file, randomness, cost, ...later })).rejects.toMatchObject(unavailable);
  });
});

describe('a key management service', () => {
  const open = (): Promise<KeyStore> => openKeyStore({ file, passphrase: null, randomness, kms: kmsOptions });

  it('takes over from a passphrase, which is needed no more', async () => {
    const before = await openKeyStore({ file, passphrase: PASSPHRASE, randomness, cost });
    const key = await before.createReviewKey(reviewOf(1));
    const both = await openKeyStore({ file, passphrase: PASSPHRASE, randomness, kms: kmsOptions, cost });
    await both.rotate(() => Promise.resolve());
    const keys = await open();
    expect(await keys.reviewKey(reviewOf(1))).toEqual(key);
    expect((await keys.list()).protection).toBe('KMS');
    await expect(openKeyStore({ file, passphrase: PASSPHRASE, randomness, cost })).rejects.toMatchObject(
      unavailable,
    );
  });

  it('is not asked for the same key twice in a minute, and shuts everything when it is away after that', async () => {
    const keys = await open();
    const key = await keys.createReviewKey(reviewOf(1));
    await keys.reviewKey(reviewOf(1));
    const asked = kms.asked.length;
    kms.failWith = 503;
    time.ms += 59_000;
    expect(await keys.reviewKey(reviewOf(1))).toEqual(key);
    expect(kms.asked).toHaveLength(asked);
    time.ms += 2_000;
    await expect(keys.reviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
    await expect(keys.createReviewKey(reviewOf(2))).rejects.toMatchObject(unavailable);
    await expect(open()).rejects.toMatchObject(unavailable);
    kms.failWith = null;
    expect(await keys.reviewKey(reviewOf(1))).toEqual(key);
  });

  it('is asked with the token that is in the file now, and its refusal is a refusal', async () => {
    const keys = await open();
    kms.token = 'another token';
    await expect(keys.createReviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
    await writeFile(kmsOptions.tokenFile, 'another token');
    expect(await keys.createReviewKey(reviewOf(1))).toHaveLength(32);
  });

  it('never sees a key under the name of another', async () => {
    await open();
    const other = { ...kmsOptions, key: 'another' };
    await expect(openKeyStore({ file, passphrase: null, randomness, kms: other })).rejects.toMatchObject(
      unavailable,
    );
  });
});
