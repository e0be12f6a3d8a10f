import type { ReviewId } from '../domain/ids';

/** Encrypts the contact-check set under its review's key, so that it is erased with the key. */
export interface ContactSetCipher {
  seal(reviewId: ReviewId, plaintext: string): Promise<Buffer>;
  /** @throws GatewayError KEY_UNAVAILABLE when the review's key is gone */
  open(reviewId: ReviewId, ciphertext: Buffer): Promise<string>;
}
