import { createHmac } from 'node:crypto';
import type { RecordHandle } from '../../src/domain/ids';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const HANDLE_BYTES = 20;

/**
 * The opaque handle of a record: 160 bits of HMAC-SHA-256 over `localKey`, as 32 characters of lower-case base32
 * (RFC 4648). The same secret and key give the same handle; without the secret the key cannot be recovered.
 */
export function issueHandle(secret: Buffer, localKey: string): RecordHandle {
  const digest = createHmac('sha256', secret).update(localKey, 'utf8').digest().subarray(0, HANDLE_BYTES);
  return encodeBase32(digest) as RecordHandle;
}

function encodeBase32(bytes: Buffer): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >>> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** Handles of one agency's records and the local keys behind them, both ways. It stays inside the agency. */
export class HandleBook {
  private readonly keys = new Map<RecordHandle, string>();

  constructor(
    private readonly secret: Buffer,
    localKeys: Iterable<string> = [],
  ) {
    for (const key of localKeys) this.keys.set(issueHandle(secret, key), key);
  }

  /** The handle of the record under `localKey`, entered in the book if it is new. */
  handleOf(localKey: string): RecordHandle {
    const handle = issueHandle(this.secret, localKey);
    this.keys.set(handle, localKey);
    return handle;
  }

  /** The local key behind `handle`, or undefined for one that this book never issued. */
  keyOf(handle: RecordHandle): string | undefined {
    return this.keys.get(handle);
  }

  /**
   * The handle of one entry of a record, such as a statement. It is derived from the entry's own key and cannot be
   * used to ask for a record.
   */
  entryHandle(entryKey: string): string {
    return issueHandle(this.secret, `entry:${entryKey}`);
  }
}
