import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseDocument } from 'yaml';

import { packageRoot } from '../../src/config/package-root';
import { lockPacks } from '../../src/policy/sign';

/** What to set in a pack: values by path, such as `settings.reminder`. */
export type PackChanges = Readonly<Record<string, unknown>>;

/** A folder with one pack, made from a pack of the project. */
export interface PolicyFolder {
  readonly path: string;
  /** Writes the pack anew, from the original with these changes, and signs it as if it had never been another. */
  write(changes: PackChanges): Promise<void>;
  /** Writes whatever text in the pack's place. */
  writeText(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a folder of that one pack, changed. */
export async function makePolicyFolder(pack: string, changes: PackChanges = {}): Promise<PolicyFolder> {
  const path = await mkdtemp(join(tmpdir(), 'policies-'));
  await cp(join(packageRoot(), 'policies', 'packs', pack), join(path, 'packs', pack), { recursive: true });
  const file = join(path, 'packs', pack, 'pack.yaml');
  const original = await readFile(file, 'utf8');
  const folder: PolicyFolder = {
    path,
    async write(some) {
      const document = parseDocument(original);
      for (const [at, value] of Object.entries(some))
        document.setIn(at.split('.'), document.createNode(value));
      await writeFile(file, document.toString({ lineWidth: 0 }));
      await rm(join(path, 'digests.json'), { force: true });
      lockPacks(path);
    },
    writeText: (text) => writeFile(file, text),
    remove: () => rm(path, { recursive: true, force: true }),
  };
  await folder.write(changes);
  return folder;
}
