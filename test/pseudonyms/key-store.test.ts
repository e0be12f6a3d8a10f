import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKeyStore } from '../../src/pseudonyms';
import { randomness, reviewOf, temporaryFolder } from './support';

const unavailable = { code: 'KEY_UNAVAILABLE' };
const PASSPHRASE = 'a long sentence that only the key custodian knows';

describe('the key store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  const open = (passphrase: string | null = null) => openKeyStore({ file, passphrase, randomness });

  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'keys', 'keys.json');
  });
  afterEach(() => folder.remove());

  it('gives a review the same 256-bit key again, also after it was opened anew', async () => {
    const key = await (await open()).createReviewKey(reviewOf(1));
    const store = await open();
    expect(key).toHaveLength(32);
    expect(await store.reviewKey(reviewOf(1))).toEqual(key);
    expect(await store.createReviewKey(reviewOf(1))).toEqual(key);
  });

  it('gives each review a key of its own and none to a review that has none', async () => {
    const store = await open();
    const one = await store.createReviewKey(reviewOf(1));
    const two = await store.createReviewKey(reviewOf(2));
    expect(one.equals(two)).toBe(false);
    expect(await store.reviewKey(reviewOf(3))).toBeUndefined();
  });

  it('makes one key when many ask at once and loses none of many reviews', async () => {
    const store = await open();
    const same = await Promise.all(Array.from({ length: 20 }, () => store.createReviewKey(reviewOf(1))));
    expect(new Set(same.map((key) => key.toString('hex'))).size).toBe(1);
    const reviews = Array.from({ length: 10 }, (_, index) => reviewOf(index + 2));
    const keys = await Promise.all(reviews.map((review) => store.createReviewKey(review)));
    const reopened = await open();
    expect(await Promise.all(reviews.map((review) => reopened.reviewKey(review)))).toEqual(keys);
  });

  it('destroys a key for good', async () => {
    const store = await open();
    await store.createReviewKey(reviewOf(1));
    await store.createReviewKey(reviewOf(2));
    await store.destroyReviewKey(reviewOf(1));
    expect(await store.reviewKey(reviewOf(1))).toBeUndefined();
    expect(await store.reviewKey(reviewOf(2))).toBeDefined();
    await expect(store.createReviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
    await expect((await open()).createReviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
  });

  it('sees at once that another process destroyed a key', async () => {
    const [store, other] = [await open(), await open()];
    await store.createReviewKey(reviewOf(1));
    expect(await other.reviewKey(reviewOf(1))).toBeDefined();
    await store.destroyReviewKey(reviewOf(1));
    expect(await other.reviewKey(reviewOf(1))).toBeUndefined();
  });

  it('keeps its files to their owner, leaves no temporary file and writes no key in the clear', async () => {
    const key = await (await open()).createReviewKey(reviewOf(1));
    const names = await readdir(join(folder.path, 'keys'));
    expect([...names].sort()).toEqual(['keys.json', 'keys.json.master']);
    for (const name of names) {
      const path = join(folder.path, 'keys', name);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      const text = await readFile(path, 'utf8');
      expect(text).not.toContain(key.toString('base64'));
      expect(text).not.toContain(key.toString('hex'));
    }
  });

  it('opens under its passphrase and under no other', async () => {
    const key = await (await open(PASSPHRASE)).createReviewKey(reviewOf(1));
    expect(await (await open(PASSPHRASE)).reviewKey(reviewOf(1))).toEqual(key);
    await expect(open('another passphrase')).rejects.toMatchObject(unavailable);
    await expect(open(null)).rejects.toMatchObject(unavailable);
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['keys.json']);
  });

  it('refuses a passphrase where the keys are not under one', async () => {
    await open();
    await expect(open(PASSPHRASE)).rejects.toMatchObject(unavailable);
  });

  it('refuses keys whose master key is gone and never makes a new one for them', async () => {
    await open();
    await rm(`${file}.master`);
    await expect(open()).rejects.toMatchObject(unavailable);
  });

  it.each([
    ['text', 'no key file'],
    ['another version', '{"format":"review-gateway-keys","version":2}'],
    ['an empty file', ''],
  ])('refuses %s in the place of the key file', async (_what, text) => {
    await open();
    await writeFile(file, text);
    await expect(open()).rejects.toMatchObject(unavailable);
  });

  it('refuses to go on when the file goes missing or is spoilt under it', async () => {
    const store = await open();
    await store.createReviewKey(reviewOf(1));
    await writeFile(file, '{}');
    await expect(store.reviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
    await rm(file);
    await expect(store.reviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
    await expect(store.createReviewKey(reviewOf(2))).rejects.toMatchObject(unavailable);
  });

  it('refuses a wrapped key that was moved to another review', async () => {
    const store = await open();
    await store.createReviewKey(reviewOf(1));
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(reviewOf(1), reviewOf(2)));
    await expect(store.reviewKey(reviewOf(2))).rejects.toMatchObject(unavailable);
  });

  it('goes on after a call that failed', async () => {
    const store = await open();
    await store.destroyReviewKey(reviewOf(1));
    await expect(store.createReviewKey(reviewOf(1))).rejects.toMatchObject(unavailable);
    expect(await store.createReviewKey(reviewOf(2))).toHaveLength(32);
  });
});
