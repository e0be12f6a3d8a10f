import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatFault } from '../../../src/policy';
import { emitPackTestSchema, readPackTest, runPackTest, testPacksIn } from '../../../src/policy/tools';
import { folderOf, packOf, packText, POLICIES } from '../support';
import { GATES_OF_REQUESTS, PACK_KEYS, packTests } from './support';

const TESTS = `pack: baseline
now: '2026-06-01T09:00:00Z'
inForce: true
principals:
  school: { standing: WIDER }
reviews:
  open: { type: RAPID_REVIEW, state: OPEN, contactCheckOpen: true }
  closed: { type: RAPID_REVIEW, state: CLOSED }
tests:
  - name: A school checks its records
    principals: [school]
    asks: [{ review: open, purpose: CONTACT_CHECK }]
    expect:
      - { outcome: CLEAR, clauses: [u], categories: [name, dateOfBirth, addresses] }
  - name: A school learns nothing later
    principals: [school]
    asks: [{ review: closed, purpose: CONTACT_CHECK }]
    shut: at this stage
`;

const baseline = packOf(packText('baseline'));

/** The tests above with one passage replaced. */
function testsWith(passage: string, replacement: string): string {
  if (!TESTS.includes(passage)) throw new Error(`The tests have no ${passage}`);
  return TESTS.replace(passage, replacement);
}

/** What fails of a file of tests that has no fault. */
function failuresOf(text: string): readonly string[] {
  const { tests, faults } = readPackTest({ file: 'pack_test.yaml', bytes: Buffer.from(text) });
  if (tests === null) throw new Error(faults.map(formatFault).join('\n'));
  return runPackTest(baseline, { tests, gates: GATES_OF_REQUESTS }).results.flatMap(
    ({ failures }) => failures,
  );
}

describe.each(PACK_KEYS)('the pack %s', (key) => {
  const tests = packTests(key);
  const { results } = runPackTest(packOf(packText(key)), { tests, gates: GATES_OF_REQUESTS });

  it.each(results.map(({ name, failures }) => [name, failures] as const))('passes: %s', (_name, failures) => {
    expect(failures).toEqual([]);
  });

  it('names the schema of its tests in the first line, for editors', () => {
    const file = join(POLICIES, 'packs', key, 'pack_test.yaml');
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../json-schema/pack-test.json',
    );
  });
});

describe('the schema of pack tests', () => {
  it('is the one that is checked in', () => {
    expect(readFileSync(join(POLICIES, 'json-schema', 'pack-test.json'), 'utf8')).toBe(emitPackTestSchema());
  });
});

describe('a test of a pack', () => {
  it('passes where all is as expected', () => {
    expect(failuresOf(TESTS)).toEqual([]);
  });

  it.each([
    ['clauses: [u]', 'clauses: [s]', 'school, open, CONTACT_CHECK: name (OWN) rests on [u], expected [s]'],
    [
      'outcome: CLEAR',
      'outcome: GENERALISED',
      'school, open, CONTACT_CHECK: name (OWN) is CLEAR, expected GENERALISED',
    ],
    ['[name, ', '[', 'school, open, CONTACT_CHECK: name (OWN) is CLEAR, expected WITHHELD'],
    [
      ', addresses]',
      ', addresses, health]',
      'school, open, CONTACT_CHECK: health (OWN) is WITHHELD, expected CLEAR',
    ],
    ['inForce: true', 'inForce: false', 'the pack is in force at 2026-06-01T09:00:00Z'],
    ["now: '2026-06-01", "now: '2020-06-01", 'the pack is not in force at 2020-06-01T09:00:00Z'],
    ['pack: baseline', 'pack: lancashire', 'the tests are of "lancashire"'],
    [
      'shut: at this stage',
      'expect: []',
      'school, closed, CONTACT_CHECK: the gates are shut: Not shared at this stage of the review.',
    ],
    [
      'shut: at this stage',
      'shut: moonshine',
      'school, closed, CONTACT_CHECK: the gates are shut for another reason than "moonshine": Not shared at this stage of the review.',
    ],
    [
      'review: closed',
      'review: open',
      'school, open, CONTACT_CHECK: the gates are open, expected to be shut for "at this stage"',
    ],
    ['{ standing: WIDER }', '{ standing: WIDER, lapsed: [sleep] }', 'nothing is known of a lapse "sleep"'],
  ])('fails when "%s" is "%s"', (passage, replacement, failure) => {
    expect(failuresOf(testsWith(passage, replacement)).join('\n')).toContain(failure);
  });

  it('can suppose put right what the pack lacks, and ask for it as it stands all the same', () => {
    const before = testsWith("now: '2026", "now: '2020").replace('inForce: true', 'inForce: false');
    const supposing = before.replace('principals:', 'supposing: [packNotInForce]\nprincipals:');
    expect(failuresOf(before)[0]).toContain('no policy pack is in force');
    expect(failuresOf(supposing)).toEqual([]);
    expect(
      failuresOf(supposing.replace('    expect:', '    asItStands: true\n    expect:')).join(),
    ).toContain('school, open, CONTACT_CHECK: the gates are shut: Not shared: no policy pack is in force.');
    expect(failuresOf(supposing.replace('packNotInForce', 'sleep')).join()).toContain('lapse "sleep"');
  });

  it('asks for the column that nobody receives as for any other', () => {
    const columns = (text: string): readonly string[] => failuresOf(`${TESTS}columns: { ${text} }\n`);
    expect(columns('family: [], public: []')).toEqual([]);
    expect(columns('nowhere: []')).toEqual(['the pack has no such column']);
    expect(columns('statistics: []')[0]).toBe('COORDINATOR receives it: write a test for it');
  });

  it.each([
    ['a misspelt key', 'expect:', 'expects:', '13:5: tests[0].expects: is an unknown key'],
    [
      'an unknown principal',
      '[school]',
      '[scholl]',
      '11:18: tests[0].principals[0]: "scholl" is not one of the principals',
    ],
    [
      'an unknown review',
      'review: open',
      'review: opne',
      '12:22: tests[0].asks[0].review: "opne" is not one of the reviews',
    ],
    [
      'a name given twice',
      'A school learns nothing later',
      'A school checks its records',
      'is the name of another test',
    ],
    ['no expectation', '    shut: at this stage\n', '', 'tests[1]: expects nothing'],
    ['a time that is none', "'2026-06-01T09:00:00Z'", 'noon', '2:6: now: is not an instant'],
  ])('is refused with its line for %s', (_what, passage, replacement, fault) => {
    const bytes = Buffer.from(testsWith(passage, replacement));
    const { tests, faults } = readPackTest({ file: 'pack_test.yaml', bytes });
    expect(tests).toBeNull();
    expect(faults.map(formatFault).join('\n')).toContain(fault);
  });
});

describe('a folder of packs', () => {
  it('has a fault for a pack without tests, and for one that does not load', () => {
    const folder = folderOf({
      'baseline/pack.yaml': packText('baseline'),
      'broken/pack.yaml': 'pack: broken\n',
    });
    const [untested, broken] = testPacksIn(folder, GATES_OF_REQUESTS);
    expect(untested?.faults.map(({ message }) => message)).toEqual([
      'is missing: write the tests of the pack',
    ]);
    expect(untested?.report).toBeNull();
    expect(broken?.pack).toBeNull();
    expect(broken?.faults.length).toBeGreaterThan(0);
  });
});
