import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { RecordHandle } from '../../src/domain/ids';
import { HandleBook } from './handles';

const IV_BYTES = 16;
/** Keys are padded to whole blocks of this size, so that a handle's length does not tell the key's. */
const BLOCK = 32;
const CIPHER = 'aes-256-ctr';

/** Handles of one agency's records and the local keys behind them, both ways. They stay inside the agency. */
export type Handles = Pick<HandleBook, 'handleOf' | 'keyOf' | 'entryHandle'>;

/**
 * Handles that hold their own local key, encrypted under the agency's secret, for a source whose keys cannot be listed:
 * a handle that was given out before a restart, or by another replica, still opens its record. The scheme is a synthetic
 * initialisation vector (as in RFC 5297): the vector is HMAC-SHA-256 of the key and the key is encrypted with AES-256-CTR
 * under it, so that the same key gives the same handle and a changed handle opens nothing.
 */
export class SealedHandles implements Handles {
  private readonly encryption: Buffer;
  private readonly authentication: Buffer;
  private readonly entries: HandleBook;

  constructor(secret: Buffer) {
    this.encryption = derive(secret, 'record handle encryption');
    this.authentication = derive(secret, 'record handle authentication');
    this.entries = new HandleBook(secret);
  }

  /** The handle of the record under `localKey`, as base64url. */
  handleOf(localKey: string): RecordHandle {
    const plain = pad(Buffer.from(localKey, 'utf8'));
    const iv = this.vectorOf(plain);
    const cipher = createCipheriv(CIPHER, this.encryption, iv);
    return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64url') as RecordHandle;
  }

  /** The local key in `handle`, or undefined for one that was not sealed under this secret. */
  keyOf(handle: RecordHandle): string | undefined {
    const bytes = Buffer.from(handle, 'base64url');
    if (bytes.length < IV_BYTES + BLOCK || (bytes.length - IV_BYTES) % BLOCK !== 0) return undefined;
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(CIPHER, this.encryption, iv);
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]);
    if (!timingSafeEqual(this.vectorOf(plain), iv)) return undefined;
    return plain.subarray(2, 2 + plain.readUInt16BE(0)).toString('utf8');
  }

  entryHandle(entryKey: string): string {
    return this.entries.entryHandle(entryKey);
  }

  private vectorOf(plain: Buffer): Buffer {
    return createHmac('sha256', this.authentication).update(plain).digest().subarray(0, IV_BYTES);
  }
}

const derive = (secret: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), use, 32));

/** Two bytes of length, the text, and zeros up to a whole block. */
function pad(text: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((text.length + 2) / BLOCK) * BLOCK);
  padded.writeUInt16BE(text.length, 0);
  text.copy(padded, 2);
  return padded;
}
