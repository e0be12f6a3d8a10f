import type { KeyObject } from 'node:crypto';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { GatewayError } from '../../errors/gateway-error';
import { fileExists } from '../../pseudonyms/key-file';
import { KEY_BYTES, privateKeyOf, publicBytesOf } from './ed25519';
import { SigningKeyStore, type SigningKey, type SigningKeysOptions } from './signing-key-file';

/** The Ed25519 keys that checkpoints are signed with, kept in a file that only its owner may read. */
export interface SigningKeys {
  /** The key that signs now. @throws GatewayError KEY_UNAVAILABLE */
  current(): Promise<KeyObject>;
  /** The public keys of all times, the newest last; 32 bytes each. @throws GatewayError KEY_UNAVAILABLE */
  publicKeys(): Promise<readonly Buffer[]>;
  /**
   * Puts a new key in the place of the one that signs, whose seed is destroyed, once `record` has settled.
   *
   * @throws GatewayError KEY_UNAVAILABLE, and what `record` throws; the key stays then
   */
  rotate(record: (rotation: Rotation) => Promise<unknown>): Promise<void>;
}

/** The public keys of a rotation, 32 bytes in hexadecimal. */
export interface Rotation {
  readonly retired: string;
  readonly active: string;
}

/** The file's name in the key folder. */
export const SIGNING_KEY_FILE = 'audit-signing.json';

/**
 * Opens the signing keys, and makes the first where there is none; processes that start together end with the same.
 * The file is read at each use, so that a rotation by another process holds at once. Where a passphrase is given, a seed
 * that lies open is wrapped under it.
 *
 * @throws GatewayError KEY_UNAVAILABLE, also for another passphrase
 */
export async function openSigningKeys(options: SigningKeysOptions): Promise<SigningKeys> {
  const store = new SigningKeyStore(options);
  await orUnavailable(async () => {
    if (!(await fileExists(options.file))) await createOnce(store, options);
    await store.protect();
    await store.seed();
  });
  return keysIn(store, options);
}

/**
 * The signing keys of a file; undefined when there is none. To check signatures takes no passphrase.
 *
 * @throws GatewayError KEY_UNAVAILABLE
 */
export async function existingSigningKeys(options: SigningKeysOptions): Promise<SigningKeys | undefined> {
  if (!(await fileExists(options.file))) return undefined;
  const store = new SigningKeyStore(options);
  await orUnavailable(() => store.keys());
  return keysIn(store, options);
}

function keysIn(store: SigningKeyStore, options: SigningKeysOptions): SigningKeys {
  return Object.freeze({
    current: () => orUnavailable(async () => privateKeyOf(await seedOf(store))),
    publicKeys: () => orUnavailable(async () => (await store.keys()).map(publicBytes)),
    rotate: (record: (rotation: Rotation) => Promise<unknown>) =>
      orUnavailable(async () => {
        // Who cannot sign now must not take over: it also keeps an open seed from following a wrapped one.
        await seedOf(store);
        const keys = await store.keys();
        const { key, seed } = newKey(options);
        await record({ retired: hexOf(keys.at(-1) ?? key), active: hexOf(key) });
        await store.write([...keys, key], seed);
      }),
  });
}

const publicBytes = ({ publicKey }: SigningKey): Buffer => Buffer.from(publicKey, 'base64');
const hexOf = (key: SigningKey): string => publicBytes(key).toString('hex');

async function createOnce(store: SigningKeyStore, options: SigningKeysOptions): Promise<void> {
  const { file, randomness, clock } = options;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const own = `${file}.${randomness.uuid(clock.now())}`;
  const { key, seed } = newKey(options);
  await store.write([key], seed, own);
  try {
    // Linking fails where the file is there, and shows it whole where it was not.
    await link(own, file);
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(own, { force: true });
  }
}

function newKey({ clock, randomness }: SigningKeysOptions): {
  readonly key: SigningKey;
  readonly seed: Buffer;
} {
  const seed = randomness.bytes(KEY_BYTES);
  const publicKey = publicBytesOf(privateKeyOf(seed)).toString('base64');
  return { key: { createdAt: clock.now().toISOString(), publicKey, seed: null }, seed };
}

async function seedOf(store: SigningKeyStore): Promise<Buffer> {
  const seed = await store.seed();
  if (seed.length !== KEY_BYTES) throw new Error('the last key of the file has no seed');
  return seed;
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError('KEY_UNAVAILABLE', { detail: 'the audit signing keys', cause: error });
  }
}
