import { join } from 'node:path';
import type { Config } from '../config/load';
import type { Clock, Randomness } from '../domain/ports';
import { openKeyStore, type KeyStore } from './key-store';

/** The key store's file in the key folder. */
export const REVIEW_KEY_FILE = 'reviews.json';

/** The key store that the settings name. @throws GatewayError KEY_UNAVAILABLE */
export function openConfiguredKeyStore(
  { keyFolder, keyPassphrase, keyNextPassphrase, kms }: Config,
  { clock, randomness }: { readonly clock: Clock; readonly randomness: Randomness },
): Promise<KeyStore> {
  return openKeyStore({
    file: join(keyFolder, REVIEW_KEY_FILE),
    passphrase: keyPassphrase ?? null,
    nextPassphrase: keyNextPassphrase,
    randomness,
    kms: kms && { ...kms, clock },
  });
}
