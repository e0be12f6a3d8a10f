export { contactSetCipher, type ContactSetCipher } from './contact-set-cipher';
export { derivePseudonym, isPseudonym, purposeKey, type PseudonymNamespace } from './derive-pseudonym';
export { openKeyStore, type KeyStore, type KeyStoreOptions } from './key-store';
export {
  pseudonymsFor,
  type IdentifierCategory,
  type Pseudonyms,
  type PseudonymScope,
} from './pseudonyms-for';
