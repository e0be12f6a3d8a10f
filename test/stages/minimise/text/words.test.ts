import { gapBefore, NO_WORD, wordAt, wordsIn, type Word } from '../../../../src/stages/minimise/text/words';

const textsOf = (text: string): readonly string[] => wordsIn(text, []).map((word) => word.text);

/** The last word of a text in which nothing is masked. */
function lastOf(text: string): Word {
  const last = wordsIn(text, []).at(-1);
  if (!last) throw new Error(`no word in ${text}`);
  return last;
}

describe('what stands outside of a text', () => {
  it('is a word that says nothing, and the first of a sentence of its own', () => {
    const words = wordsIn('Odo rang', []);
    expect([-1, 0, 1, 2].map((at) => wordAt(words, at))).toEqual([NO_WORD, ...words, NO_WORD]);
    const { sense, ...rest } = NO_WORD;
    expect(Object.values(sense)).toEqual([false, false, false, false, false]);
    expect(rest).toEqual({
      ...{ text: '', folded: '', start: 0, end: 0, after: '', lead: '' },
      ...{ capital: false, shouted: false, possessive: false, masked: false, site: false },
      ...{ first: true, joined: false },
    });
  });
});

describe('the words of a text', () => {
  it('have before the first of them what stands there, and nothing before the others', () => {
    expect(wordsIn('12, Odo rang', []).map(({ lead }) => lead)).toEqual(['12, ', '']);
    expect(gapBefore(wordsIn('12, Odo 4 rang', []), 0)).toBe('12, ');
    expect(gapBefore(wordsIn('12, Odo 4 rang', []), 1)).toBe(' 4 ');
    expect(gapBefore([], 0)).toBe('');
  });

  it('are no single letters of doors, in whatever script their numbers are', () => {
    const of = (text: string) => wordsIn(text, []).map((word) => word.text);
    expect(of('at 4b now')).toEqual(['at', 'now']);
    expect(of('at ٤b now')).toEqual(['at', 'now']);
    expect(of('at 4bc, 4b’c, 4 b and 4b-c')).toEqual(['at', 'bc', 'b’c', 'b', 'and', 'b-c']);
    expect(of("at 4b'c, 4 b and 4b2")).toEqual(['at', "b'c", 'b', 'and', 'b2']);
  });

  it.each([
    ['', []],
    ['12 / 34', []],
    ['Odo rang', ['Odo', 'rang']],
    ["O'Quill and St-Odo", ["O'Quill", 'and', 'St-Odo']],
    ["the Odos' bag, Ann- and 'Bo", ['the', 'Odos', 'bag', 'Ann', 'and', 'Bo']],
    ["Odo-3 and Odo'3", ['Odo', 'and', 'Odo']],
    ['Odo--Ann', ['Odo', 'Ann']],
    ['R2d2 at 4b', ['R2d2', 'at']],
    ['Odo_Ann/Bo', ['Odo', 'Ann', 'Bo']],
  ])('are, in the plain text %p, letters with digits, apostrophes and hyphens within', (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it.each([
    ['Zoë rang', ['Zoë', 'rang']],
    ['rang Zoë', ['rang', 'Zoë']],
    ['ΠΑΦΟΣ', ['ΠΑΦΟΣ']],
    ['Zoe\u0308 rang', ['Zoe\u0308', 'rang']],
    ['\u0308Zoe', ['\u0308Zoe']],
    ["Zoë O’Quill, O'Quill and É-Odo", ['Zoë', 'O’Quill', "O'Quill", 'and', 'É-Odo']],
    ['Zoë’ and Zoë- ’Odo', ['Zoë', 'and', 'Zoë', 'Odo']],
    ['Zoë-3 and Zoë’3', ['Zoë', 'and', 'Zoë']],
    ['Zoë--Odo', ['Zoë', 'Odo']],
    ['é2d٣ at 4b', ['é2d٣', 'at']],
    ['Zoë_Odo/Bo', ['Zoë', 'Odo', 'Bo']],
  ])('are in the text %p those of every script, with their marks', (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it('tell where they stand, what they are in small letters, and what is behind them', () => {
    expect(wordsIn('My Odo, Zoë’s 3!', [])).toMatchObject([
      { text: 'My', folded: 'my', start: 0, end: 2, after: ' ', possessive: false },
      { text: 'Odo', folded: 'odo', start: 3, end: 6, after: ', ', possessive: false },
      { text: 'Zoë', folded: 'zoë', start: 8, end: 11, after: '’s 3!', possessive: true },
    ]);
  });

  it('are folded to one way of writing letters with their marks', () => {
    expect(lastOf('ZOE\u0308')).toMatchObject({ text: 'ZOE\u0308', folded: 'zo\u00eb' });
  });

  it.each([
    ['Odo rang Carol', { given: true, place: false }],
    ['Odo left Preston', { place: true }],
    ['Odo was told', { common: true }],
    ['Odo Quillfeather', { given: false, surname: false, place: false, common: false, past: false }],
  ])('have, as the last of %p, what the lexicon says of them', (text, sense) => {
    expect(lastOf(text).sense).toMatchObject(sense);
  });
});

describe('a possessive', () => {
  it.each([
    ["Odo's", 'Odo'],
    ['Odo’s', 'Odo'],
    ["ODO'S", 'ODO'],
    ["A's", 'A'],
  ])('is no part of the word in %p', (text, expected) => {
    expect(lastOf(text)).toMatchObject({ text: expected, end: expected.length, possessive: true });
  });

  it.each(["O'Sixby", "Odo's-Ann", 'Odos', "Odo't", 'Ys'])('is not seen in %p', (text) => {
    expect(lastOf(text)).toMatchObject({ text, possessive: false });
  });
});

describe('capital letters', () => {
  it.each([
    // text, a capital at the beginning, capitals alone
    ['Odo', true, false],
    ['odo', false, false],
    ['iOdo', false, false],
    ['oDO', false, false],
    ['ODO', true, true],
    ['OD', true, true],
    ['O', true, false],
    ['O1', true, false],
    ['O1D', true, true],
    ["O'DO-AN", true, true],
    ["O'Do", true, false],
    ['ODo', true, false],
    ['ÉLÖ', true, true],
    ['Élö', true, false],
    ['élö', false, false],
    ['\u{10414}\u{1043c}', true, false],
    ['\u{10414}\u{10415}', true, true],
    ['ªOD', false, false],
  ])('are told of %p: at the beginning %p, throughout %p', (text, capital, shouted) => {
    expect(lastOf(text)).toMatchObject({ text, capital, shouted });
  });
});

describe('the first word of a sentence, line or quotation', () => {
  it('is the first of the text, which is joined to nothing', () => {
    expect(wordsIn('  Odo Quill', []).map(({ first, joined }) => [first, joined])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it.each([
    'He ran. Odo',
    'He ran! Odo',
    'He ran? Odo',
    'He said: Odo',
    'He ran; Odo',
    'He ran\nOdo',
    'He ran\n\nOdo',
    'He said "Odo',
    'He said “Odo',
    'He ran” Odo',
    'He ran (Odo',
    'He ran | Odo',
    'He ran > Odo',
    'He ran * Odo',
    'He ran • Odo',
    'He ran - Odo',
    'He ran\t-\tOdo',
    'He ran.Odo',
    'He ran 3. Odo',
  ])('is the last one of %p, which is not joined to the one before', (text) => {
    expect(lastOf(text)).toMatchObject({ text: 'Odo', first: true, joined: false });
  });

  it.each([
    'He ran, Odo',
    'He ran,Odo',
    'He ran/Odo',
    'He ran) Odo',
    'He ran ‘Odo',
    "He ran 'Odo",
    'He ran -Odo',
    'He ran- Odo',
    'He ran 3 Odo',
    'He ran – Odo',
    'He ran & Odo',
  ])('is not the last one of %p, though something stands between', (text) => {
    expect(lastOf(text)).toMatchObject({ text: 'Odo', first: false, joined: false });
  });
});

describe('a word that is joined to the one before', () => {
  it.each([
    'Ann Odo',
    'Ann  Odo',
    'Ann\tOdo',
    'Ann \tOdo',
    'Ann\u00a0Odo',
    'Ann\u00a0\u00a0Odo',
    'A Odo',
    'A. Odo',
    'A.Odo',
    'A.\tOdo',
    'é. Odo',
  ])('has nothing but a space or two, or the dot of an initial, before it in %p', (text) => {
    expect(lastOf(text)).toMatchObject({ text: 'Odo', first: false, joined: true });
  });

  it.each([
    // text, first of its sentence
    ['Ann   Odo', false],
    ['A.  Odo', false],
    ['A.. Odo', true],
    ['A! Odo', true],
    ['A.) Odo', true],
    ['A, Odo', false],
    ['Ab. Odo', true],
    ['Ab.Odo', true],
    ['Ann (Odo', true],
    ['Ann ,Odo', false],
    ['Ann 3 Odo', false],
  ])('is not the last one of %p; that it begins a sentence is %p', (text, first) => {
    expect(lastOf(text)).toMatchObject({ text: 'Odo', first, joined: false });
  });

  it.each(['Mr', 'Mrs', 'Ms', 'Dr', 'Prof', 'Rev', 'Sgt', 'St', 'Cllr', 'Fr', 'mr', 'DR'])(
    'may be that after %p and a dot, which ends no sentence',
    (title) => {
      expect(lastOf(`He saw ${title}. Odo`)).toMatchObject({ text: 'Odo', first: false, joined: true });
    },
  );

  it.each(['Mrsa', 'Amr', 'Mrr', 'Drs', 'Adr', 'Odr', 'Miss', 'Pr'])(
    'is not that after %p and a dot, which ends a sentence',
    (word) => {
      expect(lastOf(`He saw ${word}. Odo`)).toMatchObject({ text: 'Odo', first: true, joined: false });
    },
  );
});
