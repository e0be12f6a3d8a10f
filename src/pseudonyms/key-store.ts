import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReviewId } from '../domain/ids';
import type { Randomness } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import type { KeyCustodian, KeyCustody } from './custody';
import { withFileLock } from './file-lock';
import {
  emptyKeyFile,
  fileExists,
  keyFileReader,
  keyUnavailable,
  type KeyFile,
  type KeyProtection,
} from './key-file';
import { kmsCustody, type KmsOptions } from './kms-custody';
import { passphraseCustody } from './passphrase-custody';
import { writePrivateFile } from './private-file';

const KEY_BYTES = 32;
const CHECK_CONTEXT = 'review-gateway|check|1';
const keyContext = (reviewId: string): string => `review-gateway|review-key|1|${reviewId}`;
/** Keys rewrapped at a time, so that a key management service is not flooded. */
const REWRAPPED_AT_ONCE = 16;

/** What the key store says of one review's key; nothing secret. */
export interface KeyEntry {
  readonly reviewId: ReviewId;
  /** The master key's generation in which the key was made. */
  readonly generation: number;
  readonly state: 'ACTIVE' | 'DESTROYED';
}

/** What the key store says of itself. */
export interface KeyListing {
  readonly protection: KeyProtection['kind'];
  /** How many master keys there have been. */
  readonly generation: number;
  readonly keys: readonly KeyEntry[];
}

/** A change of the master key that is about to be made. */
export interface MasterKeyRotation {
  readonly from: number;
  readonly to: number;
  /** How many reviews' keys are wrapped anew. */
  readonly keys: number;
}

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
   * before stay wrapped under the master key of their day, until `rotate` has let go of that one too.
   */
  destroyReviewKey(reviewId: ReviewId): Promise<void>;
  /**
   * Puts a new master key in the place of the present one and wraps every review's key under it, once `record` has
   * settled. The keys themselves stay, and so does every pseudonym. Whenever it ends, the file opens.
   *
   * @throws what `record` throws; nothing changes then
   */
  rotate(record: (rotation: MasterKeyRotation) => Promise<unknown>): Promise<MasterKeyRotation>;
  list(): Promise<KeyListing>;
}

/** What `openKeyStore` takes. */
export interface KeyStoreOptions {
  readonly file: string;
  /** `null` in demo mode only, and under a key management service. */
  readonly passphrase: string | null;
  /** The passphrase of the next master key, where `rotate` is to change it. */
  readonly nextPassphrase?: string | undefined;
  readonly randomness: Randomness;
  /** Where given, new master keys are there, and not under a passphrase. */
  readonly kms?: KmsOptions | undefined;
  /** scrypt's cost N for new master keys, a power of two of at least 16,384; 131,072 unless given. */
  readonly cost?: number | undefined;
}

/**
 * Opens the key store, making an empty one where the file is not there. The file holds each review's key wrapped under a
 * master key, is readable by its owner only and is replaced as a whole; its writers take turns. Raises `KEY_UNAVAILABLE`
 * on a wrong passphrase, a key management service that does not answer, or a malformed file.
 */
export async function openKeyStore(options: KeyStoreOptions): Promise<KeyStore> {
  const { kms, nextPassphrase: next } = options;
  const custodies = [
    ...(kms ? [kmsCustody(kms)] : []),
    passphraseCustody(options),
    // Who knows both passphrases opens the file before and after the change from one to the other.
    ...(next === undefined ? [] : [passphraseCustody({ ...options, passphrase: next })]),
  ];
  const store = new FileKeyStore(options, custodies);
  await store.open();
  return store;
}

class FileKeyStore implements KeyStore {
  readonly #options: KeyStoreOptions;
  readonly #custodies: readonly KeyCustody[];
  readonly #read: () => Promise<KeyFile>;
  #opened: { readonly of: string; readonly custodian: Promise<KeyCustodian> } | undefined;

  constructor(options: KeyStoreOptions, custodies: readonly KeyCustody[]) {
    this.#options = options;
    this.#custodies = custodies;
    this.#read = keyFileReader(options.file);
  }

  async open(): Promise<void> {
    const { file } = this.#options;
    try {
      if (!(await fileExists(file))) await this.#make();
    } catch (cause) {
      throw cause instanceof GatewayError ? cause : keyUnavailable('the key file cannot be made', cause);
    }
    await this.#custodian(await this.#read());
  }

  async reviewKey(reviewId: ReviewId): Promise<Buffer | undefined> {
    const content = await this.#read();
    const wrapped = entryOf(content, reviewId)?.key;
    return wrapped ? this.#unwrap(wrapped, { reviewId, content }) : undefined;
  }

  async createReviewKey(reviewId: ReviewId): Promise<Buffer> {
    const present = await this.#present(reviewId, await this.#read());
    return present ?? this.#alone(() => this.#create(reviewId));
  }

  destroyReviewKey(reviewId: ReviewId): Promise<void> {
    return this.#alone(async () => {
      const content = await this.#read();
      await this.#save(withEntry(content, { review: reviewId, generation: content.generation, key: null }));
    });
  }

  rotate(record: (rotation: MasterKeyRotation) => Promise<unknown>): Promise<MasterKeyRotation> {
    return this.#alone(async () => {
      const content = await this.#read();
      const keys = content.reviews.filter(({ key }) => key !== null).length;
      const rotation = { from: content.generation, to: content.generation + 1, keys };
      await record(rotation);
      const next = await this.#newest().renew(content.protection);
      const reviews: KeyFile['reviews'] = [];
      for (let at = 0; at < content.reviews.length; at += REWRAPPED_AT_ONCE) {
        const some = content.reviews.slice(at, at + REWRAPPED_AT_ONCE);
        reviews.push(...(await Promise.all(some.map((entry) => this.#rewrap(entry, { content, next })))));
      }
      const check = await next.wrap(Buffer.alloc(KEY_BYTES), CHECK_CONTEXT);
      const { protection } = next;
      await this.#save({ ...content, protection, check, generation: rotation.to, reviews });
      for (const keeper of this.#keepersOf(content.protection)) await keeper.discard(content.protection);
      return rotation;
    });
  }

  async list(): Promise<KeyListing> {
    const { protection, generation, reviews } = await this.#read();
    const keys = reviews.map(({ review, generation: madeIn, key }): KeyEntry => ({
      reviewId: review as ReviewId,
      generation: madeIn,
      state: key === null ? 'DESTROYED' : 'ACTIVE',
    }));
    return { protection: protection.kind, generation, keys };
  }

  async #make(): Promise<void> {
    await mkdir(dirname(this.#options.file), { recursive: true, mode: 0o700 });
    await this.#alone(async () => {
      // Another process may have made it meanwhile.
      if (await fileExists(this.#options.file)) return;
      const custodian = await this.#newest().renew(null);
      const check = await custodian.wrap(Buffer.alloc(KEY_BYTES), CHECK_CONTEXT);
      await this.#save(emptyKeyFile(custodian.protection, check));
    });
  }

  async #create(reviewId: ReviewId): Promise<Buffer> {
    const content = await this.#read();
    const present = await this.#present(reviewId, content);
    if (present) return present;
    const key = this.#options.randomness.bytes(KEY_BYTES);
    const wrapped = await (await this.#custodian(content)).wrap(key, keyContext(reviewId));
    const { generation } = content;
    await this.#save(withEntry(content, { review: reviewId, generation, key: wrapped }));
    return key;
  }

  async #present(reviewId: ReviewId, content: KeyFile): Promise<Buffer | undefined> {
    const entry = entryOf(content, reviewId);
    if (entry?.key === null) throw keyUnavailable('the key was destroyed');
    return entry && this.#unwrap(entry.key, { reviewId, content });
  }

  async #rewrap(
    entry: KeyFile['reviews'][number],
    { content, next }: { readonly content: KeyFile; readonly next: KeyCustodian },
  ): Promise<KeyFile['reviews'][number]> {
    if (entry.key === null) return entry;
    const reviewId = entry.review as ReviewId;
    const key = await this.#unwrap(entry.key, { reviewId, content });
    return { ...entry, key: await next.wrap(key, keyContext(reviewId)) };
  }

  async #unwrap(
    wrapped: string,
    { reviewId, content }: { readonly reviewId: ReviewId; readonly content: KeyFile },
  ): Promise<Buffer> {
    const key = await (await this.#custodian(content)).unwrap(wrapped, keyContext(reviewId));
    if (key.length !== KEY_BYTES) throw keyUnavailable('a wrapped key is not a key');
    return key;
  }

  /** The custodian of the present file; opened anew when another process has put another master key in place. */
  #custodian({ protection, check }: KeyFile): Promise<KeyCustodian> {
    const of = JSON.stringify(protection);
    if (this.#opened?.of !== of) {
      const custodian = openChecked(this.#keepersOf(protection), { protection, check });
      this.#opened = { of, custodian };
      custodian.catch(() => (this.#opened = undefined));
    }
    return this.#opened.custodian;
  }

  #keepersOf(protection: KeyProtection): readonly KeyCustody[] {
    return this.#custodies.filter((custody) => custody.keeps(protection));
  }

  /** Where new master keys are made. */
  #newest(): KeyCustody {
    const [first] = this.#custodies;
    if (!first) throw keyUnavailable('there is nowhere to keep a master key');
    return first;
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await withFileLock(`${this.#options.file}.lock`, work);
    } catch (cause) {
      throw cause instanceof GatewayError ? cause : keyUnavailable('the key file cannot be changed', cause);
    }
  }

  async #save(content: KeyFile): Promise<void> {
    const { file, randomness } = this.#options;
    const suffix = randomness.bytes(6).toString('hex');
    try {
      await writePrivateFile({ file, text: `${JSON.stringify(content, null, 2)}\n`, suffix });
    } catch (cause) {
      throw keyUnavailable('the key file cannot be written', cause);
    }
  }
}

async function openChecked(
  keepers: readonly KeyCustody[],
  { protection, check }: Pick<KeyFile, 'protection' | 'check'>,
): Promise<KeyCustodian> {
  let fault: unknown = keyUnavailable('nothing here can open the key file');
  for (const keeper of keepers) {
    try {
      const custodian = await keeper.open(protection);
      await custodian.unwrap(check, CHECK_CONTEXT);
      return custodian;
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
}

const entryOf = (content: KeyFile, reviewId: ReviewId): KeyFile['reviews'][number] | undefined =>
  content.reviews.find(({ review }) => review === reviewId);

const withEntry = (content: KeyFile, entry: KeyFile['reviews'][number]): KeyFile => ({
  ...content,
  reviews: [...content.reviews.filter(({ review }) => review !== entry.review), entry],
});
