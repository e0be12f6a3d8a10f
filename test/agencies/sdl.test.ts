import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readSdl } from '../../src/agencies/sdl';
import { packageRoot } from '../../src/config/package-root';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import { isError } from '../../src/policy';

const CONTRACT = readFileSync(join(packageRoot(), 'schema', 'agency.graphql'), 'utf8');
const KEY = '@key(fields: "handle")';
const IMPORT = 'import: ["@key"]';

/** The contract with one thing changed. */
const changed = (from: string, to: string): string => {
  expect(CONTRACT).toContain(from);
  return CONTRACT.replace(from, to);
};
const faults = (sdl: string): readonly string[] =>
  readSdl(sdl)
    .findings.filter(isError)
    .map(({ place }) => place);

describe("the check of an agency's schema", () => {
  it('finds nothing wrong with the contract, and all categories in it', () => {
    const { findings, offers } = readSdl(CONTRACT);
    expect(findings).toEqual([]);
    expect([...offers].sort()).toEqual([...RECORD_CATEGORIES].sort());
  });

  it('finds nothing wrong with a part of the contract, and offers that part', () => {
    const school = readFileSync(join(packageRoot(), 'test', 'outside-agencies', 'school.graphql'), 'utf8');
    expect(faults(school)).toEqual([]);
    expect([...readSdl(school).offers]).toEqual([
      'name',
      'dateOfBirth',
      'involvements',
      'safeguardingConcerns',
    ]);
  });

  it.each([
    ['lacks the key', changed(` ${KEY}`, ''), 'Subject'],
    ['has another key', changed(KEY, '@key(fields: "name")'), 'Subject'],
    [
      'has a key that cannot be resolved',
      changed(KEY, '@key(fields: "handle", resolvable: false)'),
      'Subject',
    ],
    ['has a category that is never null', changed('  name: String', '  name: String!'), 'Subject.name'],
    ['has a category of another type', changed('  age: Int', '  age: String'), 'Subject.age'],
    ['has a statement without assertion', changed('  assertion: Assertion!', ''), 'Statement.assertion'],
    [
      'has an assertion that may be null',
      changed('  assertion: Assertion!', '  assertion: Assertion'),
      'Statement.assertion',
    ],
    ['has a word that the contract has not', changed('  FACT\n', '  FACT\n  RUMOUR\n'), 'Assertion.RUMOUR'],
    [
      'takes no period',
      changed('  health(from: PartialDate, to: PartialDate)', '  health'),
      'Subject.health',
    ],
    [
      'demands an argument',
      changed('  religion: Statement', '  religion(why: String!): Statement'),
      'Subject.religion',
    ],
    ['is no federation v2 schema', CONTRACT.replace(/extend schema[^\n]*\n/, ''), ''],
    ['is no GraphQL', '<html>', ''],
    ['composes with nothing', changed('  age: Int', '  age: Intt'), ''],
  ])('finds where a schema %s', (_what, sdl, place) => {
    expect(faults(sdl)).toContain(place);
  });

  it('binds a renamed key by what it is, not by its name (CVE-2025-64347)', () => {
    const renamed = changed(IMPORT, 'import: [{ name: "@key", as: "@identity" }]').replace(
      KEY,
      '@identity(fields: "handle")',
    );
    expect(faults(renamed)).toEqual([]);
    const disguised = changed(IMPORT, 'import: [{ name: "@shareable", as: "@key" }]').replace(KEY, '@key');
    expect(faults(disguised)).toContain('Subject');
  });

  it.each([
    '@requires(fields: "dateOfBirth")',
    '@external',
    '@override(from: "other")',
    '@provides(fields: "name")',
    '@authenticated',
    '@requiresScopes(scopes: [["x"]])',
    '@policy(policies: [["x"]])',
  ])('refuses a field that depends on another agency by %s, under any name', (directive) => {
    const [name = ''] = directive.split('(');
    const plain = changed(IMPORT, `import: ["@key", "${name}"]`).replace('age: Int', `age: Int ${directive}`);
    expect(faults(plain)).toContain('Subject.age');
    const disguised = changed(IMPORT, `import: ["@key", { name: "${name}", as: "@tag" }]`).replace(
      'age: Int',
      `age: Int ${directive.replace(name, '@tag')}`,
    );
    expect(faults(disguised)).toContain('Subject.age');
  });

  it.each([
    ['federation', ''],
    ['fed', ', as: "fed"'],
  ])('binds directives that are called by their namespace "%s" (CVE-2025-64347)', (namespace, as) => {
    const spaced = changed(`, ${IMPORT}`, as).replace(KEY, `@${namespace}__key(fields: "handle")`);
    expect(faults(spaced)).not.toContain('Subject');
    const hidden = `age: Int @${namespace}__requires(fields: "dateOfBirth")`;
    expect(faults(spaced.replace('age: Int', hidden))).toContain('Subject.age');
    expect(faults(changed(`, ${IMPORT}`, as))).toContain('Subject');
  });

  it('refuses an argument that another field fills in by @fromContext, under any name (GHSA-m8jr-fxqx-8xx6)', () => {
    for (const as of ['@fromContext', '@tag']) {
      const imports = `import: ["@key", "@context", { name: "@fromContext", as: "${as}" }]`;
      const sdl = CONTRACT.replace('v2.3', 'v2.8')
        .replace(IMPORT, imports)
        .replace('age: Int', `age(of: String ${as}(field: "$person { name }")): Int`);
      expect(faults(sdl)).toContain('Subject.age');
    }
  });

  it('refuses interfaces and unions, on which no rule can be relied (CVE-2025-64173)', () => {
    expect(faults(`${CONTRACT}\ninterface Person { name: String }`)).toContain('Person');
    expect(faults(`${CONTRACT}\nunion Either = Statement | RelatedParty`)).toContain('Either');
  });

  it('asks for no root field beside those of federation, and says so', () => {
    const { findings } = readSdl(`${CONTRACT}\ntype Query { everybody: [Subject!] }`);
    expect(findings).toEqual([expect.objectContaining({ place: 'Query.everybody', severity: 'WARNING' })]);
  });
});
