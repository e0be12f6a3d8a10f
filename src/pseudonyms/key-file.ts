import { readFile, stat } from 'node:fs/promises';
import { types } from 'node:util';
import { z } from 'zod';
import { GatewayError } from '../errors/gateway-error';

const FORMAT = 'review-gateway-keys';

const scryptCost = z.strictObject({
  kind: z.literal('PASSPHRASE'),
  salt: z.base64(),
  /** scrypt parameters (RFC 7914), bounded so that a changed file cannot ask for all memory. */
  n: z.int().min(16_384).max(1_048_576),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
});

const keyFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  protection: z.discriminatedUnion('kind', [
    scryptCost,
    z.strictObject({ kind: z.literal('MASTER_KEY_FILE') }),
  ]),
  /** A box of nothing under the master key, by which a wrong passphrase is told at once. */
  check: z.base64(),
  /** Each review's wrapped key; `null` once it is destroyed, so that it is never made anew. */
  reviews: z.array(z.strictObject({ review: z.string().min(1), key: z.base64().nullable() })),
});

/** The key file's envelope, version 1. Boxes are base64 of `sealBox`. */
export type KeyFile = z.infer<typeof keyFile>;

/** How the master key that wraps the review keys is come by. */
export type KeyProtection = KeyFile['protection'];

/** An envelope without keys. */
export const emptyKeyFile = (protection: KeyProtection, check: string): KeyFile => ({
  format: FORMAT,
  version: 1,
  protection,
  check,
  reviews: [],
});

/** `KEY_UNAVAILABLE` with a reason for the operator's log. */
export const keyUnavailable = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('KEY_UNAVAILABLE', { detail, cause });

/** Whether `file` is there. */
export async function fileExists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (cause) {
    if (types.isNativeError(cause) && 'code' in cause && cause.code === 'ENOENT') return false;
    throw keyUnavailable('the key file cannot be reached', cause);
  }
}

/** Reads and checks the envelope; `KEY_UNAVAILABLE` where it is missing, unreadable or not of this form. */
export async function readKeyFile(file: string): Promise<KeyFile> {
  try {
    return keyFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw keyUnavailable('the key file is missing, unreadable or malformed', cause);
  }
}

/** A reader that parses the file again only when it was replaced, which other processes may do at any time. */
export function keyFileReader(file: string): () => Promise<KeyFile> {
  let seen: { readonly version: string; readonly content: KeyFile } | undefined;
  return async () => {
    const version = await fileVersion(file);
    if (seen?.version !== version) seen = { version, content: await readKeyFile(file) };
    return seen.content;
  };
}

async function fileVersion(file: string): Promise<string> {
  try {
    const { ino, mtimeNs, size } = await stat(file, { bigint: true });
    return `${ino}:${mtimeNs}:${size}`;
  } catch (cause) {
    throw keyUnavailable('the key file is missing', cause);
  }
}
