import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { CompiledPack } from '../compiled-pack';
import { wholeFile } from '../document';
import { isError, type PackFault } from '../fault';
import { readPack } from '../load';
import type { GateModel } from './gate-model';
import { runPackTest, type PackTestReport } from './pack-test';
import { readPackTest } from './read-pack-test';

/** The file of tests that lies beside a `pack.yaml`. */
export const TEST_FILE = 'pack_test.yaml';

/** What came of one pack's tests: a report, or what keeps them from being run. */
export interface TestedPack {
  readonly file: string;
  /** Null where the pack itself has faults. */
  readonly pack: CompiledPack | null;
  readonly faults: readonly PackFault[];
  readonly report: PackTestReport | null;
}

/** Runs the tests of every pack below the folder; a pack without tests has a fault. */
export function testPacksIn(folder: string, gates: GateModel): readonly TestedPack[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === 'pack.yaml')
    .sort()
    .map((file) => testPackIn(join(folder, dirname(file)), gates));
}

function testPackIn(folder: string, gates: GateModel): TestedPack {
  const packFile = join(folder, 'pack.yaml');
  const file = join(folder, TEST_FILE);
  const { packs, faults } = readPack({ file: packFile, bytes: readFileSync(packFile) });
  const pack = packs[0] ?? null;
  if (pack === null) return { file, pack, faults: faults.filter(isError), report: null };
  if (!existsSync(file)) {
    const missing = wholeFile(file, 'is missing: write the tests of the pack');
    return { file, pack, faults: [missing], report: null };
  }
  const read = readPackTest({ file, bytes: readFileSync(file) });
  const report = read.tests && runPackTest(pack, { tests: read.tests, gates });
  return { file, pack, faults: read.faults, report };
}
