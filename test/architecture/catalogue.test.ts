import { CATALOGUE } from '../../src/errors/catalogue';

/** Two words at least, the area first: AREA_WHAT. A code of one word names no area. */
const CODE = /^[A-Z]+(_[A-Z]+)+$/;
/** The one thing that can go wrong without an area. */
const AREALESS = new Set(['INTERNAL', 'DRAINING']);
/** Starts with a capital, holds no other full stop, question or exclamation mark, and ends with a full stop. */
const ONE_SENTENCE = /^[A-Z][^.!?\n]*\.$/;

describe('the error catalogue', () => {
  const entries = Object.entries(CATALOGUE);

  it('names every error AREA_WHAT in upper case', () => {
    expect(entries.map(([code]) => code).filter((code) => !CODE.test(code) && !AREALESS.has(code))).toEqual(
      [],
    );
  });

  it('says what to do in one whole sentence', () => {
    expect(entries.filter(([, { sentence }]) => !ONE_SENTENCE.test(sentence))).toEqual([]);
  });

  it('holds no place for a value', () => {
    expect(entries.filter(([, { sentence }]) => /[${}%<>]|\b[0-9a-f]{8}-/.test(sentence))).toEqual([]);
  });

  it('answers with a status of the client or of the server', () => {
    expect(entries.filter(([, { status }]) => status < 400 || status > 599)).toEqual([]);
  });

  it('gives no two errors the same sentence', () => {
    const sentences = entries.map(([, { sentence }]) => sentence);
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([]);
  });

  it('cannot be changed while the gateway runs', () => {
    expect([CATALOGUE, ...Object.values(CATALOGUE)].every((each) => Object.isFrozen(each))).toBe(true);
  });
});
