import type { PackFault } from './fault';
import { isError, sortFaults } from './fault';
import { readSound } from './load';
import { entryIn, lockEntryOf, mayFollow, readLock, writeLock, type Lock } from './lock';
import type { PackStatus } from './schema';

/** A version that was entered in the lock, or whose life cycle was. */
export interface LockedPack {
  readonly pack: string;
  readonly version: string;
  readonly status: PackStatus;
  readonly change: 'ADDED' | 'RENEWED';
}

/**
 * Enters the digest of every sound pack beyond its draft in the folder's lock. What an entered version says is never
 * replaced: an edited one is refused, and so is one whose status goes back.
 */
export function lockPacks(folder: string): {
  readonly locked: readonly LockedPack[];
  readonly faults: readonly PackFault[];
} {
  const before = readLock(folder);
  if (before.faults.length > 0) return { locked: [], faults: before.faults };
  const { packs, faults } = readSound(folder);
  const lock: Lock = structuredClone(before.lock);
  const locked: LockedPack[] = [];
  const refused: PackFault[] = [];
  for (const { source, document } of packs) {
    const former = entryIn(lock, source);
    if (former === undefined && source.status === 'DRAFT') continue;
    const entry = lockEntryOf({ source, digest: document.digest });
    if (former?.file === entry.file) continue;
    const { pack, version, status } = source;
    if (former && former.content !== entry.content) {
      const message = 'a published version is never edited: restore it, or raise its version';
      refused.push(document.place({ path: ['version'], message }));
    } else if (former && !mayFollow(status, former.status)) {
      const message = `${status} cannot follow ${former.status}: raise the version`;
      refused.push(document.place({ path: ['status'], message }));
    } else {
      lock[pack] = { ...lock[pack], [version]: entry };
      locked.push({ pack, version, status, change: former ? 'RENEWED' : 'ADDED' });
    }
  }
  if (locked.length > 0) writeLock(folder, lock);
  return { locked, faults: sortFaults([...faults.filter(isError), ...refused]) };
}
