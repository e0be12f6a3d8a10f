export {
  checkpointText,
  logOfOrigin,
  originOf,
  parseCheckpoint,
  verifiersOf,
  type Checkpoint,
} from './checkpoint';
export { Checkpointer } from './checkpointer';
export {
  COSIGNATURE,
  cosignNote,
  ED25519,
  isSignedBy,
  keyIdOf,
  notesIn,
  parseNote,
  parseVerifier,
  signNote,
  verifierLine,
  type Verifier,
} from './signed-note';
export { existingSigningKeys, openSigningKeys, SIGNING_KEY_FILE, type SigningKeys } from './signing-keys';
