import { LABELS } from './kinds';
import { NOBODY, senseOf, type WordSense } from './lexicon';

/** A word of a text, or a stretch that is masked already. */
export interface Word {
  readonly text: string;
  /** In lower case, without a possessive. */
  readonly folded: string;
  readonly start: number;
  /** Without the possessive. */
  readonly end: number;
  readonly capital: boolean;
  /** Entirely in capitals, with two letters at least. */
  readonly shouted: boolean;
  readonly possessive: boolean;
  /** The first of its sentence, line or quotation. */
  readonly first: boolean;
  /** Nothing but one space, or a dot and a space after an initial, to the word before. */
  readonly joined: boolean;
  readonly masked: boolean;
  /** Masked as an address: what goes on behind it is of it. */
  readonly site: boolean;
  /** The characters between this word and the next. */
  readonly after: string;
  /** The characters before the first word of a text; nothing before any other. */
  readonly lead: string;
  /** What the lexicon says of it, looked up once. */
  readonly sense: WordSense;
}

/** What stands before the first word of a text and behind its last: it says nothing, and no sentence goes on over it. */
export const NO_WORD: Word = {
  text: '',
  folded: '',
  start: 0,
  end: 0,
  capital: false,
  shouted: false,
  possessive: false,
  masked: false,
  site: false,
  sense: NOBODY,
  first: true,
  joined: false,
  after: '',
  lead: '',
};

export const wordAt = (words: readonly Word[], at: number): Word => words[at] ?? NO_WORD;

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly label?: string;
}

/** A letter by itself right after a digit is the door's, as in `flat 3b`, and no word. */
const WORD =
  /(?!(?<=\p{Nd})\p{L}(?![\p{L}\p{M}\p{Nd}'\u2019-]))[\p{L}\p{M}](?:[\p{L}\p{M}\p{Nd}]|['\u2019-](?=\p{L}))*/gu;
/** The same for the plain texts that most are, in a fraction of the time. */
const PLAIN_WORD = /(?!(?<=[0-9])[A-Za-z](?![A-Za-z0-9'-]))[A-Za-z](?:[A-Za-z0-9]|['-](?=[A-Za-z]))*/g;
const PLAIN = /^[\0-\x7f]*$/;
const STARTS = /[.!?:;\n"\u201c\u201d(|>*\u2022]|\s-\s/u;
const JOINS = /^(?:[ \t\u00a0]{1,2}|\.[ \t]?)$/u;
const CAPITAL = /^\p{Lu}/u;
const POSSESSIVE = /['\u2019]s$/iu;
const SHORT_TITLE = /^(?:mrs?|ms|dr|prof|rev|sgt|st|cllr|fr)$/u;

/** The text with brackets of equal length over those stretches: what stands there says nothing to its neighbours. */
export function blanked(text: string, stretches: readonly Stretch[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of stretches) {
    if (end <= from) continue;
    parts.push(text.slice(from, Math.max(from, start)), '[', ']'.repeat(end - Math.max(from, start) - 1));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

/** Whether a word that begins with a capital letter goes on with them to its end. */
function isShouted(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '');
  return letters.length > 1 && letters === letters.toUpperCase();
}

/** How a word stands to the one before it. */
function joint(
  text: string,
  before: { readonly text: string; readonly folded: string; readonly end: number } | undefined,
  start: number,
): { readonly first: boolean; readonly joined: boolean } {
  if (before === undefined) return { first: true, joined: false };
  // Most words.
  if (start - before.end === 1 && text[before.end] === ' ') return { first: false, joined: true };
  const between = text.slice(before.end, start);
  const dotted = before.text.length <= 1 || SHORT_TITLE.test(before.folded);
  return {
    first: STARTS.test(between) && !(dotted && between.trim() === '.'),
    joined: JOINS.test(between) && (dotted || !between.includes('.')),
  };
}

type Bare = Omit<Word, 'after' | 'lead' | 'first' | 'joined'>;

const masked = ({ start, end, label }: Stretch): Bare => ({
  text: '[x]',
  folded: '',
  start,
  end,
  capital: false,
  shouted: false,
  possessive: false,
  masked: true,
  site: label === LABELS.ADDRESS,
  sense: NOBODY,
});

function wordOf(whole: string, start: number, plain: boolean): Bare {
  const possessive = POSSESSIVE.test(whole);
  const text = possessive ? whole.slice(0, -2) : whole;
  const folded = plain ? text.toLowerCase() : text.normalize('NFC').toLowerCase();
  const capital = CAPITAL.test(text);
  return {
    text,
    folded,
    start,
    end: start + text.length,
    capital,
    shouted: capital && isShouted(text),
    possessive,
    masked: false,
    site: false,
    sense: senseOf(folded),
  };
}

/** What stands right before the word at `at`: between it and the word before, or the beginning of the text. */
export const gapBefore = (words: readonly Word[], at: number): string =>
  wordAt(words, at - 1).after + wordAt(words, at).lead;

/** The words of a text from left to right; each masked stretch, which are in order and apart, stands as one word. */
export function wordsIn(text: string, stretches: readonly Stretch[]): readonly Word[] {
  const plain = PLAIN.test(text);
  const bare: Bare[] = [];
  let at = 0;
  for (const { 0: whole, index } of blanked(text, stretches).matchAll(plain ? PLAIN_WORD : WORD)) {
    for (let next = stretches[at]; next && next.end <= index; next = stretches[at]) {
      bare.push(masked(next));
      at += 1;
    }
    bare.push(wordOf(whole, index, plain));
  }
  for (const rest of stretches.slice(at)) bare.push(masked(rest));
  return bare.map((word, index) => {
    const { first, joined } = joint(text, bare[index - 1], word.start);
    return {
      text: word.text,
      folded: word.folded,
      start: word.start,
      end: word.end,
      capital: word.capital,
      shouted: word.shouted,
      possessive: word.possessive,
      masked: word.masked,
      site: word.site,
      sense: word.sense,
      first,
      joined,
      after: text.slice(word.end, bare[index + 1]?.start ?? text.length),
      lead: index === 0 ? text.slice(0, word.start) : '',
    };
  });
}
