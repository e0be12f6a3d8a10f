import type { KeyObject } from 'node:crypto';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { types } from 'node:util';

import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';

import { KEY_BYTES, privateKeyOf, publicBytesOf } from '../audit/checkpoint/ed25519';
import { GRANT_ALGORITHM, GRANT_LIMIT_SECONDS } from '../domain/disclosure-grant';
import type { Clock, Randomness } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import { fileExists } from '../pseudonyms/key-file';
import { writePrivateFile } from '../pseudonyms/private-file';
import { replaceableFile } from '../pseudonyms/replaceable-file';

const FORMAT = 'review-gateway-grant-keys';

const grantKey = z.strictObject({
  /** RFC 7638 thumbprint. */
  kid: z.string().min(1),
  /** Since when it is published. */
  createdAt: z.iso.datetime(),
  /** When another key took over; null for the one that signs and the one that will. */
  retiredAt: z.iso.datetime().nullable(),
  /** Base64 of 32 bytes. */
  publicKey: z.base64(),
  /** Base64 of the 32-byte seed; null once another key has taken over. */
  seed: z.base64().nullable(),
});

/** The oldest first; the last one signs. */
const signers = z.array(grantKey).min(1);

/** Version 1 had no key that is published before it signs. */
const formerFile = z
  .strictObject({ format: z.literal(FORMAT), version: z.literal(1), keys: signers })
  .transform(({ keys }) => ({ keys, next: null }));

const grantKeyFile = z
  .strictObject({ format: z.literal(FORMAT), version: z.literal(2), keys: signers, next: grantKey })
  .transform(({ keys, next }) => ({ keys, next }));

type GrantKey = z.output<typeof grantKey>;

interface KeySet {
  readonly keys: readonly GrantKey[];
  /** Published, and not yet used; null in a file of the former version. */
  readonly next: GrantKey | null;
}

/** The file's name in the key folder. */
export const GRANT_KEY_FILE = 'grant-signing.json';

/** Seconds for which a key is published before it signs: twice as long as an adapter keeps a copy of the keys. */
const PUBLISHED_BEFORE_SECONDS = 600;

/** Seconds for which a retired key stays published after its last grant: clocks differ, and copies are kept. */
const PUBLISHED_AFTER_SECONDS = 60;

/** One change of keys. */
export interface GrantKeyRotation {
  /** Puts it on the record, before anything changes. */
  readonly record: (rotation: { readonly retired: string; readonly active: string }) => Promise<unknown>;
  /** Whether somebody else may have the keys: none of them is published or used any more then, from now on. */
  readonly compromised?: boolean;
}

/** The key that signs, and its id. */
export interface GrantSigner {
  readonly kid: string;
  readonly key: KeyObject;
}

/** The Ed25519 keys that disclosure grants are signed with. Every method raises KEY_UNAVAILABLE where the file fails. */
export interface GrantKeys {
  /** The key that signs now. */
  current(): Promise<GrantSigner>;
  /** What verifies every grant that has not expired, and those of the next key (RFC 7517); no private part. */
  jwks(): Promise<JSONWebKeySet>;
  /**
   * Lets the next key sign, makes the one after it, and destroys the seed of the old one, whose public key stays published
   * until its last grant has expired. So whoever keeps a copy of the published keys has the new one before they need it.
   *
   * @throws GatewayError KEY_TOO_NEW while copies without the next key may be about, unless the keys are compromised.
   */
  rotate(rotation: GrantKeyRotation): Promise<void>;
}

export interface GrantKeysOptions {
  /** `grant-signing.json` of the key folder. */
  readonly file: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/**
 * Opens the grant keys, and makes the first two where there is none; processes that start together end with the same. A
 * rotation by another process holds for the next grant.
 *
 * @throws GatewayError KEY_UNAVAILABLE
 */
export async function openGrantKeys(options: GrantKeysOptions): Promise<GrantKeys> {
  const { file, clock } = options;
  const read = replaceableFile(file, parsed);
  await orUnavailable(async () => {
    if (!(await fileExists(file))) await createOnce(options);
    const { keys, next } = await read();
    if (next === null) await write(options, { keys, next: await newKey(options) });
  });
  return Object.freeze({
    current: () => orUnavailable(async () => signerOf(await read())),
    jwks: () =>
      orUnavailable(async () => {
        const { keys, next } = await read();
        const published = [...keys.filter((key) => isPublished(key, clock.now())), ...(next ? [next] : [])];
        return { keys: published.map(publicJwk) };
      }),
    rotate: (rotation: GrantKeyRotation) =>
      orUnavailable(async () => write(options, await rotated(await read(), rotation, options))),
  });
}

async function rotated(
  { keys, next }: KeySet,
  { record, compromised = false }: GrantKeyRotation,
  options: GrantKeysOptions,
): Promise<KeySet> {
  const now = options.clock.now();
  const active = next === null || compromised ? await newKey(options) : next;
  if (!compromised && now.getTime() < Date.parse(active.createdAt) + PUBLISHED_BEFORE_SECONDS * 1_000)
    throw new GatewayError('KEY_TOO_NEW');
  await record({ retired: keys.at(-1)?.kid ?? '', active: active.kid });
  const retiredAt = now.toISOString();
  const retired = keys.map((key) => ({ ...key, seed: null, retiredAt: key.retiredAt ?? retiredAt }));
  return { keys: [...(compromised ? [] : retired), active], next: await newKey(options) };
}

/** Making a key object takes longer than signing with it, and jose keeps what it makes of one by its identity. */
const signerByKeys = new WeakMap<KeySet, GrantSigner>();

function signerOf(set: KeySet): GrantSigner {
  const known = signerByKeys.get(set);
  if (known) return known;
  const last = set.keys.at(-1);
  const seed = Buffer.from(last?.seed ?? '', 'base64');
  if (last === undefined || seed.length !== KEY_BYTES)
    throw new Error('the last key of the file has no seed');
  const signer = Object.freeze({ kid: last.kid, key: privateKeyOf(seed) });
  signerByKeys.set(set, signer);
  return signer;
}

function isPublished({ retiredAt }: GrantKey, now: Date): boolean {
  if (retiredAt === null) return true;
  return now.getTime() < Date.parse(retiredAt) + (GRANT_LIMIT_SECONDS + PUBLISHED_AFTER_SECONDS) * 1_000;
}

const bareJwk = (publicKey: Buffer): JWK => ({
  kty: 'OKP',
  crv: 'Ed25519',
  x: publicKey.toString('base64url'),
});

const publicJwk = ({ kid, publicKey }: GrantKey): JWK => ({
  ...bareJwk(Buffer.from(publicKey, 'base64')),
  kid,
  alg: GRANT_ALGORITHM,
  use: 'sig',
});

async function newKey({ clock, randomness }: GrantKeysOptions): Promise<GrantKey> {
  const seed = randomness.bytes(KEY_BYTES);
  const publicKey = publicBytesOf(privateKeyOf(seed));
  return {
    kid: await calculateJwkThumbprint(bareJwk(publicKey)),
    createdAt: clock.now().toISOString(),
    retiredAt: null,
    publicKey: publicKey.toString('base64'),
    seed: seed.toString('base64'),
  };
}

const parsed = (text: string): KeySet => z.union([grantKeyFile, formerFile]).parse(JSON.parse(text));

async function createOnce(options: GrantKeysOptions): Promise<void> {
  const { file, randomness, clock } = options;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const own = `${file}.${randomness.uuid(clock.now())}`;
  await write({ ...options, file: own }, { keys: [await newKey(options)], next: await newKey(options) });
  try {
    // Linking fails where the file is there, and shows it whole where it was not.
    await link(own, file);
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(own, { force: true });
  }
}

function write({ file, randomness, clock }: GrantKeysOptions, { keys, next }: KeySet): Promise<void> {
  const text = `${JSON.stringify({ format: FORMAT, version: 2, keys, next }, null, 2)}\n`;
  return writePrivateFile({ file, text, suffix: randomness.uuid(clock.now()) });
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError('KEY_UNAVAILABLE', { detail: 'the keys of disclosure grants', cause: error });
  }
}
