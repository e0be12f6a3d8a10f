import type { RoleLabel } from '../../../../src/reviews';
import { fingerprintsFor } from '../../../../src/stages/minimise/text/fingerprints';
import { remembered } from '../../../../src/stages/minimise/text/remembered';

const prints = fingerprintsFor({ reviewKey: Buffer.alloc(32, 5), salt: Buffer.alloc(32, 6) });
const label = (name: string, of: string): RoleLabel => ({
  fingerprint: prints.name(name.split(' ')),
  label: of,
  allots: true,
});
const found = (text: string, ...held: readonly RoleLabel[]): readonly (readonly [string, string])[] =>
  remembered(held, prints)
    .find(text)
    .map(({ start, end, label: printed }) => [text.slice(start, end), printed]);

const ODO = label('odo quillfeather', 'Father');

describe('what an earlier answer printed under a role', () => {
  it('is found again with its place and as it was', () => {
    expect(remembered([ODO], prints).find('So ODO Quillfeather rang.')).toEqual([
      { start: 3, end: 19, kind: 'NAME', label: '[Father]', exact: true },
    ]);
  });

  it.each([
    ['Place 1', 'PLACE'],
    ['Place', 'NAME'],
    ['Birth Place 1', 'NAME'],
    ['Placement officer 1', 'NAME'],
    ['Organisation 1', 'ORGANISATION'],
    ['Organisational lead 1', 'NAME'],
    ['First Organisation 1', 'NAME'],
    ['Person 1', 'NAME'],
    ['Practitioner 1 (police)', 'NAME'],
  ])('has the kind that its label tells: %p is a %s', (of, kind) => {
    expect(remembered([label('netherwallow', of)], prints).find('Netherwallow')).toMatchObject([
      { kind, label: `[${of}]` },
    ]);
  });

  it.each([
    ['Odo Quillfeather', true],
    ['Odo, Quillfeather', true],
    ['Odo -  Quillfeather', false],
    ['Odo   Quillfeather', true],
    ['Odo    Quillfeather', false],
    ['Odo and Quillfeather', false],
    ['Quillfeather Odo', false],
    ['Odo', false],
    ['Odo Okonjowe', false],
    ['Odo Okonjowe Quillfeather', false],
    ['Quillfeather', false],
  ])('is found by all its words in order, three characters apart at most: %p', (text, is) => {
    expect(found(text, ODO)).toEqual(is ? [[text, '[Father]']] : []);
  });

  it('has its words apart by three characters each', () => {
    const three = label('odo ann quillfeather', 'Father');
    expect(found('Odo   Ann   Quillfeather', three)).toHaveLength(1);
    expect(found('Odo Ann    Quillfeather', three)).toEqual([]);
    expect(found('Odo    Ann Quillfeather', three)).toEqual([]);
  });

  it('is the longest of the names that begin alike, in whatever order they are held', () => {
    const held = [
      label('odo', 'Person 1'),
      ODO,
      label('odo ann', 'Person 2'),
      label('odo ann okonjowe', 'Person 3'),
    ];
    const text = 'Odo Ann Okonjowe, Odo Ann; Odo Quillfeather. Then Odo';
    const expected = [
      ['Odo Ann Okonjowe', '[Person 3]'],
      ['Odo Ann', '[Person 2]'],
      ['Odo Quillfeather', '[Father]'],
      ['Odo', '[Person 1]'],
    ];
    expect(found(text, ...held)).toEqual(expected);
    expect(found(text, ...[...held].reverse())).toEqual(expected);
  });

  it('is looked for behind what was found, and not within it', () => {
    const twice = label('odo odo', 'Person 1');
    expect(found('Odo Odo Odo Odo Odo', twice).map(([text]) => text)).toEqual(['Odo Odo', 'Odo Odo']);
    expect(found('Odo Quillfeather Quillfeather', ODO, label('quillfeather', 'Mother'))).toEqual([
      ['Odo Quillfeather', '[Father]'],
      ['Quillfeather', '[Mother]'],
    ]);
  });

  it('is nothing where nothing is held, or no name', () => {
    expect(found('Odo rang.')).toEqual([]);
    const party = { fingerprint: 's:quillfeather', label: 'Child A', allots: true };
    expect(found('Odo Quillfeather rang.', party)).toEqual([]);
    expect(found('Odo Quillfeather rang.', party, ODO)).toHaveLength(1);
  });
});

describe('a single word that is remembered', () => {
  it.each([
    // Names that are words of the language, in one way or another.
    ['Rose', 'rose'],
    ['Jack', 'jack'],
    ['Poppy', 'poppy'],
    ['Garden', 'garden'],
    ['School', 'school'],
    ['Harrys', 'harrys'],
    ['Jasmines', 'jasmines'],
    ['Violets', 'violets'],
  ])('%p is taken for itself in small letters', (name, plain) => {
    const held = label(plain, 'Person 1');
    expect(found(`the ${name} there`, held)).toEqual([[name, '[Person 1]']]);
    expect(found(`the ${name.toUpperCase()} there`, held)).toHaveLength(1);
    expect(found(`the ${plain} there`, held)).toEqual([]);
  });

  it('is masked in small letters where it is no word of the language', () => {
    expect(found('then quillfeather rang', label('quillfeather', 'Person 1'))).toHaveLength(1);
  });

  it('is masked in small letters with the name’s other words', () => {
    expect(found('then rose garden rang', label('rose garden', 'Person 1'))).toEqual([
      ['rose garden', '[Person 1]'],
    ]);
  });
});

describe('the labels that are remembered', () => {
  it('are all that are held, once each and with their brackets', () => {
    const held = [ODO, label('odo', 'Father'), { fingerprint: 's:x', label: 'Child A', allots: true }];
    expect(remembered(held, prints).labels).toEqual(['[Father]', '[Child A]']);
    expect(remembered([], prints).labels).toEqual([]);
  });
});
