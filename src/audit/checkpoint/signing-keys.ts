import type { KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { z } from 'zod';
import type { Clock, Randomness } from '../../domain/ports';
import { GatewayError } from '../../errors/gateway-error';
import { fileExists } from '../../pseudonyms/key-file';
import { writePrivateFile } from '../../pseudonyms/private-file';
import { KEY_BYTES, privateKeyOf, publicBytesOf } from './ed25519';

const FORMAT = 'review-gateway-audit-keys';

const signingKey = z.strictObject({
  createdAt: z.iso.datetime(),
  /** Base64 of 32 bytes. */
  publicKey: z.base64(),
  /** Base64 of the 32-byte seed; null once another key has taken over. */
  seed: z.base64().nullable(),
});

const signingKeyFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** The oldest first; the last one signs. */
  keys: z.array(signingKey).min(1),
});

type SigningKeyFile = z.infer<typeof signingKeyFile>;

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

export interface SigningKeysOptions {
  /** `audit-signing.json` of the key folder. */
  readonly file: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The file's name in the key folder. */
export const SIGNING_KEY_FILE = 'audit-signing.json';

/**
 * Opens the signing keys, and makes the first where there is none; processes that start together end with the same.
 * The file is read at each use, so that a rotation by another process holds at once.
 *
 * @throws GatewayError KEY_UNAVAILABLE
 */
export async function openSigningKeys(options: SigningKeysOptions): Promise<SigningKeys> {
  const { file } = options;
  if (!(await fileExists(file))) await orUnavailable(() => createOnce(options));
  await orUnavailable(() => read(file));
  return keysIn(options);
}

/** The signing keys of a file; undefined when there is none. @throws GatewayError KEY_UNAVAILABLE */
export async function existingSigningKeys(options: SigningKeysOptions): Promise<SigningKeys | undefined> {
  if (!(await fileExists(options.file))) return undefined;
  await orUnavailable(() => read(options.file));
  return keysIn(options);
}

function keysIn(options: SigningKeysOptions): SigningKeys {
  const { file } = options;
  return Object.freeze({
    current: () => orUnavailable(async () => privateKeyOf(seedOf(await read(file)))),
    publicKeys: () => orUnavailable(async () => (await read(file)).keys.map(publicBytes)),
    rotate: (record: (rotation: Rotation) => Promise<unknown>) =>
      orUnavailable(async () => {
        const { keys } = await read(file);
        const next = newKey(options);
        await record({ retired: hexOf(keys.at(-1) ?? next), active: hexOf(next) });
        await write(options, [...keys.map((key) => ({ ...key, seed: null })), next]);
      }),
  });
}

const publicBytes = ({ publicKey }: SigningKeyFile['keys'][number]): Buffer =>
  Buffer.from(publicKey, 'base64');
const hexOf = (key: SigningKeyFile['keys'][number]): string => publicBytes(key).toString('hex');

async function createOnce(options: SigningKeysOptions): Promise<void> {
  const { file, randomness, clock } = options;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const own = `${file}.${randomness.uuid(clock.now())}`;
  await write({ ...options, file: own }, [newKey(options)]);
  try {
    // Linking fails where the file is there, and shows it whole where it was not.
    await link(own, file);
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(own, { force: true });
  }
}

const read = async (file: string): Promise<SigningKeyFile> =>
  signingKeyFile.parse(JSON.parse(await readFile(file, 'utf8')));

function write({ file, randomness, clock }: SigningKeysOptions, keys: SigningKeyFile['keys']): Promise<void> {
  const content: SigningKeyFile = { format: FORMAT, version: 1, keys };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  return writePrivateFile({ file, text, suffix: randomness.uuid(clock.now()) });
}

function newKey({ clock, randomness }: SigningKeysOptions): SigningKeyFile['keys'][number] {
  const seed = randomness.bytes(KEY_BYTES);
  return {
    createdAt: clock.now().toISOString(),
    publicKey: publicBytesOf(privateKeyOf(seed)).toString('base64'),
    seed: seed.toString('base64'),
  };
}

function seedOf({ keys }: SigningKeyFile): Buffer {
  const seed = Buffer.from(keys.at(-1)?.seed ?? '', 'base64');
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
