import { scrypt, type ScryptOptions } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Randomness } from '../domain/ports';
import { keyUnavailable, type KeyProtection } from './key-file';
import { writePrivateFile } from './private-file';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** 128 MiB and about a third of a second: OWASP Password Storage Cheat Sheet, scrypt. */
const COST = 131_072;

/** Where the master key comes from: a passphrase, or (demo only, `null`) a file beside the key file. */
export interface MasterKeySource {
  readonly file: string;
  readonly passphrase: string | null;
}

interface NewMasterKey extends MasterKeySource {
  readonly randomness: Randomness;
  /** scrypt's cost N. */
  readonly cost?: number | undefined;
}

type MasterKeyFile = Extract<KeyProtection, { kind: 'MASTER_KEY_FILE' }>;

/** The file of a master key that no passphrase stands for. */
export const masterKeyFile = (file: string, { number }: MasterKeyFile): string =>
  number === undefined ? `${file}.master` : `${file}.master.${number}`;

/**
 * The protection of a key file that is about to be made, or whose master key is about to change; without a passphrase
 * this writes the master key, beside the previous one.
 */
export async function newProtection(
  { file, passphrase, randomness, cost = COST }: NewMasterKey,
  previous: KeyProtection | null,
): Promise<KeyProtection> {
  if (passphrase !== null) {
    const salt = randomness.bytes(SALT_BYTES).toString('base64');
    return { kind: 'PASSPHRASE', salt, n: cost, r: 8, p: 1 };
  }
  const protection: MasterKeyFile = {
    kind: 'MASTER_KEY_FILE',
    ...(previous?.kind === 'MASTER_KEY_FILE' && { number: (previous.number ?? 1) + 1 }),
  };
  const text = `${randomness.bytes(KEY_BYTES).toString('base64')}\n`;
  const suffix = randomness.bytes(6).toString('hex');
  await writePrivateFile({ file: masterKeyFile(file, protection), text, suffix });
  return protection;
}

/** The 256-bit key that wraps the review keys. `KEY_UNAVAILABLE` where passphrase and protection do not fit. */
export async function masterKey(source: MasterKeySource, protection: KeyProtection): Promise<Buffer> {
  switch (protection.kind) {
    case 'PASSPHRASE':
      if (source.passphrase === null) throw keyUnavailable('the key file needs its passphrase');
      return fromPassphrase(source.passphrase, protection);
    case 'MASTER_KEY_FILE':
      if (source.passphrase !== null) throw keyUnavailable('the key file is not protected by a passphrase');
      return fromFile(masterKeyFile(source.file, protection));
    case 'KMS':
      throw keyUnavailable('the key file is under a key management service');
  }
}

async function fromFile(file: string): Promise<Buffer> {
  let key: Buffer;
  try {
    key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  } catch (cause) {
    throw keyUnavailable('the master key is missing', cause);
  }
  if (key.length !== KEY_BYTES) throw keyUnavailable('the master key is malformed');
  return key;
}

function fromPassphrase(
  passphrase: string,
  { salt, n, r, p }: Extract<KeyProtection, { kind: 'PASSPHRASE' }>,
): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, options, (error, key) => {
      if (error) reject(keyUnavailable('the passphrase cannot be stretched', error));
      else resolve(key);
    });
  });
}
