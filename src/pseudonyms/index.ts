export { openConfiguredKeyStore, REVIEW_KEY_FILE } from './configured';
export { contactSetCipher, type ContactSetCipher } from './contact-set-cipher';
export {
  derivePseudonym,
  isPseudonym,
  purposeKey,
  saltedKey,
  withoutPseudonyms,
  type PseudonymNamespace,
} from './derive-pseudonym';
export {
  openKeyStore,
  type KeyEntry,
  type KeyListing,
  type KeyStore,
  type KeyStoreOptions,
  type MasterKeyRotation,
} from './key-store';
export type { KmsOptions } from './kms-custody';
export {
  pseudonymsFor,
  type IdentifierCategory,
  type Pseudonyms,
  type PseudonymScope,
} from './pseudonyms-for';
