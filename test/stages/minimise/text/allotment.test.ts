import type { RoleLabel } from '../../../../src/reviews';
import {
  allotment,
  type Allotment,
  type Numbering,
  type RoleToAllot,
} from '../../../../src/stages/minimise/text/allotment';
import { fingerprintsFor } from '../../../../src/stages/minimise/text/fingerprints';

const prints = fingerprintsFor({ reviewKey: Buffer.alloc(32, 5), salt: Buffer.alloc(32, 6) });
const held = (...labels: readonly string[]): readonly RoleLabel[] =>
  labels.map((label, at) => ({ fingerprint: `held-${String(at)}`, label, allots: true }));
const of = (...labels: readonly string[]): Allotment => allotment(held(...labels), prints);

/** The labels of so many people of that role, one after the other. */
const labels = (to: Allotment, role: RoleToAllot, many: number): readonly string[] =>
  Array.from({ length: many }, (_, at) => to.label(`new-${String(at)}`, role));
const role = (name: string, numbering: Numbering): RoleToAllot => ({ role: name, numbering });
const CHILD = role('Child', 'LETTERS');
const MOTHER = role('Mother', 'UNLESS_FIRST');
const PERSON = role('Person', 'NUMBERS');

describe('the labels of a role', () => {
  it('have letters, and two letters after Z', () => {
    const all = labels(of(), CHILD, 26 + 26 * 26 + 2);
    expect(all.slice(0, 3)).toEqual(['Child A', 'Child B', 'Child C']);
    expect(all.slice(25, 28)).toEqual(['Child Z', 'Child AA', 'Child AB']);
    expect(all.slice(51, 53)).toEqual(['Child AZ', 'Child BA']);
    expect(all.slice(-3)).toEqual(['Child ZZ', 'Child AAA', 'Child AAB']);
  });

  it('have numbers from one', () => {
    expect(labels(of(), PERSON, 3)).toEqual(['Person 1', 'Person 2', 'Person 3']);
  });

  it('have nothing for the first where it is told so, and numbers from two then', () => {
    expect(labels(of(), MOTHER, 3)).toEqual(['Mother', 'Mother 2', 'Mother 3']);
  });

  it('end in what is printed behind the number, in brackets', () => {
    const to = of();
    expect(to.label('a', { ...CHILD, suffix: 'police' })).toBe('Child A (police)');
    expect(to.label('b', { ...PERSON, suffix: 'nhs' })).toBe('Person 1 (nhs)');
    expect(to.label('c', { ...MOTHER, suffix: 'x' })).toBe('Mother (x)');
    expect(to.label('d', { ...PERSON, suffix: '' })).toBe('Person 2');
  });

  it('count on over every suffix', () => {
    const to = of();
    const kinds = ['police', 'nhs', undefined, 'police'].map((suffix, at) =>
      to.label(`p-${String(at)}`, { ...role('Practitioner', 'NUMBERS'), ...(suffix && { suffix }) }),
    );
    expect(kinds).toEqual([
      'Practitioner 1 (police)',
      'Practitioner 2 (nhs)',
      'Practitioner 3',
      'Practitioner 4 (police)',
    ]);
  });

  it.each<readonly [string, RoleToAllot, readonly string[]]>([
    ['Person 5', PERSON, ['Person 6', 'Person 7']],
    ['Person 12 (police)', PERSON, ['Person 13', 'Person 14']],
    // Not a number of this role.
    ['Place 12', PERSON, ['Person 1', 'Person 2']],
    ['Persons 4', PERSON, ['Person 1', 'Person 2']],
    ['Person', PERSON, ['Person 1', 'Person 2']],
    ['Person unknown', PERSON, ['Person 1', 'Person 2']],
    // Letters and what has none for the first fill the gaps.
    ['Child B', CHILD, ['Child A', 'Child C']],
    ['Child A', CHILD, ['Child B', 'Child C']],
    ['Child 7', CHILD, ['Child A', 'Child B']],
    ['Mother 5', MOTHER, ['Mother', 'Mother 2']],
    ['Mother', MOTHER, ['Mother 2', 'Mother 3']],
  ])('go on after %p that the review holds', (label, next, expected) => {
    expect(labels(of(label), next, 2)).toEqual(expected);
  });

  it('go on after the highest number, in whatever order they are held', () => {
    expect(labels(of('Person 2', 'Person 9', 'Person 4'), PERSON, 1)).toEqual(['Person 10']);
  });
});

describe('whom a fingerprint stands for', () => {
  it('has the label that the review holds, whatever role is asked for', () => {
    const to = of('Mother');
    expect(to.known('held-0')).toBe('Mother');
    expect(to.label('held-0', CHILD)).toBe('Mother');
    expect(to.added()).toEqual([]);
  });

  it('has no label until it is allotted, and the same one from then on', () => {
    const to = of();
    expect(to.known('a')).toBeUndefined();
    expect([to.label('a', CHILD), to.label('a', CHILD), to.label('b', CHILD)]).toEqual([
      'Child A',
      'Child A',
      'Child B',
    ]);
    expect(to.known('a')).toBe('Child A');
    expect(to.added()).toEqual([
      { fingerprint: 'a', label: 'Child A', allots: true },
      { fingerprint: 'b', label: 'Child B', allots: true },
    ]);
  });

  it('is recognised by an alias too, which allots nothing', () => {
    const to = of('Mother');
    to.alias('a', 'Mother');
    expect(to.known('a')).toBe('Mother');
    expect(to.added()).toEqual([{ fingerprint: 'a', label: 'Mother', allots: false }]);
  });

  it('keeps the first label that it was given', () => {
    const to = of('Mother', 'Father');
    to.alias('held-0', 'Father');
    expect([to.known('held-0'), to.added()]).toEqual(['Mother', []]);
  });
});

const fingerprintsIn = (to: Allotment): readonly string[] => to.added().map(({ fingerprint }) => fingerprint);
const named = (...names: readonly (readonly string[])[]): readonly string[] => names.map(prints.name);

describe('a name under a label', () => {
  it.each<readonly [string, readonly (readonly string[])[]]>([
    ['Odo Quillfeather', [['odo', 'quillfeather'], ['odo'], ['quillfeather']]],
    // Fewer than three letters are too common.
    ['Al Quillfeather', [['al', 'quillfeather'], ['quillfeather']]],
    ["D'Y Quillfeather", [['d', 'y', 'quillfeather'], ['quillfeather']]],
    ["D'Ya Quillfeather", [['d', 'ya', 'quillfeather'], ['d', 'ya'], ['quillfeather']]],
    ['Mrs Quillfeather', [['mrs', 'quillfeather'], ['quillfeather']]],
    ['Quillfeather', [['quillfeather']]],
    ['?', []],
  ])('is recognised as a whole and by its parts: %p', (name, expected) => {
    const to = of('Mother');
    to.name(name, 'Mother');
    expect(fingerprintsIn(to)).toEqual(named(...expected));
    expect(to.added().every(({ label, allots }) => label === 'Mother' && !allots)).toBe(true);
  });
});

describe('names that the texts give', () => {
  it('are kept for people as a whole and by their parts, under the label without its brackets', () => {
    const to = of();
    expect(to.roles.person('Odo Quillfeather')).toBe('[Person 1]');
    const [whole, ...parts] = named(['odo', 'quillfeather'], ['odo'], ['quillfeather']);
    expect(to.added()).toEqual([
      { fingerprint: whole, label: 'Person 1', allots: true },
      ...parts.map((fingerprint) => ({ fingerprint, label: 'Person 1', allots: false })),
    ]);
  });

  it('are told apart as they are spoken of', () => {
    const { roles } = of();
    expect(roles.person('Jenkinson', { sex: 'M' })).toBe('[Person 1]');
    expect(roles.person('Jenkinson', { sex: 'F' })).toBe('[Person 2]');
    expect(roles.person('Adeyemi', { practitioner: true })).toBe('[Practitioner 1]');
  });

  it('are kept for places and organisations as a whole only', () => {
    const to = of();
    expect(to.roles.place('Nether Wallow')).toBe('[Place 1]');
    expect(to.roles.organisation('Oswald Fabrications')).toBe('[Organisation 1]');
    expect(to.added()).toEqual([
      { fingerprint: prints.name(['nether', 'wallow']), label: 'Place 1', allots: true },
      { fingerprint: prints.name(['oswald', 'fabrications']), label: 'Organisation 1', allots: true },
    ]);
  });

  it('have no number that the review holds, nor one that was allotted since', () => {
    const to = of('Person 4', 'Place 2', 'Practitioner 6 (police)');
    expect(to.roles.person('Odo Quillfeather')).toBe('[Person 5]');
    expect(to.label('x', PERSON)).toBe('Person 6');
    expect(to.roles.person('Carol Jenkinson')).toBe('[Person 7]');
    expect(to.roles.place('Nether Wallow')).toBe('[Place 3]');
    expect(to.roles.person('Adeyemi', { practitioner: true })).toBe('[Practitioner 7]');
  });

  it('have no number that a text has printed, and are known by a word from then on', () => {
    const { roles } = of();
    roles.reserve('[Person 3]');
    expect(roles.known('Odo')).toBeUndefined();
    expect(roles.person('Odo Quillfeather')).toBe('[Person 4]');
    expect(roles.known('Odo')).toBe('[Person 4]');
  });
});
