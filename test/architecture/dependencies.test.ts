import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (file: string): string => readFileSync(join(packageRoot(), file), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

/** Licences by which a package may be used and passed on, by their SPDX identifiers. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0'],
  // Data of a development tool, which is passed on to nobody.
  ...['CC-BY-4.0', 'CC0-1.0'],
]);
/** Packages under another licence that were looked at one by one; docs/licences.md says why they are here. */
const LOOKED_AT: Readonly<Record<string, string>> = { '@apollo/federation-internals': 'Elastic-2.0' };

/** Whether an SPDX expression of one operator, as npm writes it, is allowed. */
function isAllowed(expression: string): boolean {
  const terms = expression.replace(/[()]/gu, '').split(/ (AND|OR) /u);
  const licences = terms.filter((term) => term !== 'AND' && term !== 'OR');
  return terms.includes('OR')
    ? licences.some((licence) => ALLOWED.has(licence))
    : licences.every((licence) => ALLOWED.has(licence));
}

describe('the packages that the gateway is made with', () => {
  it('are each pinned by version and by the hash of their content', () => {
    expect(packages.length).toBeGreaterThan(100);
    const loose = packages.filter(
      ([, { version, integrity, link }]) => link === true || !version || !integrity?.startsWith('sha512-'),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('come from no registry, repository or file that the lock names', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(packages.filter(([, { version = '' }]) => !/^\d+\.\d+\.\d+/u.test(version))).toEqual([]);
    for (const file of ['package-lock.json', '.npmrc'])
      expect(read(file)).not.toMatch(/registry\.|_authToken/u);
  });

  it('are asked for by exact version', () => {
    const manifest = JSON.parse(read('package.json')) as Readonly<Record<string, Record<string, unknown>>>;
    const asked = ['dependencies', 'devDependencies', 'overrides'].flatMap((kind) =>
      Object.values(manifest[kind] ?? {}).flatMap((version) =>
        // An override of what one package asks for names that package first.
        typeof version === 'object' && version !== null ? (Object.values(version) as unknown[]) : [version],
      ),
    );
    // A package under another name says its own before the version; `$name` is the version of a dependency above.
    const exact = /^(?:npm:[a-z-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$|^\$/u;
    expect(asked.filter((version) => !exact.test(String(version)))).toEqual([]);
  });

  it('are under licences of the list, but for those that were looked at one by one', () => {
    const others = packages.filter(([path, { license = 'none' }]) => {
      const name = nameOf(path);
      return LOOKED_AT[name] !== license && !isAllowed(license);
    });
    expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
  });

  it('have their licences told in docs/licences.md, which names every one of the list and of those', () => {
    const page = read('docs/licences.md');
    for (const licence of [...ALLOWED, ...Object.keys(LOOKED_AT), ...Object.values(LOOKED_AT)])
      expect(page).toContain(licence);
    const used = new Set(
      packages.flatMap(([, { license = '' }]) => license.replace(/[()]/gu, '').split(/ (?:AND|OR) /u)),
    );
    for (const licence of used) expect(page).toContain(licence);
  });

  it('can be listed and looked up for known weaknesses by scripts of the project', () => {
    const { scripts = {} } = JSON.parse(read('package.json')) as { scripts?: Record<string, string> };
    expect(scripts['sbom']).toContain('npm sbom');
    expect(scripts['audit:dependencies']).toContain('npm audit');
  });
});
