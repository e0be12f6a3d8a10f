import { scrypt, type ScryptOptions } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Randomness } from '../domain/ports';
import { keyUnavailable, type KeyProtection } from './key-file';
import { writePrivateFile } from './private-file';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** 128 MiB and about a third of a second: OWASP Password Storage Cheat Sheet, scrypt. */
const COST = { n: 131_072, r: 8, p: 1 } as const;

/** Where the master key comes from: a passphrase, or (demo only, `null`) a file beside the key file. */
export interface MasterKeySource {
  readonly file: string;
  readonly passphrase: string | null;
  readonly randomness: Randomness;
}

const masterKeyFile = (file: string): string => `${file}.master`;

/** The protection of a key file that is about to be made; without a passphrase this writes the master key. */
export async function newProtection({
  file,
  passphrase,
  randomness,
}: MasterKeySource): Promise<KeyProtection> {
  if (passphrase !== null) {
    return { kind: 'PASSPHRASE', salt: randomness.bytes(SALT_BYTES).toString('base64'), ...COST };
  }
  const text = `${randomness.bytes(KEY_BYTES).toString('base64')}\n`;
  const suffix = randomness.bytes(6).toString('hex');
  await writePrivateFile({ file: masterKeyFile(file), text, suffix });
  return { kind: 'MASTER_KEY_FILE' };
}

/** The 256-bit key that wraps the review keys. `KEY_UNAVAILABLE` where passphrase and protection do not fit. */
export async function masterKey(source: MasterKeySource, protection: KeyProtection): Promise<Buffer> {
  if (protection.kind === 'PASSPHRASE') {
    if (source.passphrase === null) throw keyUnavailable('the key file needs its passphrase');
    return fromPassphrase(source.passphrase, protection);
  }
  if (source.passphrase !== null) throw keyUnavailable('the key file is not protected by a passphrase');
  return fromFile(masterKeyFile(source.file));
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
