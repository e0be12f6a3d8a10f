import { createHash } from 'node:crypto';

/** What is hashed before a leaf and before an inner node, so that neither can pass for the other (RFC 6962, 2.1). */
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = createHash('sha256').digest();

/** The hash of a leaf: SHA-256 over 0x00 and the leaf; text counts as UTF-8. */
export const leafHash = (leaf: string | Buffer): Buffer =>
  createHash('sha256').update(LEAF).update(leaf).digest();

/** The hash of an inner node: SHA-256 over 0x01 and its two children. */
export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();
