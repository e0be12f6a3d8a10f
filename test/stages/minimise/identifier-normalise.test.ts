import { asWritten, digitOf, normalise } from '../../../src/stages/minimise/identifier-normalise';

describe('a text in plain letters and digits', () => {
  it.each([
    ['digits of another script', 'no. ٩٩٩ 0', 'no. 999 0'],
    ['digits whose block begins at six after a multiple of sixteen', '०१२३४५६७८९', '0123456789'],
    ['digits whose block begins at a multiple of sixteen', '٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['digits outside the basic plane', '𝟎𝟗', '09'],
    ['digits of a script outside the basic plane', '𑄶𑄿', '09'],
    ['full-width letters', 'ＰＲ１ ８ＸＪ', 'PR1 8XJ'],
    ['hyphens', 'a‐b‑c‒d–e—f―g−h', 'a-b-c-d-e-f-g-h'],
    ['apostrophes', 'O‘H’Aʼ', "O'H'A'"],
    ['a space without a break', 'PR1 8XJ', 'PR1 8XJ'],
    ['what is not seen', 'O­t​t‌i‍l⁠i﻿e', 'Ottilie'],
    ['a ligature, which stays', 'ﬁne', 'ﬁne'],
    ['letters with accents, which stay', 'Óttilie', 'Óttilie'],
    ['several characters in one place, which stay', 'x½y…', 'x½y…'],
  ])('has %s: %s', (_what, text, plain) => {
    expect(normalise(text).text).toBe(plain);
  });

  it('is the text itself where it is plain already, every place where it was', () => {
    const { text, at } = normalise('Otti 9990000018');
    expect(text).toBe('Otti 9990000018');
    expect([at(0), at(5), at(15)]).toEqual([0, 5, 15]);
  });

  it('knows where each of its characters stood, and the end', () => {
    const { text, at } = normalise('\u200bO\u00ad𝟎x');
    expect(text).toBe('O0x');
    expect([at(0), at(1), at(2), at(3), at(9)]).toEqual([1, 3, 5, 6, 6]);
  });

  it('gives spans as they were written, with all that they say', () => {
    const plain = normalise('a\u200bＢＣ d');
    expect(asWritten(plain, [{ start: 1, end: 3, kind: 'NAME' }])).toEqual([
      { start: 2, end: 4, kind: 'NAME' },
    ]);
    expect(asWritten(plain, [{ start: 3, end: 5 }])).toEqual([{ start: 4, end: 6 }]);
    expect(asWritten(plain, [])).toEqual([]);
  });

  it('reads the value of a digit by its place in its block', () => {
    expect(Array.from('09٠٩०९０９', digitOf).join('')).toBe('09090909');
  });
});
