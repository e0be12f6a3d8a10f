/** A text in plain letters and digits, and where each of its characters stood. */
export interface Normalised {
  readonly text: string;
  /** The index in the text as written; also of the end. */
  readonly at: (index: number) => number;
}

const PLAIN = /^[\0-\x7f]*$/;
const DIGIT = /^\p{Nd}$/u;
const UNSEEN = /^[\u00ad\u200b-\u200d\u2060\ufeff]$/u;
/** Typographic hyphens, apostrophes and spaces have more code points than hands have keys. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Array.from('\u2010\u2011\u2012\u2013\u2014\u2015\u2212', (sign) => [sign, '-'] as const),
  ...Array.from('\u2018\u2019\u02bc', (sign) => [sign, "'"] as const),
]);

/** The value of a decimal digit of any script: their blocks of ten begin at a multiple of 16, or 6 after one (Unicode). */
export function digitOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const low = point % 16;
  return String(DIGIT.test(String.fromCodePoint(point - low)) ? low : low - 6);
}

function plainly(character: string): string {
  if (UNSEEN.test(character)) return '';
  const compatible = SIGNS.get(character) ?? character.normalize('NFKC');
  // An expansion such as that of a ligature would tear a word's offsets apart for nothing.
  const single = Array.from(compatible).length === 1 ? compatible : character;
  return DIGIT.test(single) && !PLAIN.test(single) ? digitOf(single) : single;
}

/** Full-width letters, digits of other scripts and typographic signs as their plain forms; hidden characters left out. */
export function normalise(text: string): Normalised {
  if (PLAIN.test(text)) return { text, at: (index) => index };
  const parts: string[] = [];
  const offsets: number[] = [];
  let from = 0;
  for (const character of text) {
    const plain = PLAIN.test(character) ? character : plainly(character);
    parts.push(plain);
    offsets.push(...Array.from({ length: plain.length }, () => from));
    from += character.length;
  }
  const end = text.length;
  return { text: parts.join(''), at: (index) => offsets[index] ?? end };
}

/** Spans of the normalised text as spans of the text as written. */
export const asWritten = <Found extends { readonly start: number; readonly end: number }>(
  { at }: Normalised,
  spans: readonly Found[],
): Found[] => spans.map((span) => ({ ...span, start: at(span.start), end: at(span.end) }));
