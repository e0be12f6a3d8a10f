import { knownInText, type TextPerson } from '../../../../src/stages/minimise/text';
import { UNNAMED } from '../../../../src/stages/minimise/text/known-in-text';

/** What is found, as it stands in the text, and what would be printed. */
const found = (text: string, ...people: readonly TextPerson[]): readonly (readonly [string, string])[] =>
  knownInText(people)
    .find(text)
    .map(({ start, end, label }) => [text.slice(start, end), label]);

const OTTILIE: TextPerson = {
  label: 'Child A',
  names: ['Ottilie Rose Ferncombe'],
  dateOfBirth: '2015-03-12',
  addresses: [{ lines: ['4 Elm Road', 'Nether Wallow'], postcode: 'PR1 8XJ' }],
  contacts: ['07700 900123', '@ottilie_f'],
};
const MOTHER: TextPerson = { label: 'Mother', names: ['Jennifer Quillfeather'] };
const FATHER: TextPerson = { label: 'Father', names: ['Odo Quillfeather'] };

describe('what is known of a person', () => {
  it.each([
    ['Ottilie', 'NAME', '[Child A]'],
    ['12 March 2015', 'DATE_OF_BIRTH', '[date of birth]'],
    ['4 Elm Road', 'KNOWN_ADDRESS', '[address]'],
    ['PR1 8XJ', 'POSTCODE', '[postcode]'],
    ['07700 900123', 'CONTACT', '[contact]'],
  ])('is found with its place, its kind and its label: %p is a %s', (written, kind, label) => {
    const span = { start: 3, end: 3 + written.length, kind, label, exact: true };
    expect(knownInText([OTTILIE]).find(`on ${written} so`)).toEqual([span]);
  });

  it('is found from left to right, the longest first, and nothing of it twice', () => {
    expect(found('Ottilie Rose Ferncombe and Rose, at 4 Elm Road PR1 8XJ', OTTILIE)).toEqual([
      ['Ottilie Rose Ferncombe', '[Child A]'],
      ['Rose', '[Child A]'],
      ['4 Elm Road', '[address]'],
      ['PR1 8XJ', '[postcode]'],
    ]);
  });

  it('is found for every name that somebody has', () => {
    const two: TextPerson = { label: 'Mother', names: ['Jennifer Quillfeather', 'Jennifer Okonjowe'] };
    expect(found('Quillfeather or Okonjowe', two).map(([word]) => word)).toEqual([
      'Quillfeather',
      'Okonjowe',
    ]);
  });

  it('is nothing where nobody is known or the text has nothing of it', () => {
    expect(found('Ottilie rang.')).toEqual([]);
    expect(found('The school rang.', OTTILIE)).toEqual([]);
    expect(found('', OTTILIE)).toEqual([]);
  });

  it('is told by initials too, where somebody is spoken of', () => {
    expect(found('JQ said so.', MOTHER)).toEqual([['JQ', '[Mother]']]);
    expect(found('The JQ form.', MOTHER)).toEqual([]);
  });
});

describe('the halves of a postcode', () => {
  const at = (postcode: string | null | undefined): TextPerson => ({
    ...{ label: 'Child A', names: ['Ottilie Ferncombe'] },
    addresses: [{ lines: [], ...(postcode !== undefined && { postcode }) }],
  });

  it.each([
    ['PR1 8XJ', 'PR1 and not 8XJ', ['PR1', '8XJ']],
    ['PR1  8XJ', 'PR1 and not 8XJ', ['PR1', '8XJ']],
    [' P R 1 8 X J ', 'PR1 and not 8XJ', ['PR1', '8XJ']],
    ['PR18XJ', 'PR1 and not 8XJ', ['PR1', '8XJ']],
    ['PR11 8XJ', 'PR11, PR1 and 8XJ', ['PR11', '8XJ']],
    // Five characters are the shortest whole one.
    ['M1 1ZZ', 'M1 and not 1ZZ', ['M1', '1ZZ']],
    ['PR18', 'P and not R18 of PR1', []],
    ['PR1', 'PR1', []],
    ['', 'PR1', []],
    [null, 'PR1', []],
    [undefined, 'PR1', []],
  ])('of %p are found apart in %p', (postcode, text, expected) => {
    expect(found(text, at(postcode))).toEqual(expected.map((half) => [half, '[postcode]']));
  });

  it('have the kind of a whole one', () => {
    const halves = knownInText([at('PR1 8XJ')]).find('PR1, then 8XJ');
    expect(halves.map(({ kind }) => kind)).toEqual(['POSTCODE', 'POSTCODE']);
  });
});

describe('what several people of the review share', () => {
  const same = (label: string): TextPerson => ({
    label,
    names: [`Zeb${label.replace(/ /gu, '')} Quillfeather`],
  });
  const shared = (...labels: readonly string[]): string | undefined =>
    found('Quillfeather', ...labels.map(same))[0]?.[1];
  const unnamed = (last: string): string => `${UNNAMED} 0198a000-${last}`;

  it.each([
    [['Mother'], '[Mother]'],
    [['Mother', 'Mother'], '[Mother]'],
    [['Mother', 'Father'], '[Mother or Father]'],
    [['Father', 'Mother'], '[Father or Mother]'],
    [['Mother', 'Father', 'Mother'], '[Mother or Father]'],
    [['Mother', 'Father', 'Father', 'Mother'], '[Mother or Father]'],
    [['Mother', 'Father', 'Child A'], '[Person of this review]'],
    [['Mother', 'Father', 'Child A', 'Child B'], '[Person of this review]'],
  ])('is printed for %j as %p', (labels, expected) => {
    expect(shared(...labels)).toBe(expected);
  });

  it.each([
    [[unnamed('a'), 'Mother'], '[Mother]'],
    [['Mother', unnamed('a')], '[Mother]'],
    [['Mother', unnamed('a'), 'Father'], '[Mother or Father]'],
    [[unnamed('a')], `[${unnamed('a')}]`],
    [[unnamed('a'), unnamed('b')], `[${unnamed('b')}]`],
  ])('tells nothing of whoever has no label yet: %j', (labels, expected) => {
    expect(shared(...labels)).toBe(expected);
  });

  it('is what the first has, where it is a name for one and something else for the other', () => {
    const contact: TextPerson = { label: 'Mother', names: [], contacts: ['Quillfeather'] };
    expect(found('Quillfeather', contact, FATHER)).toEqual([['Quillfeather', '[contact]']]);
    expect(found('Quillfeather', FATHER, contact)).toEqual([['Quillfeather', '[Father]']]);
    expect(found('Odo', contact, FATHER)).toEqual([['Odo', '[Father]']]);
  });
});

describe('what is misspelt', () => {
  const exactness = (
    text: string,
    ...people: readonly TextPerson[]
  ): readonly (readonly [string, boolean])[] =>
    knownInText(people)
      .find(text)
      .map(({ start, end, exact }) => [text.slice(start, end), exact]);

  it.each([
    ['Ottilie', true],
    ['Otilie', false],
    ['Ottilie Ferncombe', true],
    ['Ottilie Ferncmbe', false],
    ['Otilie Ferncombe', false],
    ['4 Elm Road', true],
    ['4 Elm Raod', false],
    ['12 March 2015', true],
    ['12 Mrach 2015', false],
  ])('is found, and told from what is exact: %p', (text, exact) => {
    expect(exactness(text, OTTILIE)).toEqual([[text, exact]]);
  });

  it('is not looked for with short forms, which are guesses already', () => {
    expect(exactness('Jenny', MOTHER)).toEqual([['Jenny', true]]);
    expect(exactness('Jenky', MOTHER)).toEqual([]);
    expect(exactness('Jenifer', MOTHER)).toEqual([['Jenifer', false]]);
  });

  it('is not looked for with titles, which name nobody', () => {
    const titled: TextPerson = { label: 'Practitioner 1', names: ['Doctor Quillfeather'] };
    expect(exactness('Doctors and Doctr Quillfether', titled)).toEqual([['Quillfether', false]]);
  });
});

describe('the labels that a finder prints', () => {
  it('are those of people, alone and by two, those of kinds, and that of anybody', () => {
    const { labels } = knownInText([OTTILIE, MOTHER]);
    expect([...labels].sort()).toEqual(
      [
        ...['[Child A]', '[Mother]', '[Child A or Mother]', '[Mother or Child A]', '[Person of this review]'],
        ...['[Child A or Child A]', '[Mother or Mother]'],
        ...['[address]', '[contact]', '[date of birth]', '[postcode]'],
      ].sort(),
    );
  });

  it('are that of anybody where nobody is known', () => {
    expect(knownInText([]).labels).toEqual(['[Person of this review]']);
  });
});
