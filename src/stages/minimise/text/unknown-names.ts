import { senseOf, taggedAs } from './lexicon';
import {
  DOINGS,
  HONORIFICS,
  INSTITUTIONS,
  LOCATIVES,
  NAMING,
  PARTICLES,
  PRACTITIONERS,
  RELATIONS,
} from './name-words';
import type { NamedKind } from './kinds';
import type { Word } from './words';

/** A name that nobody listed. */
export interface NameFound {
  readonly start: number;
  readonly end: number;
  readonly kind: NamedKind;
  readonly name: string;
  readonly sex: 'F' | 'M' | undefined;
}

/** Words of one name: the first, and the one after the last. */
interface Run {
  readonly from: number;
  readonly to: number;
}

const LONGEST = 6;

const isTitle = ({ folded }: Word): boolean => HONORIFICS.has(folded) || PRACTITIONERS.has(folded);

/** Short words in capitals are abbreviations; they say who somebody is to those who know it already. */
const isAbbreviation = ({ shouted, text, folded }: Word): boolean =>
  shouted && text.length <= 5 && !senseOf(folded).given && !senseOf(folded).surname;

const isInitial = ({ text, capital }: Word): boolean => capital && text.length === 1;

const isLanguage = ({ folded }: Word): boolean => senseOf(folded).common;

/** A capital letter that the place in the sentence does not explain. */
const isNamelike = (word: Word): boolean => word.capital && !word.masked && !isAbbreviation(word);

const isListed = ({ folded }: Word): boolean => {
  const { given, surname, place } = senseOf(folded);
  return given || surname || place;
};

/** From the word at `from`, all that may be of one name with it. */
function extend(words: readonly Word[], from: number): Run {
  let to = from + 1;
  for (; to < words.length && to - from < LONGEST; to += 1) {
    const word = words[to];
    const next = words[to + 1];
    if (!word?.joined || word.masked || words[to - 1]?.possessive) break;
    const particle = PARTICLES.has(word.folded) && next?.joined === true && isNamelike(next);
    const numbered = /^(?:II|III|IV|Jr|Sr)$/u.test(word.text);
    if (!particle && !numbered && !(isNamelike(word) && !isTitle(word))) break;
  }
  return { from, to };
}

const phrase = (words: readonly Word[], { from, to }: Run): string =>
  words
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ');

/** Without the words of the language at its ends, but for an institution's last word. */
function trim(words: readonly Word[], { from, to }: Run): Run | undefined {
  if (senseOf(phrase(words, { from, to })).place) return { from, to };
  const institution = to - from > 1 && INSTITUTIONS.has(words[to - 1]?.folded ?? '');
  let [first, last] = [from, to];
  const loose = (word: Word | undefined): boolean => {
    if (!word) return false;
    const { given, surname, common } = senseOf(word.folded);
    return common && !given && !surname;
  };
  // With a capital in mid-sentence even a word of the language may be a given name before a name.
  const leading = (at: number): boolean =>
    loose(words[at]) &&
    (words[at]?.first === true || (!institution && (at + 1 === last || loose(words[at + 1]))));
  while (first < last && leading(first)) first += 1;
  const owned = (at: number): boolean => {
    const owner = words[at - 1];
    return at > first && owner !== undefined && (isInitial(owner) || senseOf(owner.folded).given);
  };
  while (!institution && last > first && loose(words[last - 1]) && !owned(last - 1)) last -= 1;
  return last > first && words.slice(first, last).some((word) => !isInitial(word))
    ? { from: first, to: last }
    : undefined;
}

interface Surroundings {
  readonly before: Word | undefined;
  readonly after: Word | undefined;
}

function surroundings(words: readonly Word[], { from, to }: Run): Surroundings {
  const [before, after] = [words[from - 1], words[to]];
  return {
    before: words[from]?.first === true && !before?.after.startsWith('.') ? undefined : before,
    after: after?.first === true ? undefined : after,
  };
}

/** Whether a title with a capital letter stands right before. */
function isTitled(words: readonly Word[], { from }: Run): boolean {
  const title = words[from - 1];
  return title !== undefined && words[from]?.joined === true && isTitle(title) && title.capital;
}

/** Who is named after that title: a sister in small letters is somebody's sister. */
const kindAfter = ({ folded, capital }: Word): 'PRACTITIONER' | 'PERSON' =>
  PRACTITIONERS.has(folded) && (capital || !RELATIONS.has(folded)) ? 'PRACTITIONER' : 'PERSON';

/** What the words before and after say; undefined where they say nothing. */
function byContext(words: readonly Word[], run: Run): NamedKind | undefined {
  const { before, after } = surroundings(words, run);
  const title = words[run.from - 1];
  if (title && (isTitled(words, run) || (words[run.from]?.joined === true && isTitle(title))))
    return kindAfter(title);
  const last = words[run.to - 1];
  if (run.to - run.from > 1 && INSTITUTIONS.has(last?.folded ?? '')) return 'PLACE';
  if (before && (RELATIONS.has(before.folded) || NAMING.has(before.folded))) return 'PERSON';
  if (last?.possessive === true || (after && DOINGS.has(after.folded) && !isPlaceOnly(words, run)))
    return 'PERSON';
  const listed = startsWithGiven(words, run);
  const several = run.to - run.from > 1;
  if (before && LOCATIVES.has(before.folded) && !listed && !(several && before.folded === 'to'))
    return 'PLACE';
  if (isBesideNumber(words, run) && !listed) return 'PLACE';
  if (before && !several && /^(?:the|a|an)$/u.test(before.folded) && !listed) return 'PLACE';
  return undefined;
}

/** As in `46 Velký Průhon` and `Nassaustraat 123`, which is how doors are numbered. */
const isBesideNumber = (words: readonly Word[], { from, to }: Run): boolean =>
  /(?:^|\s)[0-9]{1,5}[a-z]?,? ?$/iu.test(words[from - 1]?.after ?? '') ||
  /^ [0-9]{1,5}[a-z]?(?![\p{L}\p{N}])/iu.test(words[to - 1]?.after ?? '');

/** What stands by itself in quotation marks is the name of a work. */
const isQuoted = (words: readonly Word[], { from, to }: Run): boolean =>
  to - from > 1 &&
  /["\u201c]$/u.test(words[from - 1]?.after ?? '') &&
  /^["\u201d]/u.test(words[to - 1]?.after ?? '');

const startsWithGiven = (words: readonly Word[], { from }: Run): boolean =>
  senseOf(words[from]?.folded ?? '').given;

const isPlaceOnly = (words: readonly Word[], { from, to }: Run): boolean => {
  const inside = words.slice(from, to);
  if (inside.length > 1 && senseOf(phrase(words, { from, to })).place) return true;
  return inside.every(({ folded }) => senseOf(folded).place && !senseOf(folded).given);
};

/** The words from the sentence's beginning to its end that stand around a run, for the tagger. */
function sentenceAround(words: readonly Word[], { from, to }: Run): string {
  let first = from;
  while (first > 0 && words[first]?.first !== true && from - first < 12) first -= 1;
  let last = to;
  while (last < words.length && words[last]?.first !== true && last - to < 12) last += 1;
  return words
    .slice(first, last)
    .map(({ text }) => text)
    .join(' ');
}

/** What a run of words with capital letters names, if anybody or any place. */
function decide(words: readonly Word[], run: Run): NamedKind | undefined {
  const inside = words.slice(run.from, run.to);
  const [head] = inside;
  if (!head) return undefined;
  const context = byContext(words, run);
  if (inside.length === 1 && INSTITUTIONS.has(head.folded) && !isTitled(words, run)) return undefined;
  const unlisted = inside.filter((word) => !isLanguage(word) && !isInitial(word));
  const named = inside.filter((word) => isListed(word));
  if (isPlaceOnly(words, run) && context !== 'PRACTITIONER')
    return context === 'PERSON' && !head.possessive ? 'PERSON' : 'PLACE';
  if (isTitled(words, run)) return context;
  if (isQuoted(words, run) && named.length === 0) return undefined;
  if (context && (unlisted.length > 0 || named.length > 0)) return context;
  if (context === 'PLACE' && inside.length > 1 && !head.first) return 'PLACE';
  if (unlisted.length === 0)
    return named.length > 1 || (named.length === 1 && !head.first) ? 'PERSON' : undefined;
  if (inside.length > 1 || !head.first || named.length > 0) return 'PERSON';
  return undecided(words, run);
}

/** One unlisted word at the beginning of a sentence or line. */
function undecided(words: readonly Word[], run: Run): NamedKind | undefined {
  const word = words[run.from];
  if (!word || word.text.length < 3) return undefined;
  const next = words[run.to];
  if (/^\s*(?:,|:\s*["\u201c]?$|$)/u.test(word.after)) return 'PERSON';
  if (next?.folded === 'and' && words[run.to + 1]?.capital === true) return 'PERSON';
  const tagged = taggedAs(sentenceAround(words, run), word.text);
  return tagged === 'WORD' ? undefined : tagged;
}

/** Titles after which even a word in small letters is a name. */
const SMALL_TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'mx', 'dr', 'pc', 'dc', 'sgt', 'prof']);

/** A name written small: a listed given name, or what follows a title or a word that introduces a name. */
function smallRun(
  words: readonly Word[],
  from: number,
): { readonly run: Run; readonly kind: NamedKind } | undefined {
  const word = words[from];
  const before = words[from - 1];
  if (!word || word.masked || word.capital || isLanguage(word) || word.text.length < 3) return undefined;
  const { given, place } = senseOf(word.folded);
  const titled = before !== undefined && word.joined && SMALL_TITLES.has(before.folded);
  const introduced =
    before !== undefined &&
    (before.folded === 'named' || (before.folded === 'is' && words[from - 2]?.folded === 'name'));
  if (place && !given && word.text.length > 4 && !titled)
    return { run: { from, to: from + 1 }, kind: 'PLACE' };
  if (!given && !titled && !introduced) return undefined;
  let to = from + 1;
  while (to - from < 4) {
    const next = words[to];
    if (!next?.joined || next.masked || next.capital) break;
    const initial = next.text.length === 1 && words[to + 1]?.joined === true;
    if (!initial && (isLanguage(next) || next.text.length < 3)) break;
    to += 1;
  }
  while (words[to - 1]?.text.length === 1) to -= 1;
  return { run: { from, to }, kind: titled && PRACTITIONERS.has(before.folded) ? 'PRACTITIONER' : 'PERSON' };
}

function found(words: readonly Word[], { from, to }: Run, kind: NamedKind): NameFound {
  const inside = words.slice(from, to);
  const start = inside[0]?.start ?? 0;
  return {
    start,
    end: inside.at(-1)?.end ?? start,
    kind,
    name: inside.map(({ text }) => text).join(' '),
    sex: HONORIFICS.get(words[from - 1]?.folded ?? ''),
  };
}

/** Names of people and places by the library's lexicon, its tagger where that is silent, and the words around. */
export function namesIn(words: readonly Word[]): readonly NameFound[] {
  const names: NameFound[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word || word.masked || isTitleOfNext(words, at)) continue;
    const small = smallRun(words, at);
    if (small) {
      names.push(found(words, small.run, small.kind));
      at = small.run.to - 1;
    } else if (isNamelike(word) && !(isLanguage(word) && word.folded.length < 3)) {
      const whole = extend(words, at);
      const run = isTitled(words, whole) ? whole : trim(words, whole);
      const kind = run && decide(words, run);
      if (run && kind) names.push(found(words, run, kind));
      at = whole.to - 1;
    }
  }
  return names;
}

/** A title belongs to no name: `[Practitioner 1]` may still be a doctor. */
const isTitleOfNext = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  return word !== undefined && isTitle(word) && words[at + 1]?.joined === true;
};
