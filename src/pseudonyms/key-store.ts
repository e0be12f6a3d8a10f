import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReviewId } from '../domain/ids';
import type { Randomness } from '../domain/ports';
import {
  emptyKeyFile,
  fileExists,
  keyFileReader,
  keyUnavailable,
  readKeyFile,
  type KeyFile,
} from './key-file';
import { masterKey, newProtection, type MasterKeySource } from './master-key';
import { writePrivateFile } from './private-file';
import { BOX_NONCE_BYTES, openBox, sealBox } from './sealed-box';

const KEY_BYTES = 32;
const CHECK_CONTEXT = 'review-gateway|check|1';
const keyContext = (reviewId: string): string => `review-gateway|review-key|1|${reviewId}`;

/**
 * The reviews' secret keys: the "additional information" that UK GDPR art. 4(5) wants kept apart from the data. Every
 * method raises `KEY_UNAVAILABLE` where the file is missing, changed or cannot be written.
 */
export interface KeyStore {
  /** The review's 256-bit key; `undefined` where it has none, or none any more. */
  reviewKey(reviewId: ReviewId): Promise<Buffer | undefined>;
  /** The review's key, made at the first call. A destroyed key is never made anew: `KEY_UNAVAILABLE`. */
  createReviewKey(reviewId: ReviewId): Promise<Buffer>;
  /**
   * Forgets the key for good, and with it the contact set and every pseudonym of that review. Copies of the file made
   * before are not reached; they stay wrapped under the master key.
   */
  destroyReviewKey(reviewId: ReviewId): Promise<void>;
}

/** What `openKeyStore` takes: the key file, its passphrase (`null` in demo mode only), and where keys come from. */
export interface KeyStoreOptions {
  readonly file: string;
  readonly passphrase: string | null;
  readonly randomness: Randomness;
}

/**
 * Opens the key store, making an empty one where the file is not there. The file holds each review's key wrapped with
 * AES-256-GCM under a master key from scrypt (RFC 7914), is readable by its owner only and is replaced as a whole. One
 * process writes it; others may read. Raises `KEY_UNAVAILABLE` on a wrong passphrase or a malformed file.
 */
export async function openKeyStore(options: KeyStoreOptions): Promise<KeyStore> {
  try {
    if (!(await fileExists(options.file))) await makeKeyFile(options);
  } catch (cause) {
    throw keyUnavailable('the key file cannot be made', cause);
  }
  const { protection, check } = await readKeyFile(options.file);
  const master = await masterKey(options, protection);
  if (!openBox(Buffer.from(check, 'base64'), { key: master, context: CHECK_CONTEXT })) {
    throw keyUnavailable('the master key does not fit the key file');
  }
  return keyStore(options, master);
}

async function makeKeyFile(source: MasterKeySource): Promise<void> {
  await mkdir(dirname(source.file), { recursive: true, mode: 0o700 });
  const protection = await newProtection(source);
  const key = await masterKey(source, protection);
  const nonce = source.randomness.bytes(BOX_NONCE_BYTES);
  const check = sealBox({ key, plaintext: Buffer.alloc(0), context: CHECK_CONTEXT, nonce });
  await save(source, emptyKeyFile(protection, check.toString('base64')));
}

async function save({ file, randomness }: KeyStoreOptions, content: KeyFile): Promise<void> {
  const suffix = randomness.bytes(6).toString('hex');
  try {
    await writePrivateFile({ file, text: `${JSON.stringify(content, null, 2)}\n`, suffix });
  } catch (cause) {
    throw keyUnavailable('the key file cannot be written', cause);
  }
}

const entryOf = (content: KeyFile, reviewId: ReviewId) =>
  content.reviews.find(({ review }) => review === reviewId);

const withEntry = (content: KeyFile, review: ReviewId, key: string | null): KeyFile => ({
  ...content,
  reviews: [...content.reviews.filter((entry) => entry.review !== review), { review, key }],
});

function unwrap(wrapped: string, reviewId: ReviewId, master: Buffer): Buffer {
  const key = openBox(Buffer.from(wrapped, 'base64'), { key: master, context: keyContext(reviewId) });
  if (key?.length !== KEY_BYTES) throw keyUnavailable('a wrapped key does not open');
  return key;
}

function keyStore(options: KeyStoreOptions, master: Buffer): KeyStore {
  const read = keyFileReader(options.file);
  const oneAtATime = queue();

  const create = async (reviewId: ReviewId): Promise<Buffer> => {
    const content = await read();
    const entry = entryOf(content, reviewId);
    if (entry?.key === null) throw keyUnavailable('the key was destroyed');
    if (entry) return unwrap(entry.key, reviewId, master);
    const key = options.randomness.bytes(KEY_BYTES);
    const nonce = options.randomness.bytes(BOX_NONCE_BYTES);
    const wrapped = sealBox({ key: master, plaintext: key, context: keyContext(reviewId), nonce });
    await save(options, withEntry(content, reviewId, wrapped.toString('base64')));
    return key;
  };

  return {
    async reviewKey(reviewId) {
      const wrapped = entryOf(await read(), reviewId)?.key;
      return wrapped ? unwrap(wrapped, reviewId, master) : undefined;
    },
    createReviewKey: (reviewId) => oneAtATime(() => create(reviewId)),
    destroyReviewKey: (reviewId) =>
      oneAtATime(async () => save(options, withEntry(await read(), reviewId, null))),
  };
}

/** Runs works one after another, so that no write is lost to another. A failed one does not hold up the next. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
