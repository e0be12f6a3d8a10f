import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { canonicalize } from 'json-canonicalize';
import { z } from 'zod';

import { wholeFile } from './document';
import type { Finding, PackFault } from './fault';
import { PACK_STATUSES, type PackSource, type PackStatus } from './schema';

/** The file, in the folder of packs, that keeps the digest of every version that was ever published. */
export const LOCK_FILE = 'digests.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const LOCK_SCHEMA = z.record(
  z.string(),
  z.record(
    z.string(),
    z.strictObject({
      status: z.enum(PACK_STATUSES),
      /** SHA-256 of what the pack says, its life cycle and layout apart. */
      content: sha256,
      /** SHA-256 of the file's bytes. */
      file: sha256,
    }),
  ),
);

/** Digests by pack and version. */
export type Lock = z.infer<typeof LOCK_SCHEMA>;

export type LockEntry = Lock[string][string];

/** The lock of a folder, empty where there is none; or what is wrong with it. */
export function readLock(folder: string): { readonly lock: Lock; readonly faults: readonly PackFault[] } {
  const file = join(folder, LOCK_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { lock: {}, faults: [] };
  }
  const read = LOCK_SCHEMA.safeParse(parsed(text));
  if (read.success) return { lock: read.data, faults: [] };
  return { lock: {}, faults: [wholeFile(file, 'is not a list of digests: restore it')] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Replaces the lock of a folder in one step. */
export function writeLock(folder: string, lock: Lock): void {
  const file = join(folder, LOCK_FILE);
  const part = `${file}.part`;
  writeFileSync(part, `${JSON.stringify(lock, null, 2)}\n`);
  renameSync(part, file);
}

/** A pack as it was read, with the SHA-256 of its bytes. */
export interface ReadPack {
  readonly source: PackSource;
  readonly digest: string;
}

/** What the lock keeps of a pack. */
export function lockEntryOf({ source, digest }: ReadPack): LockEntry {
  return { status: source.status, content: contentDigest(source), file: digest };
}

/** What a pack says. Its status, last day, signatures and a notice of termination belong to its life cycle. */
function contentDigest(source: PackSource): string {
  const { status: _status, signatures: _signatures, effective, agreement, ...rest } = source;
  const content = {
    ...rest,
    effectiveFrom: effective.from,
    agreement: agreement && { ...agreement, terminatedOn: null },
  };
  return createHash('sha256').update(canonicalize(content)).digest('hex');
}

/** The entry that the lock holds of a pack's version. */
export const entryIn = (lock: Lock, { pack, version }: PackSource): LockEntry | undefined =>
  Object.hasOwn(lock, pack) ? lock[pack]?.[version] : undefined;

/** Whether a published pack is the one that was signed. A draft may change as it likes. */
export function lockFindings(pack: ReadPack, lock: Lock): readonly Finding[] {
  const entry = entryIn(lock, pack.source);
  if (entry === undefined) {
    if (pack.source.status === 'DRAFT') return [];
    const message = `is published, but ${LOCK_FILE} does not list it: sign it, or set it to DRAFT`;
    return [{ path: ['version'], atKey: true, message }];
  }
  if (entry.file === pack.digest) return [];
  const message =
    entry.content === contentDigest(pack.source)
      ? `its life cycle or layout is not the one in ${LOCK_FILE}: sign it again`
      : `a published version is never edited, and this is not the text in ${LOCK_FILE}: restore it, or raise its version`;
  return [{ path: ['version'], message }];
}

/** Whether a status may follow another. A pack never goes back. */
export function mayFollow(next: PackStatus, former: PackStatus): boolean {
  const ended: readonly PackStatus[] = ['SUPERSEDED', 'TERMINATED'];
  if (ended.includes(former)) return next === former;
  return PACK_STATUSES.indexOf(next) >= PACK_STATUSES.indexOf(former);
}
