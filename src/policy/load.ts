import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

import { CHECKS } from './check';
import { compilePack } from './compile';
import type { CompiledPack } from './compiled-pack';
import { readDocument, wholeFile, type PackDocument, type PackText } from './document';
import { isError, sortFaults, type PackFault } from './fault';
import { hasExpired, overlapInTime } from './in-force';
import { LOCK_FILE, lockFindings, readLock, type Lock } from './lock';
import type { PackSource } from './schema';
import { readShape } from './shape';

const PACK_FILE = 'pack.yaml';

/** A pack that has passed its checks, with the document that knows its lines. */
export interface SoundPack {
  readonly source: PackSource;
  readonly document: PackDocument;
}

/** What came of reading packs: those without error, and every fault and warning, ordered by file and place. */
export interface PackReading {
  readonly packs: readonly CompiledPack[];
  readonly faults: readonly PackFault[];
}

/**
 * Reads every `pack.yaml` at any depth below the folder. A pack lies in a folder of its key's name, a former version in
 * a folder of its own below that, such as `<key>/1.0.0/pack.yaml`. What was published is as the folder's lock has it.
 *
 * @param at the day on which an active pack must not have expired; left out, no day is looked at.
 */
export function readPacks(folder: string, at?: Date): PackReading {
  const { lock, faults: lockFaults } = readLock(folder);
  const { packs, faults } = readSound(folder);
  const locked = packs.map((pack) => ({
    pack,
    faults: [...lockFaultsOf(pack, lock), ...(at ? expiryFaultsOf(pack, at) : [])],
  }));
  return {
    packs: locked
      .filter((each) => each.faults.length === 0)
      .map(({ pack: { source, document } }) => compilePack(source, document.digest)),
    faults: sortFaults([
      ...lockFaults,
      ...faults,
      ...locked.flatMap((each) => each.faults),
      ...(faults.some(isError) ? [] : missingVersions(folder, { lock, packs })),
    ]),
  };
}

function lockFaultsOf({ source, document }: SoundPack, lock: Lock): readonly PackFault[] {
  const findings = lockFindings({ source, digest: document.digest }, lock);
  return findings.map((finding) => document.place(finding));
}

function expiryFaultsOf({ source, document }: SoundPack, at: Date): readonly PackFault[] {
  if (!hasExpired(source, at)) return [];
  const message =
    'has passed, so the pack has expired: set it to SUPERSEDED or TERMINATED, or sign a version for the days after it';
  return [document.place({ path: ['effective', 'to'], message })];
}

/** A published version stays, so that past decisions can be recomputed. */
function missingVersions(
  folder: string,
  { lock, packs }: { readonly lock: Lock; readonly packs: readonly SoundPack[] },
): readonly PackFault[] {
  const present = new Set(packs.map(({ source }) => `${source.pack} ${source.version}`));
  return Object.entries(lock).flatMap(([pack, versions]) =>
    Object.keys(versions)
      .filter((version) => !present.has(`${pack} ${version}`))
      .map((version) =>
        wholeFile(join(folder, LOCK_FILE), `${pack} ${version} was published and is not there: restore it`),
      ),
  );
}

/** Reads the packs of a folder, whether or not they are the ones that were signed. */
export function readSound(folder: string): {
  readonly packs: readonly SoundPack[];
  readonly faults: readonly PackFault[];
} {
  let files: readonly string[];
  try {
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => basename(file) === PACK_FILE)
      .sort();
  } catch {
    return {
      packs: [],
      faults: [wholeFile(folder, 'the folder of policy packs cannot be read: check its path')],
    };
  }
  if (files.length === 0) {
    return { packs: [], faults: [wholeFile(folder, `holds no ${PACK_FILE}: add a policy pack`)] };
  }
  const read = files.map((file) => readPackFile(folder, file));
  const packs = read.flatMap(({ pack }) => (pack ? [pack] : []));
  return { packs, faults: sortFaults([...read.flatMap((each) => each.faults), ...faultsBetween(packs)]) };
}

/** Reads and checks one pack by itself; it is compiled only if it has no error. */
export function readPack(text: PackText): PackReading {
  const { pack, faults } = check(text);
  return { packs: pack ? [compilePack(pack.source, pack.document.digest)] : [], faults: sortFaults(faults) };
}

interface Checked {
  readonly pack: SoundPack | null;
  readonly faults: readonly PackFault[];
}

function readPackFile(folder: string, relative: string): Checked {
  const file = join(folder, relative);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { pack: null, faults: [wholeFile(file, 'cannot be read: check its permissions')] };
  }
  const checked = check({ file, bytes });
  if (checked.pack === null || relative.split(sep).slice(0, -1).includes(checked.pack.source.pack))
    return checked;
  const message = 'is not the name of the folder that the pack lies in: rename one of them';
  return { pack: null, faults: [checked.pack.document.place({ path: ['pack'], message })] };
}

function check(text: PackText): Checked {
  const { document, faults } = readDocument(text);
  if (document === null) return { pack: null, faults };
  const shape = readShape(document.content);
  const findings = shape.source ? CHECKS.flatMap((each) => each(shape.source)) : shape.findings;
  const placed = findings.map((finding) => document.place(finding));
  if (!shape.source || placed.some(isError)) return { pack: null, faults: placed };
  return { pack: { source: shape.source, document }, faults: placed };
}

/** A key has one pack per version, and one in force on any day. */
function faultsBetween(packs: readonly SoundPack[]): readonly PackFault[] {
  return packs.flatMap(({ source, document }, index) =>
    packs
      .slice(0, index)
      .filter((earlier) => earlier.source.pack === source.pack)
      .flatMap((earlier) => {
        if (earlier.source.version === source.version) {
          return [
            document.place({ path: ['version'], message: 'is that of another pack of this key: raise it' }),
          ];
        }
        if (!overlapInTime(earlier.source, source)) return [];
        const message = `overlaps the days of version ${earlier.source.version}: end that one before this one begins`;
        return [document.place({ path: ['effective'], message })];
      }),
  );
}
