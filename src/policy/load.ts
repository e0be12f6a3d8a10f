import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

import { CHECKS } from './check';
import { compilePack } from './compile';
import type { CompiledPack } from './compiled-pack';
import { readDocument, wholeFile, type PackDocument, type PackText } from './document';
import { sortFaults, type PackFault } from './fault';
import { overlapInTime } from './in-force';
import type { PackSource } from './schema';
import { readShape } from './shape';

const PACK_FILE = 'pack.yaml';

/** A pack that has passed its checks, with the document that knows its lines. */
interface SoundPack {
  readonly source: PackSource;
  readonly document: PackDocument;
}

/** What came of reading packs: the sound ones, and every fault of the others, ordered by file and place. */
export interface PackReading {
  readonly packs: readonly CompiledPack[];
  readonly faults: readonly PackFault[];
}

/**
 * Reads every `pack.yaml` at any depth below the folder. A pack lies in a folder of its key's name, a former version in
 * a folder of its own below that, such as `<key>/1.0.0/pack.yaml`.
 */
export function readPacks(folder: string): PackReading {
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
  const sound = read.flatMap(({ pack }) => (pack ? [pack] : []));
  const faults = sortFaults([...read.flatMap((each) => each.faults), ...faultsBetween(sound)]);
  return { packs: sound.map(({ source, document }) => compilePack(source, document.digest)), faults };
}

/** Reads and checks one pack; it is compiled only if nothing is wrong with it. */
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
  if (findings.length > 0) return { pack: null, faults: findings.map((finding) => document.place(finding)) };
  return { pack: shape.source && { source: shape.source, document }, faults: [] };
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
