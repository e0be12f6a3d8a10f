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
  const found = (text: string, accepts: (value: string) => boolean = always) =>
    trie.find(text, { accepts }).map(({ start, end, value }) => [text.slice(start, end), value]);

  it('is found wherever it begins, and none within another', () => {
    expect(found('Odo')).toEqual([['Odo', 'odo']]);
    expect(found('Odo Quill')).toEqual([['Odo Quill', 'whole']]);
    expect(found('Odo Quill Feather Street')).toEqual([['Odo Quill', 'whole']]);
    expect(found('Odo Quill Feather Ln x')).toEqual([['Odo Quill Feather Ln', 'long']]);
    expect(found('x Odo x')).toEqual([['Odo', 'odo']]);
    expect(found('Quill')).toEqual([]);
    expect(found('Odo Odo Quill, Rose')).toEqual([
      ['Odo', 'odo'],
      ['Odo Quill', 'whole'],
      ['Rose', 'rose'],
    ]);
  });

  it('ends where more than three characters lie between two words', () => {
    expect(found('Odo,  Quill')).toEqual([['Odo,  Quill', 'whole']]);
    expect(found('Odo,   Quill')).toEqual([['Odo', 'odo']]);
    expect(found('x        Odo')).toEqual([['Odo', 'odo']]);
  });

  it('is one that is accepted', () => {
    expect(found('Odo Quill', (value) => value === 'odo')).toEqual([['Odo', 'odo']]);
    expect(found('Odo Quill', () => false)).toEqual([]);
  });

  it('takes an everyday word for a name with a capital, or with the rest of the name behind it', () => {
    expect(found('Rose')).toEqual([['Rose', 'rose']]);
    expect(found('rose')).toEqual([]);
    expect(found('odo')).toEqual([['odo', 'odo']]);
    expect(found('rose lane')).toEqual([['rose lane', 'lane']]);
  });

  it('may take a word for the nearest known one that it is meant for, where there is none of its own', () => {
    const asked: string[] = [];
    const meant = ({ word }: { readonly word: string }): readonly string[] => {
      asked.push(word);
      return word === 'quil' ? ['quilt', 'quill'] : word === 'ode' ? ['odo', 'rose'] : [];
    };
    const nearest = (text: string) =>
      trie.find(text, { accepts: always, meant }).map(({ value, exact }) => [value, exact]);
    expect(nearest('Odo Quil')).toEqual([['whole', false]]);
    expect(nearest('Ode Quill')).toEqual([['whole', false]]);
    expect(nearest('Odo Quill')).toEqual([['whole', true]]);
    expect(nearest('Odo Xyzzy')).toEqual([['odo', true]]);
    expect(nearest('Odo Quil Feather')).toEqual([['whole', false]]);
    expect(nearest('Odo Quill Feather Lane End')).toEqual([['long', true]]);
    expect(asked).toEqual(['quil', 'ode', 'xyzzy', 'xyzzy', 'quil', 'feather', 'end']);
  });

  it('is none without an identifier that can be looked for, and merges what one stands for twice', () => {
    const all = (entries: readonly (readonly [string, string])[], text: string) =>
      trieOf(entries, (one, other) => one + other)
        .find(text, { accepts: always })
        .map(({ value }) => value);
    for (const none of ['Xi', '', '--']) expect(all([[none, 'x']], `x Xi -- ${none}`)).toEqual([]);
    expect(
      all(
        [
          ['Odo', 'a'],
          ['ODO', 'b'],
        ],
        'odo',
      ),
    ).toEqual(['ab']);
  });
});
