import { join } from 'node:path';
import { contactSetCipher, openKeyStore, type KeyStore } from '../../src/pseudonyms';
import { randomness, reviewOf, temporaryFolder } from './support';

const unavailable = { code: 'KEY_UNAVAILABLE' };
const SET = JSON.stringify({ name: 'Ottilie Ferncombe', dateOfBirth: '2011-03-04' });

describe('the contact-set cipher', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let keyStore: KeyStore;

  beforeEach(async () => {
    folder = await temporaryFolder();
    keyStore = await openKeyStore({ file: join(folder.path, 'keys.json'), passphrase: null, randomness });
  });
  afterEach(() => folder.remove());

  it('opens what it sealed, and shows nothing of it before', async () => {
    const cipher = contactSetCipher(keyStore, randomness);
    const sealed = await cipher.seal(reviewOf(1), SET);
    expect(sealed.includes('Ottilie')).toBe(false);
    expect(await cipher.open(reviewOf(1), sealed)).toBe(SET);
  });

  it('seals the same text differently each time', async () => {
    const cipher = contactSetCipher(keyStore, randomness);
    const [one, two] = [await cipher.seal(reviewOf(1), SET), await cipher.seal(reviewOf(1), SET)];
    expect(one.equals(two)).toBe(false);
  });

  it('opens nothing under another review, after one changed byte, or cut short', async () => {
    const cipher = contactSetCipher(keyStore, randomness);
    const sealed = await cipher.seal(reviewOf(1), SET);
    await cipher.seal(reviewOf(2), SET);
    await expect(cipher.open(reviewOf(2), sealed)).rejects.toMatchObject(unavailable);
    await expect(cipher.open(reviewOf(1), sealed.subarray(0, 20))).rejects.toMatchObject(unavailable);
    for (const at of [0, 1, 14, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(cipher.open(reviewOf(1), changed)).rejects.toMatchObject(unavailable);
    }
  });

  it('makes a key to seal and never to open', async () => {
    const cipher = contactSetCipher(keyStore, randomness);
    await expect(cipher.open(reviewOf(1), Buffer.alloc(64, 1))).rejects.toMatchObject(unavailable);
    expect(await keyStore.reviewKey(reviewOf(1))).toBeUndefined();
    await cipher.seal(reviewOf(1), SET);
    expect(await keyStore.reviewKey(reviewOf(1))).toBeDefined();
  });

  it('loses the set with the key', async () => {
    const cipher = contactSetCipher(keyStore, randomness);
    const sealed = await cipher.seal(reviewOf(1), SET);
    await keyStore.destroyReviewKey(reviewOf(1));
    await expect(cipher.open(reviewOf(1), sealed)).rejects.toMatchObject(unavailable);
    await expect(cipher.seal(reviewOf(1), SET)).rejects.toMatchObject(unavailable);
  });
});
