import { misspellings } from '../../../../src/stages/minimise/text/misspellings';

const token = (word: string) => ({ word, start: 0, end: word.length, lower: true });
const meant = (known: readonly string[], written: string): readonly string[] =>
  misspellings(known)(token(written));

describe('the known words that a written word may be meant for', () => {
  it.each([
    // Two edits in a word of five letters or more.
    ['quillfeather', 'quilfeather'],
    ['quillfeather', 'quilfether'],
    ['carol', 'karol'],
    ['carol', 'karel'],
    ['carol', 'cairo'],
    ['ottil', 'ott'],
    // One in a word of four, also where it changes two letters.
    ['rose', 'roze'],
    ['rose', 'rosee'],
    ['rose', 'ros'],
    ['rose', 'rsoe'],
    // Only what begins with a digit is a number.
    ['ferncombe', 'ferncomb3'],
    ['ferncombe', 'ferncombe'],
  ])('hold %p for %p', (known, written) => {
    expect(meant([known], written)).toEqual([known]);
  });

  it.each([
    ['quillfeather', 'quilfethr'],
    ['carol', 'karels'],
    ['ottil', 'ot'],
    ['rose', 'rozez'],
    ['rose', 'roxx'],
    ['odo', 'odo'],
    ['odo', 'odos'],
    ['odo', 'oddo'],
    ['ferncombe', '1ferncombe'],
    // Known numbers and postcodes are not guessed at.
    ['1ferncombe', 'ferncombe'],
    ['ferncombe1', 'ferncombe'],
    ['100012', '100013'],
    // A word of the language is taken for itself, however near.
    ['wallow', 'swallow'],
    ['carol', 'coral'],
    ['rose', 'rose'],
  ])('do not hold %p for %p', (known, written) => {
    expect(meant([known], written)).toEqual([]);
  });

  it('are looked for in words of at most forty letters', () => {
    const known = 'q'.repeat(40);
    expect(meant([known], `${'q'.repeat(39)}w`)).toEqual([known]);
    expect(meant([known], 'q'.repeat(41))).toEqual([]);
  });

  it('stand nearest first, each once', () => {
    expect(meant(['martha', 'mary', 'marta', 'martha'], 'mart')).toEqual(['mary', 'marta', 'martha']);
    expect(meant(['marta', 'martha'], 'marthe')).toEqual(['martha', 'marta']);
    expect(meant(['martha', 'marta'], 'marthe')).toEqual(['martha', 'marta']);
  });

  it('are only those one edit away where the written word is a name of its own', () => {
    expect(meant(['martha', 'marta'], 'maria')).toEqual(['marta']);
    expect(meant(['martha'], 'maria')).toEqual([]);
    expect(meant(['marta'], 'maria')).toEqual(['marta']);
    expect(meant(['carol'], 'carl')).toEqual(['carol']);
  });

  it('are nobody where nobody is known or near', () => {
    expect(meant([], 'ferncombe')).toEqual([]);
    expect(meant(['ferncombe'], 'wallow')).toEqual([]);
  });
});

describe('a word that is written again', () => {
  it('is looked up once', () => {
    const finder = misspellings(['ferncombe']);
    const first = finder(token('fernkombe'));
    expect(first).toEqual(['ferncombe']);
    expect(finder(token('fernkombe'))).toBe(first);
    expect(finder(token('ferncomb'))).toEqual(['ferncombe']);
  });

  it('is looked up each time after ten thousand others, so that a text cannot fill the memory', () => {
    const finder = misspellings(['ferncombe']);
    for (let at = 0; at < 9_999; at += 1) finder(token(`w${at}x`));
    const last = finder(token('fernkombe'));
    expect(finder(token('fernkombe'))).toBe(last);
    const beyond = finder(token('ferncomb'));
    expect(finder(token('ferncomb'))).not.toBe(beyond);
    expect(finder(token('ferncomb'))).toEqual(beyond);
    expect(finder(token('fernkombe'))).toBe(last);
  });
});
