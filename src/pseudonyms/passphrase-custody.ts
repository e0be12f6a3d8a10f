import { rm } from 'node:fs/promises';
import type { Randomness } from '../domain/ports';
import type { KeyCustodian, KeyCustody } from './custody';
import { keyUnavailable, type KeyProtection } from './key-file';
import { masterKey, masterKeyFile, newProtection } from './master-key';
import { BOX_NONCE_BYTES, openBox, sealBox } from './sealed-box';

/** What the custody takes: the key file, its passphrase (`null` in demo mode only), and where keys come from. */
export interface PassphraseCustodyOptions {
  readonly file: string;
  readonly passphrase: string | null;
  /** The passphrase of the next master key, where it is to be another. */
  readonly nextPassphrase?: string | undefined;
  readonly randomness: Randomness;
  /** scrypt's cost N for new master keys, a power of two of at least 16,384; 131,072 unless given. */
  readonly cost?: number | undefined;
}

/**
 * Master keys that are stretched from a passphrase with scrypt (RFC 7914), or kept in a file beside the key file where
 * there is none (demo mode). Keys are wrapped with AES-256-GCM.
 */
export function passphraseCustody(options: PassphraseCustodyOptions): KeyCustody {
  const { file, passphrase, nextPassphrase, randomness, cost } = options;
  const custodian = async (protection: KeyProtection, words: string | null): Promise<KeyCustodian> => {
    const master = await masterKey({ file, passphrase: words }, protection);
    return {
      protection,
      wrap: async (plaintext, context) => {
        const nonce = randomness.bytes(BOX_NONCE_BYTES);
        return sealBox({ key: master, plaintext, context, nonce }).toString('base64');
      },
      unwrap: async (wrapped, context) => {
        const key = openBox(Buffer.from(wrapped, 'base64'), { key: master, context });
        if (!key) throw keyUnavailable('a wrapped key does not open under the master key');
        return key;
      },
    };
  };
  return {
    keeps: ({ kind }) => kind !== 'KMS',
    open: (protection) => custodian(protection, passphrase),
    renew: async (previous) => {
      const words = previous === null ? passphrase : (nextPassphrase ?? passphrase);
      return custodian(await newProtection({ file, passphrase: words, randomness, cost }, previous), words);
    },
    discard: async (protection) => {
      // A master key from a passphrase is gone with its salt.
      if (protection.kind === 'MASTER_KEY_FILE') await rm(masterKeyFile(file, protection), { force: true });
    },
  };
}
