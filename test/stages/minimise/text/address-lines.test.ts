import { addressLinesIn } from '../../../../src/stages/minimise/text/address-lines';
import { wordsIn } from '../../../../src/stages/minimise/text/words';

/** The lines of a text in which what stands in square brackets is masked, with itself for its label. */
function linesOf(text: string): readonly string[] {
  const labels = [...text.matchAll(/\[[^\]]+\]/gu)];
  const stretches = labels.map(({ 0: label, index }) => ({ start: index, end: index + label.length, label }));
  return addressLinesIn(wordsIn(text, stretches)).map(({ start, end }) => text.slice(start, end));
}

const spaces = (count: number): string => ' '.repeat(count);

describe('a flat, suite or box with its number', () => {
  it.each(['Flat', 'apartment', 'Apt', 'SUITE', 'unit', 'Box', 'postbox'])('is an address by %p', (unit) => {
    expect(linesOf(`He is in ${unit} 3 now.`)).toEqual([`${unit} 3`]);
    expect(linesOf(`He is in ${unit} now.`)).toEqual([]);
  });

  it.each(['Flat 3', 'Flat 3 ', 'Flat #3', 'Flat. 3', 'Flat.3', 'Flat. #3', 'Flat#3', 'Flat 1234567'])(
    'is one as written in %p',
    (text) => {
      expect(linesOf(text)).toEqual([text.trim()]);
    },
  );

  it.each(['', 'He has lived for a while now in '])(
    'goes on for eight words at most, behind %p',
    (before) => {
      const line = 'Flat 3 Alo Blo Clo Dlo Elo Flo Glo Hlo';
      expect(linesOf(`${before}${line} Ilo Jlo`)).toEqual([line]);
    },
  );

  it.each([
    'The flat, 3 rooms, was cold.',
    'The flat had 3 rooms.',
    'The flat (3 rooms) was cold.',
    'Room 3 was cold.',
    'Flat',
    'He saw it. 3 of them went.',
  ])('is none, without a number right behind it, in %p', (text) => {
    expect(linesOf(text)).toEqual([]);
  });

  it.each([
    ['Flat 3) was', 'Flat 3'],
    ['Flat 3, was', 'Flat 3'],
    ['Flat 3 (4 rooms)', 'Flat 3'],
    ['Flat 3. It was', 'Flat 3'],
  ])('is one in %p and no more', (text, expected) => {
    expect(linesOf(text)).toEqual([expected]);
  });
});

describe('what goes on behind a flat', () => {
  it.each([
    'Flat 3, Puruntie',
    'Flat 3 Puruntie',
    'Flat 3\nPuruntie',
    'Flat 3,\n Puruntie',
    'Flat 3>Puruntie',
    'Flat 3 ? Puruntie',
    'Flat 3. Puruntie',
    'Flat 3, 14 Puruntie',
    'Flat 3, #14 Puruntie',
    'Flat 3 #14, Puruntie',
    'Flat 1234, Puruntie',
    'Flat 1, 2, 3, Puruntie',
    `Flat 3${spaces(12)}Puruntie`,
    'Flat 3B, Puruntie',
    'Flat 3, Nether Wallow, Puruntie',
    'Flat 3, Nether Wallow 12, Puruntie 5',
    'Flat 3, Puruntie #12',
    'Flat 3, Puruntie,12',
    `Flat 3, Puruntie${spaces(12)}12`,
    'Flat 3, Puruntie 1234567',
    'Flat 3, suite 4',
    'Flat 3, box 7, Puruntie',
    'Flat 3 Carol',
    'Flat 3.Carol',
    'Flat 3 Garden Puruntie',
    'Flat 3/2, 14 Puruntie',
    'Flat 3, 12-14 Puruntie 12/1234',
    'Flat 12-14b',
    'Flat 123456789',
    'Flat 3b, Puruntie 46b',
    'Flat   3, Puruntie',
    '14 Puruntie Flat 3',
    '14b Puruntie Carol Flat 3',
    'Flat 3, Rue de la Puruntie',
  ])('is of its address in %p', (text) => {
    expect(linesOf(text)).toEqual([text]);
  });

  it.each([
    ['Flat 3, Puruntie (12', 'Flat 3, Puruntie'],
    ['Flat 3, Puruntie 12/5/19', 'Flat 3, Puruntie'],
    ['Flat 3, Puruntie 12-5-19', 'Flat 3, Puruntie'],
    ['Flat 3, Puruntie 12/12345', 'Flat 3, Puruntie'],
    ['Flat 3, Puruntie 12٣', 'Flat 3, Puruntie'],
    ['Flat 3, Puruntie 1234567890', 'Flat 3, Puruntie'],
    [`Flat 3, Puruntie${spaces(13)}12`, 'Flat 3, Puruntie'],
    ['Flat 3, Puruntie 12)', 'Flat 3, Puruntie 12'],
    ['Flat 3 (Puruntie', 'Flat 3'],
    ['Flat 3) Puruntie', 'Flat 3'],
    ['Flat 3 - Puruntie', 'Flat 3'],
    [`Flat 3${spaces(13)}Puruntie`, 'Flat 3'],
    ['Flat 1 2 3 4 Puruntie', 'Flat 1'],
    ['Flat 3, puruntie', 'Flat 3'],
    ['Flat 3, Mrs Puruntie', 'Flat 3'],
    ['Flat 3, Nurse Puruntie', 'Flat 3'],
    ['Flat 3, [Person 1]', 'Flat 3'],
  ])('is no more than that in %p', (text, expected) => {
    expect(linesOf(text)).toEqual([expected]);
  });

  it.each([
    // What a new part begins with is no given name and no word of the language, but for towns that are words.
    ['Flat 3, Carol', 'Flat 3'],
    ['Flat 3\nCarol', 'Flat 3'],
    ['Flat 3. Carol', 'Flat 3'],
    ['Flat 3, Nelson', 'Flat 3'],
    ['Flat 3, Garden', 'Flat 3'],
    ['Flat 3, Garden Puruntie', 'Flat 3'],
    ['Flat 3\nGarden Puruntie', 'Flat 3'],
    ['Flat 3. Garden Puruntie', 'Flat 3'],
    ['Flat 3, Hull', 'Flat 3, Hull'],
    ['Flat 3\nHull', 'Flat 3\nHull'],
    // First words of the names of places are words of the language.
    ['Flat 3, Great Puruntie', 'Flat 3, Great Puruntie'],
    ['Flat 3, Great, Puruntie', 'Flat 3'],
    ['Flat 3, Great puruntie', 'Flat 3'],
    ['Flat 3, Great', 'Flat 3'],
    // Words of the language at the end are of what comes next, but with a number.
    ['Flat 3 Puruntie Garden', 'Flat 3 Puruntie'],
    ['Flat 3 Puruntie Garden Tower', 'Flat 3 Puruntie'],
    ['Flat 3 Puruntie Garden 12', 'Flat 3 Puruntie Garden 12'],
    ['Flat 3 Puruntie Garden, Tower 12', 'Flat 3 Puruntie'],
    ['Flat 3 Puruntie Hull', 'Flat 3 Puruntie Hull'],
    ['Flat 3 Today', 'Flat 3'],
    // Somebody does something.
    ['Flat 3, Okonjowe said so', 'Flat 3'],
    ['Flat 3 Okonjowe said so', 'Flat 3'],
    ['Flat 3, Okonjowe with him', 'Flat 3, Okonjowe'],
    ['Flat 3, Puruntie. Said so', 'Flat 3, Puruntie'],
    ['Flat 3, suite 4 was cold', 'Flat 3, suite 4'],
    // Particles, before a capital letter.
    ['Flat 3, Rue de Puruntie', 'Flat 3, Rue de Puruntie'],
    ['Flat 3, Rue de, Puruntie', 'Flat 3, Rue'],
    ['Flat 3, Rue de puruntie', 'Flat 3, Rue'],
    ['Flat 3, Rue near Puruntie', 'Flat 3, Rue'],
    ['Flat 3, Rue de', 'Flat 3, Rue'],
  ])('is told, in %p, by its words', (text, expected) => {
    expect(linesOf(text)).toEqual([expected]);
  });

  it('is eight words at most', () => {
    const eight = 'Flat 3 Nether Wallow Puruntie Lumijoki Oswaldine Netherlo Pranthe Xyzab';
    expect(linesOf(`${eight} Dree`)).toEqual([eight]);
    expect(linesOf(eight)).toEqual([eight]);
  });
});

describe('what stands before a flat', () => {
  it.each([
    '14 Flat 3',
    '14 Puruntie Flat 3',
    '14, Puruntie Flat 3',
    '14. Puruntie Flat 3',
    '14., Puruntie Flat 3',
    '14\nPuruntie Flat 3',
    '14>Puruntie Flat 3',
    '14? Puruntie Flat 3',
    '1 2 Puruntie Flat 3',
    '1, 2, 3 Puruntie Flat 3',
    '123456 Puruntie Flat 3',
    `14${spaces(12)}Puruntie Flat 3`,
    '14 Nether Wallow Puruntie Flat 3',
    '14 Rue de Puruntie Flat 3',
    'Puruntie 12 Flat 3',
    'Nether Wallow 12, Flat 3',
    '14 Nether Wallow 12 Flat 3',
    '14 Carol Flat 3',
    '14 Carol Puruntie Flat 3',
    '14 Puruntie Jones Flat 3',
    '14 Jones Carol Flat 3',
  ])('is of its address, with its number, in %p', (line) => {
    expect(linesOf(`he is at ${line} now`)).toEqual([line]);
  });

  it.each([
    ['Puruntie Flat 3', 'Flat 3'],
    ['he is at Puruntie Flat 3', 'Flat 3'],
    ['he is at 14,Puruntie Flat 3', 'Flat 3'],
    ['he is at 14 (Puruntie Flat 3', 'Flat 3'],
    ['he is at 14) Puruntie Flat 3', 'Flat 3'],
    [`he is at 14${spaces(13)}Puruntie Flat 3`, 'Flat 3'],
    ['he is at 1234567 Puruntie Flat 3', 'Flat 3'],
    ['he has 0 1 2 3 Puruntie Flat 4', '1 2 3 Puruntie Flat 4'],
    ['he is at 14 Puruntie, Flat 3', 'Flat 3'],
    ['he is at 14 Nether, Puruntie Flat 3', 'Flat 3'],
    ['he is at Nether 14 Puruntie Flat 3', '14 Puruntie Flat 3'],
    ['he is at 14 puruntie Flat 3', 'Flat 3'],
    ['he saw 14 Mrs Puruntie Flat 3', 'Flat 3'],
    ['he saw 14 Dr Puruntie Flat 3', 'Flat 3'],
    ['he saw 14 [Person 1] Flat 3', 'Flat 3'],
    ['he saw 14 Carol Jones Flat 3', 'Flat 3'],
    ['he saw Carol Jones 14 Flat 3', 'Flat 3'],
    ['he is near 14 Rue near Puruntie Flat 3', 'Flat 3'],
  ])('is none of it, or no more than that, in %p', (text, expected) => {
    expect(linesOf(text)).toEqual([expected]);
  });

  it('is eight words at most', () => {
    const eight = 'Nether Wallow Puruntie Lumijoki Oswaldine Netherlo Pranthe Xyzab';
    expect(linesOf(`at 14 ${eight} Flat 3`)).toEqual([`14 ${eight} Flat 3`]);
    expect(linesOf(`at 14 Dree ${eight} Flat 3`)).toEqual(['Flat 3']);
    expect(linesOf(`at Dree ${eight} 14 Flat 3`)).toEqual([`${eight} 14 Flat 3`]);
  });
});

describe('what goes on behind a masked address', () => {
  it.each([
    ['[address], Puruntie', 'Puruntie'],
    ['[address] Puruntie', 'Puruntie'],
    ['[address]Puruntie', 'Puruntie'],
    ['[address]\nPuruntie', 'Puruntie'],
    ['[address] ? Puruntie', 'Puruntie'],
    ['[address] > Puruntie', 'Puruntie'],
    [`[address]${spaces(12)}Puruntie`, 'Puruntie'],
    ['[address] 12 Puruntie', 'Puruntie'],
    ['[address], Puruntie 12', 'Puruntie 12'],
    ['[address], Nether Wallow, Puruntie.', 'Nether Wallow, Puruntie'],
    ['[address], Hull', 'Hull'],
    ['[address], Great Puruntie', 'Great Puruntie'],
    ['[address], Okonjowe with him', 'Okonjowe'],
    ['[address], Flat 3', 'Flat 3'],
    ['[address]\nflat 3, Puruntie', 'flat 3, Puruntie'],
    ['he is at [address], Puruntie now', 'Puruntie'],
  ])('is of it in %p', (text, expected) => {
    expect(linesOf(text)).toEqual([expected]);
  });

  it.each([
    '[address]',
    '[address]. Puruntie',
    '[address]? Puruntie',
    '[address] (Puruntie',
    '[address]) Puruntie',
    '[address] - Puruntie',
    '[address] (2 Puruntie',
    `[address]${spaces(13)}Puruntie`,
    '[address], puruntie',
    '[address], Carol',
    '[address] Carol',
    '[address], Nelson',
    '[address], Garden',
    '[address] Garden',
    '[address], Great Garden',
    '[address], Okonjowe said so',
    '[address], Mrs Puruntie',
    '[address] and Puruntie',
    '[address] 12',
    '[Person 1], Puruntie',
    '[postcode] Puruntie',
    'Puruntie, Lumijoki',
  ])('is nothing in %p', (text) => {
    expect(linesOf(text)).toEqual([]);
  });
});

describe('several lines of a text', () => {
  it('are told from left to right', () => {
    expect(linesOf('he left Flat 3, Puruntie for 14 Lumijoki Flat 5, and box 7.')).toEqual([
      'Flat 3, Puruntie',
      '14 Lumijoki Flat 5',
      'box 7',
    ]);
    expect(linesOf('')).toEqual([]);
  });

  it('do not overlap where the second reaches back into the first', () => {
    const eight = 'Nether Wallow Puruntie Lumijoki Oswaldine Netherlo Pranthe Xyzab';
    expect(linesOf(`Flat 3 ${eight} 12 Flat 4`)).toEqual([`Flat 3 ${eight} 12`, ' Flat 4']);
  });
});
