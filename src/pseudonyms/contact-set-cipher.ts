import { hkdfSync } from 'node:crypto';
import type { ReviewId } from '../domain/ids';
import type { Randomness } from '../domain/ports';
import { keyUnavailable } from './key-file';
import type { KeyStore } from './key-store';
import { BOX_NONCE_BYTES, openBox, sealBox } from './sealed-box';

/** Encrypts the contact-check set of a review, so that it is gone when the review's key is. */
export interface ContactSetCipher {
  /** Encrypts `plaintext` for one review, making the review's key where there is none. */
  seal(reviewId: ReviewId, plaintext: string): Promise<Buffer>;
  /** Decrypts; `KEY_UNAVAILABLE` where the key is not there (it is never made here) or does not fit. */
  open(reviewId: ReviewId, ciphertext: Buffer): Promise<string>;
}

const contactSetKey = (reviewKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', reviewKey, Buffer.alloc(0), 'contact-set', 32));

const contextOf = (reviewId: ReviewId): string => `review-gateway|contact-set|1|${reviewId}`;

/** AES-256-GCM under HKDF-SHA-256 (RFC 5869) of the review key; the review's id is authenticated with each set. */
export function contactSetCipher(keyStore: KeyStore, randomness: Randomness): ContactSetCipher {
  return {
    async seal(reviewId, plaintext) {
      const key = contactSetKey(await keyStore.createReviewKey(reviewId));
      const nonce = randomness.bytes(BOX_NONCE_BYTES);
      return sealBox({ key, plaintext: Buffer.from(plaintext, 'utf8'), context: contextOf(reviewId), nonce });
    },
    async open(reviewId, ciphertext) {
      const reviewKey = await keyStore.reviewKey(reviewId);
      if (!reviewKey) throw keyUnavailable('the review has no key');
      const opened = openBox(ciphertext, { key: contactSetKey(reviewKey), context: contextOf(reviewId) });
      if (!opened) throw keyUnavailable('the contact set does not open under the key of its review');
      return opened.toString('utf8');
    },
  };
}
