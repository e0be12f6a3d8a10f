import { LABELS } from '../../../../src/stages/minimise/text/kinds';
import { NOBODY } from '../../../../src/stages/minimise/text/lexicon';
import { blanked, wordsIn, type Word } from '../../../../src/stages/minimise/text/words';

/** Words of a text in which what stands in square brackets is masked, with itself for its label. */
function wordsOf(text: string): readonly Word[] {
  const labels = [...text.matchAll(/\[[^\]]+\]/gu)];
  return wordsIn(
    text,
    labels.map(({ 0: label, index }) => ({ start: index, end: index + label.length, label })),
  );
}

const textsOf = (text: string): readonly string[] => wordsOf(text).map((word) => word.text);

describe('a text with brackets over what is masked', () => {
  it.each([
    [[], 'Odo Quill'],
    [[[0, 3]], '[]] Quill'],
    [[[4, 9]], 'Odo []]]]'],
    [
      [
        [0, 1],
        [4, 6],
      ],
      '[do []ill',
    ],
    [
      [
        [0, 3],
        [3, 5],
      ],
      '[]][]uill',
    ],
  ])('has, with %p, as many as there were letters', (places, expected) => {
    const stretches = places.map(([start = 0, end = 0]) => ({ start, end }));
    expect(blanked('Odo Quill', stretches)).toBe(expected);
  });

  it.each([
    // Within the one before, as long as the one before, ending where it ends, of no length.
    [{ start: 1, end: 2 }],
    [{ start: 0, end: 3 }],
    [{ start: 2, end: 3 }],
    [{ start: 3, end: 3 }],
  ])('has one stretch where %p adds nothing to the one before', (within) => {
    expect(blanked('Odo Quill', [{ start: 0, end: 3 }, within])).toBe('[]] Quill');
  });

  it('has nothing twice where two stretches meet in part', () => {
    const stretches = [
      { start: 0, end: 3 },
      { start: 1, end: 6 },
    ];
    expect(blanked('Odo Quill', stretches)).toBe('[]][]]ill');
  });

  it('stays as it is where an empty stretch stands at its beginning', () => {
    expect(blanked('Odo', [{ start: 0, end: 0 }])).toBe('Odo');
  });
});

describe('a masked stretch among the words', () => {
  it('is one word that says nothing of itself', () => {
    expect(wordsOf('Odo [Person 1], rang')).toEqual([
      expect.objectContaining({ text: 'Odo', after: ' ' }),
      {
        text: '[x]',
        folded: '',
        start: 4,
        end: 14,
        capital: false,
        shouted: false,
        possessive: false,
        first: false,
        joined: true,
        masked: true,
        site: false,
        after: ', ',
        lead: '',
        sense: NOBODY,
      },
      expect.objectContaining({ text: 'rang', after: '' }),
    ]);
    expect(NOBODY).toEqual({ given: false, surname: false, place: false, common: false, past: false });
  });

  it.each([
    ['[address]', true],
    ['[postcode]', false],
    ['[Person 1]', false],
  ])('labelled %p is an address: %p', (label, site) => {
    expect(wordsOf(label)).toMatchObject([{ masked: true, site }]);
  });

  it('is no address where it has no label, and no word of the text is one', () => {
    expect(LABELS.ADDRESS).toBe('[address]');
    expect(wordsIn('Odo Quill', [{ start: 0, end: 3 }])).toMatchObject([
      { masked: true, site: false },
      { text: 'Quill', masked: false, site: false },
    ]);
  });

  it.each([
    ['[Person 1]', ['[x]']],
    ['[Person 1] [Place 1]', ['[x]', '[x]']],
    ['Odo met [Person 1] at [Place 1] today', ['Odo', 'met', '[x]', 'at', '[x]', 'today']],
    ['[Person 1], [Person 2] and Odo', ['[x]', '[x]', 'and', 'Odo']],
    ['Odo and [Person 1], [Person 2]', ['Odo', 'and', '[x]', '[x]']],
    ['[Person 1]Odo', ['[x]', 'Odo']],
    ['Odo[Person 1]', ['Odo', '[x]']],
    ['Zoë, [Person 1], Zoë', ['Zoë', '[x]', 'Zoë']],
  ])('stands in %p at its place from left to right', (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it('hides no word but those that it covers', () => {
    const words = wordsIn('Odo Quillfeather rang', [{ start: 4, end: 9, label: '[Person 1]' }]);
    expect(words.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['Odo', 0, 3],
      ['[x]', 4, 9],
      ['feather', 9, 16],
      ['rang', 17, 21],
    ]);
  });

  it.each([
    // text, first, joined
    ['[Person 1] Odo', false, true],
    ['[Person 1], Odo', false, false],
    ['[Person 1]. Odo', true, false],
    ['[Person 1]Odo', false, false],
  ])('has behind it in %p a word that is the first: %p; joined: %p', (text, first, joined) => {
    expect(wordsOf(text).at(-1)).toMatchObject({ text: 'Odo', first, joined });
  });

  it('has the characters of the text between itself and the next, and not brackets', () => {
    expect(wordsOf('A [Person 1] - [Place 1] 3').map(({ after }) => after)).toEqual([' ', ' - ', ' 3']);
  });
});
