import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';

/** One folder for each protocol; `files` has one for each form of file. */
const ADAPTERS = ['subgraph', 'fhir', 'rest', 'sql', 'files/json', 'files/returns', 'files/ssda903'];
const SAME = ['capabilities', 'client', 'config', 'errors', 'index', 'select', 'translate'];
/** A subgraph is passed through: there is nothing to translate. */
const PASSED_THROUGH = SAME.filter((name) => name !== 'translate');

describe('the adapters', () => {
  it.each(ADAPTERS)('have the same files in each: %s', (folder) => {
    const files = readdirSync(join(packageRoot(), 'adapters', folder));
    const wanted = folder === 'subgraph' ? PASSED_THROUGH : SAME;
    expect(files).toEqual(expect.arrayContaining(wanted.map((name) => `${name}.ts`)));
  });

  it('are all listed here', () => {
    const folders = readdirSync(join(packageRoot(), 'adapters'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const protocols = ADAPTERS.map((folder) => folder.split('/')[0]);
    expect(new Set(folders)).toEqual(new Set([...protocols, 'shared', 'samples']));
  });
});
