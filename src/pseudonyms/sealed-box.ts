import { createCipheriv, createDecipheriv } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** What a box is made of; `context` is authenticated with it and must be given again to open it. */
export interface BoxContents {
  /** 256-bit key. */
  readonly key: Buffer;
  readonly plaintext: Buffer;
  readonly context: string;
  /** 96 random bits, never used twice under one key (NIST SP 800-38D, section 8.2.2). */
  readonly nonce: Buffer;
}

/** Bytes of a nonce for `sealBox`. */
export const BOX_NONCE_BYTES = NONCE_BYTES;

/** Encrypts with AES-256-GCM: one version byte, the nonce, the ciphertext, the 128-bit tag. */
export function sealBox({ key, plaintext, context, nonce }: BoxContents): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, text, cipher.getAuthTag()]);
}

/** The plaintext of a box; `undefined` for another key, another context, another version or a changed byte. */
export function openBox(
  box: Buffer,
  { key, context }: Pick<BoxContents, 'key' | 'context'>,
): Buffer | undefined {
  if (box.length < HEAD_BYTES + TAG_BYTES || box[0] !== VERSION) return undefined;
  const nonce = box.subarray(1, HEAD_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  try {
    const text = decipher.update(box.subarray(HEAD_BYTES, box.length - TAG_BYTES));
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return undefined;
  }
}
