import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AgencyId, RecordHandle, SubjectId } from '../../../domain/ids';
import { saltedKey } from '../../../pseudonyms';

/** Words whose fingerprint one operation keeps. */
const KEPT = 20_000;
/** 96 bits: no two words of a review share theirs. */
const BYTES = 12;

/**
 * By which a review recognises again whom it has printed under a role, without holding a name. They never leave the
 * database, and open nothing to whoever has only it, or only the key.
 */
export interface Fingerprints {
  readonly subject: (id: SubjectId) => string;
  readonly party: (agency: AgencyId, handle: RecordHandle) => string;
  /** Of one folded word of a name. */
  readonly word: (word: string) => string;
  /** Of a name: the fingerprints of its words, in order. */
  readonly name: (words: readonly string[]) => string;
}

const NAME = 'n:';

/** The fingerprints of one review, from its key and its salt. */
export function fingerprintsFor(secret: { readonly reviewKey: Buffer; readonly salt: Buffer }): Fingerprints {
  const key = saltedKey(secret.reviewKey, secret.salt, 'role-label');
  const mac = (input: string): string =>
    createHmac('sha256', key).update(input, 'utf8').digest().subarray(0, BYTES).toString('base64url');
  const words = new LRUCache<string, string>({ max: KEPT });
  const word = (of: string): string => {
    const made = words.get(of) ?? mac(`word\0${of}`);
    words.set(of, made);
    return made;
  };
  return {
    subject: (id) => `s:${mac(`subject\0${id}`)}`,
    party: (agency, handle) => `p:${mac(`party\0${JSON.stringify([agency, handle])}`)}`,
    word,
    name: (of) => `${NAME}${of.map(word).join('.')}`,
  };
}

/** The fingerprints of a name's words; undefined for a fingerprint that is of no name. */
export const wordsOfName = (fingerprint: string): readonly string[] | undefined =>
  fingerprint.startsWith(NAME) ? fingerprint.slice(NAME.length).split('.') : undefined;
