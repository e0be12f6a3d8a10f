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
  /** The characters between this word and the next. */
  readonly after: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{M}](?:[\p{L}\p{M}\p{Nd}]|['\u2019-](?=\p{L}))*/gu;
const STARTS = /[.!?:;\n"\u201c\u201d(|>*\u2022]|\s-\s/u;
const JOINS = /^(?:[ \t\u00a0]{1,2}|\.[ \t]?)$/u;
const POSSESSIVE = /['\u2019]s$/iu;

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

function wordOf(text: string, found: RegExpExecArray): Omit<Word, 'after' | 'first' | 'joined'> {
  const [whole] = found;
  const bare = whole.replace(POSSESSIVE, '');
  const letters = bare.replace(/[^\p{L}]/gu, '');
  return {
    text: bare,
    folded: bare.normalize('NFC').toLowerCase(),
    start: found.index,
    end: found.index + bare.length,
    capital: /^\p{Lu}/u.test(text.slice(found.index, found.index + 2)),
    shouted: letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase(),
    possessive: bare !== whole,
    masked: false,
  };
}

const placeholder = ({ start, end }: Stretch): Omit<Word, 'after' | 'first' | 'joined'> => ({
  text: '[x]',
  folded: '',
  start,
  end,
  capital: false,
  shouted: false,
  possessive: false,
  masked: true,
});

/** The words of a text from left to right; each masked stretch, which are in order and apart, stands as one word. */
export function wordsIn(text: string, masked: readonly Stretch[]): readonly Word[] {
  const bare: Omit<Word, 'after' | 'first' | 'joined'>[] = [];
  let at = 0;
  for (const found of (masked.length > 0 ? blanked(text, masked) : text).matchAll(WORD)) {
    const end = found.index + found[0].length;
    for (let next = masked[at]; next && next.start < end && next.end <= found.index; next = masked[at]) {
      bare.push(placeholder(next));
      at += 1;
    }
    bare.push(wordOf(text, found));
  }
  for (const rest of masked.slice(at)) bare.push(placeholder(rest));
  return bare.map((word, index) => {
    const between = text.slice(bare[index - 1]?.end ?? 0, word.start);
    const before = bare[index - 1];
    const initial = before !== undefined && before.text.length <= 1;
    const dotted = initial || /^(?:mrs?|ms|dr|prof|rev|sgt|st|cllr|fr)$/u.test(before?.folded ?? '');
    return {
      ...word,
      first: before === undefined || (STARTS.test(between) && !(dotted && between.trim() === '.')),
      joined: before !== undefined && JOINS.test(between) && (dotted || !between.includes('.')),
      after: text.slice(word.end, bare[index + 1]?.start ?? text.length),
    };
  });
}
