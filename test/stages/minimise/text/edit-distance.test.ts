import { differingBits, editDistance, letterBits } from '../../../../src/stages/minimise/text/edit-distance';

describe('the distance of two words in edits', () => {
  it.each([
    ['', '', 0],
    ['odo', 'odo', 0],
    ['', 'odo', 3],
    ['odo', '', 3],
    // One edit of each sort, at the start, in the middle and at the end.
    ['ferncombe', 'erncombe', 1],
    ['ferncombe', 'fernombe', 1],
    ['ferncombe', 'ferncomb', 1],
    ['erncombe', 'ferncombe', 1],
    ['ferncomb', 'ferncombe', 1],
    ['ferncombe', 'gerncombe', 1],
    ['ferncombe', 'fernxombe', 1],
    ['ferncombe', 'ferncomba', 1],
    ['efrncombe', 'ferncombe', 1],
    ['fenrcombe', 'ferncombe', 1],
    ['ferncomeb', 'ferncombe', 1],
    // Several together.
    ['efrncomeb', 'ferncombe', 2],
    ['xferncomb', 'ferncombe', 2],
    ['ab', 'ba', 1],
    ['abc', 'cab', 2],
    ['abcd', 'badc', 2],
    // A pair that is swapped is not edited again: three, where a freer distance has two.
    ['ca', 'abc', 3],
    // Letters that are the same two places off, but not the other way, are no swap.
    ['abxy', 'cayx', 3],
    ['xaby', 'bzcy', 3],
    ['otilie', 'ottilie', 1],
    ['kitten', 'sitting', 3],
    ['wallow', 'odo', 5],
  ])('from %p to %p is %p, either way', (one, other, distance) => {
    expect(editDistance(one, other, 9)).toBe(distance);
    expect(editDistance(other, one, 9)).toBe(distance);
  });

  it.each([
    ['odo', 'odo', 0, 0],
    ['odo', 'odx', 0, undefined],
    ['odo', 'odox', 0, undefined],
    ['odo', 'odx', 1, 1],
    ['odo', 'odox', 1, 1],
    ['odox', 'odo', 1, 1],
    ['odo', 'oxx', 1, undefined],
    ['odo', 'odoxx', 1, undefined],
    ['odoxx', 'odo', 1, undefined],
    ['odo', 'odoxx', 2, 2],
    ['odo', 'xxx', 2, undefined],
    ['odo', 'xxx', 3, 3],
    ['fernc', 'efrnx', 2, 2],
    ['fernc', 'efrnx', 1, undefined],
    // All that differs comes last: the lines before were near enough.
    ['fernco', 'fernxy', 1, undefined],
    ['abc', 'abxy', 1, undefined],
    ['abcd', 'abcxyz', 2, undefined],
    ['fernco', 'fernxy', 2, 2],
    ['abcdef', 'ghijkl', 2, undefined],
  ])('from %p to %p within %p is %p', (one, other, most, distance) => {
    expect(editDistance(one, other, most)).toBe(distance);
  });
});

describe('the letters of a word as bits', () => {
  it('are one bit for each different letter, whatever the order and however often', () => {
    expect(letterBits('')).toBe(0);
    expect(letterBits('odo')).toBe(letterBits('doood'));
    expect(letterBits('odo')).toBe(letterBits('o') | letterBits('d'));
    expect(letterBits('odo')).not.toBe(letterBits('o'));
  });

  it('take the place of the letter’s code in a turn of 31', () => {
    expect(letterBits('a')).toBe(1 << 4);
    expect(letterBits('z')).toBe(1 << 29);
    expect(letterBits(']')).toBe(1);
    expect(letterBits('|')).toBe(letterBits(']'));
  });

  it('are each another for the letters from a to z', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
    expect(new Set(letters.map(letterBits)).size).toBe(26);
  });
});

describe('the number of bits that differ', () => {
  it.each([
    [0, 0, 0],
    [5, 5, 0],
    [1, 0, 1],
    [0, 1, 1],
    [6, 3, 2],
    [7, 0, 3],
    [1 << 30, 1, 2],
    [0b10110, 0b01001, 5],
  ])('of %p and %p is %p', (one, other, count) => {
    expect(differingBits(one, other)).toBe(count);
  });

  it('is two at most for one edit', () => {
    expect(differingBits(letterBits('quill'), letterBits('quoll'))).toBe(2);
    expect(differingBits(letterBits('quill'), letterBits('quil'))).toBe(0);
    expect(differingBits(letterBits('odo'), letterBits('odos'))).toBe(1);
  });
});
