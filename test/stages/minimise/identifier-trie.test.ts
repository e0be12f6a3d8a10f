import {
  fold,
  isEverydayName,
  tokensOf,
  trieOf,
  wordsOf,
} from '../../../src/stages/minimise/identifier-trie';

const words = (text: string): readonly string[] => tokensOf(text).map(({ word }) => word);
const always = (): boolean => true;
const first = <Value>(one: Value): Value => one;

describe('the words of a text', () => {
  it.each([
    ['Odo  Quill-Feather, 12', ['odo', 'quill', 'feather', '12']],
    ['NHS9990000018x', ['nhs', '9990000018', 'x']],
    ['Óttilie Ｑuill', ['ottilie', 'quill']],
    ['Otti\u200blie O\u00addo', ['ottilie', 'odo']],
    ['no ٩٩٩', ['no', '999']],
    ['a\u0301', ['a']],
    ['\u200b x', ['x']],
    ['1½', ['1']],
    ['', []],
  ])('of %p are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('say where they stand, and whether they have a capital', () => {
    expect(tokensOf('a Quill é')).toEqual([
      { word: 'a', start: 0, end: 1, lower: true },
      { word: 'quill', start: 2, end: 7, lower: false },
      { word: 'e', start: 8, end: 9, lower: true },
    ]);
  });

  it.each(
    Object.entries({
      ...{ rd: 'road', st: 'street', ave: 'avenue', av: 'avenue', cl: 'close', dr: 'drive', ln: 'lane' },
      ...{ ct: 'court', cres: 'crescent', gdns: 'gardens', pl: 'place', sq: 'square', ter: 'terrace' },
    }),
  )('have one spelling for %s and %s', (short, long) => {
    expect([fold(short), fold(short.toUpperCase()), fold(long)]).toEqual([long, long, long]);
  });
});

describe('a name that is an everyday word', () => {
  it.each(
    (
      'angel april art august autumn baker bank banks bell bill black book brook brown bush carpenter chance chase ' +
      'christian close cook cross daisy dale dawn day dean drew earl faith field fields fox frank gene grace grant ' +
      'gray green grey guy hall harmony harry hay head hill hope house hunt hunter iris ivy jack jasmine joy june ' +
      'justice king lane law lily little long love major mark marsh mason may mercy miles mill miller moss nick norm ' +
      'north page park parks patience pat pearl penny pike pool poppy porter potter power price prince ray read reed ' +
      'rich river rob robin rock rose ruby sandy short sky small south star stone storm sue summer sunny taylor terry ' +
      'victor violet wade walker wall ward waters webb west white will winter wood woods young bob bud chuck cliff ' +
      'dick dolly dot jet josh kit lance max min pip randy rod shell tab tan tilly tone van vet win'
    ).split(' '),
  )('is %s, also with an s behind it', (word) => {
    expect([isEverydayName(word), isEverydayName(`${word}s`)]).toEqual([true, true]);
  });

  it.each(['quill', 'quills', 'srose', 'rosey', 'rosex', '', 's'])('is not %p', (word) => {
    expect(isEverydayName(word)).toBe(false);
  });
});

describe('the words of an identifier', () => {
  it.each([
    ['Xi', []],
    ['Abe', ['abe']],
    ['Xi Li', ['xi', 'li']],
    ['--', []],
    ['', []],
  ])('of %p are %j', (identifier, expected) => {
    expect(wordsOf(identifier)).toEqual(expected);
  });

  it('are sixteen at the most', () => {
    expect(wordsOf('abc '.repeat(20))).toHaveLength(16);
  });
});

describe('the longest sequence of known words', () => {
  const trie = trieOf(
    [
      ['Odo', 'odo'],
      ['Odo Quill', 'whole'],
      ['Odo Quill Feather Lane', 'long'],
      ['Rose', 'rose'],
      ['Rose Lane', 'lane'],
    ],
    first,
  );
  const at = (text: string, from = 0, accepts: (value: string) => boolean = always) =>
    trie.longest(tokensOf(text), { from, accepts });

  it('is found from the word where it is looked for, and not before or after', () => {
    expect(at('Odo')).toEqual({ last: 0, value: 'odo' });
    expect(at('Odo Quill')).toEqual({ last: 1, value: 'whole' });
    expect(at('Odo Quill Feather Street')).toEqual({ last: 1, value: 'whole' });
    expect(at('Odo Quill Feather Ln x')).toEqual({ last: 3, value: 'long' });
    expect(at('x Odo')).toBeUndefined();
    expect(at('x Odo', 1)).toEqual({ last: 1, value: 'odo' });
    expect(at('Odo', 1)).toBeUndefined();
    expect(at('Quill')).toBeUndefined();
  });

  it('ends where more than three characters lie between two words', () => {
    expect(at('Odo,  Quill')).toEqual({ last: 1, value: 'whole' });
    expect(at('Odo,   Quill')).toEqual({ last: 0, value: 'odo' });
    expect(at('x        Odo', 1)).toEqual({ last: 1, value: 'odo' });
  });

  it('is one that is accepted', () => {
    expect(at('Odo Quill', 0, (value) => value === 'odo')).toEqual({ last: 0, value: 'odo' });
    expect(at('Odo Quill', 0, () => false)).toBeUndefined();
  });

  it('takes an everyday word for a name with a capital, or with the rest of the name behind it', () => {
    expect(at('Rose')).toEqual({ last: 0, value: 'rose' });
    expect(at('rose')).toBeUndefined();
    expect(at('odo')).toEqual({ last: 0, value: 'odo' });
    expect(at('rose lane')).toEqual({ last: 1, value: 'lane' });
  });

  it('may take a word for the nearest known one that it is meant for, where there is none of its own', () => {
    const asked: string[] = [];
    const meant = ({ word }: { readonly word: string }): readonly string[] => {
      asked.push(word);
      return word === 'quil' ? ['quilt', 'quill'] : [];
    };
    const longest = (text: string) => trie.longest(tokensOf(text), { from: 0, accepts: always, meant });
    expect(longest('Odo Quil')).toEqual({ last: 1, value: 'whole' });
    expect(longest('Odo Quill')).toEqual({ last: 1, value: 'whole' });
    expect(longest('Odo Xyzzy')).toEqual({ last: 0, value: 'odo' });
    expect(longest('Odo Quill Feather Lane End')).toEqual({ last: 3, value: 'long' });
    expect(asked).toEqual(['quil', 'xyzzy']);
  });

  it('is empty without an identifier that can be looked for, and merges what one stands for twice', () => {
    expect(trie.empty).toBe(false);
    for (const none of [[], [['Xi', 'x'] as const], [['', 'x'] as const]])
      expect(trieOf(none, first)).toMatchObject({ empty: true });
    const merged = trieOf(
      [
        ['Odo', 'a'],
        ['ODO', 'b'],
      ],
      (one, other) => one + other,
    );
    expect(merged.longest(tokensOf('odo'), { from: 0, accepts: always })?.value).toBe('ab');
    const unnamed = trieOf([['--', 'x']], first);
    expect(unnamed.longest(tokensOf('x'), { from: 0, accepts: always })).toBeUndefined();
  });
});
