import { CASE_WORDS } from './case-words';
import type { NamedKind } from './kinds';
import { byContext, isPlaceOnly, isTitled } from './name-context';
import {
  extend,
  isAdverb,
  isInitial,
  isLanguage,
  isListed,
  isNamelike,
  isSaint,
  isTitle,
  trim,
  type Run,
} from './name-runs';
import { FAMILIES, HONORIFICS, ORGANISATIONS, PRACTITIONERS, ROYALS, SITES } from './name-words';
import { wordAt, type Word } from './words';

/** A name that nobody listed. */
export interface NameFound {
  readonly start: number;
  readonly end: number;
  readonly kind: NamedKind;
  readonly name: string;
  readonly sex: 'F' | 'M' | undefined;
}

interface Candidate {
  readonly run: Run;
  readonly kind: NamedKind;
}

/** What stands by itself in quotation marks is the name of a work. */
const isQuoted = (words: readonly Word[], { from, to }: Run): boolean =>
  to - from > 1 &&
  /["\u201c]$/u.test(wordAt(words, from - 1).after) &&
  /^["\u201d]/u.test(wordAt(words, to - 1).after);

/** What a run of words with capital letters names, if anybody or any place. */
function decide(words: readonly Word[], run: Run): NamedKind | undefined {
  const inside = words.slice(run.from, run.to);
  const head = wordAt(words, run.from);
  const context = byContext(words, run);
  if (
    inside.length === 1 &&
    (SITES.has(head.folded) || ORGANISATIONS.has(head.folded)) &&
    !(head.sense.surname && context === 'PERSON' && wordAt(words, run.from - 1).folded !== 'the') &&
    !isTitled(words, run) &&
    !isTurnedRound(words, run)
  )
    return undefined;
  if (isTitleOfThing(words, run)) return undefined;
  const unlisted = inside.filter((word) => !isLanguage(word) && !isInitial(word));
  const named = inside.filter((word) => isListed(word));
  if (isPlaceOnly(words, run) && context !== 'PRACTITIONER') {
    if (context === 'PERSON' && !head.possessive) return 'PERSON';
    // Hull and Reading are words as well, and Nelson may be somebody.
    if (inside.length > 1 || !(head.sense.common || head.sense.surname)) return 'PLACE';
  }
  if (isTitled(words, run)) return context;
  if (isQuoted(words, run) && named.length === 0) return undefined;
  if (context && (unlisted.length > 0 || named.length > 0)) return context;
  if (context === 'PLACE' && !head.first) return 'PLACE';
  if (context === 'ORGANISATION' && !head.first && inside.slice(0, -1).some(isRare)) return 'ORGANISATION';
  if (unlisted.length === 0)
    return named.length > 1 || (named.length === 1 && (!head.first || isTurnedRound(words, run)))
      ? 'PERSON'
      : undefined;
  if (inside.length > 1 || !head.first || named.length > 0) return 'PERSON';
  return undecided(words, run);
}

/** As in `the White Paper`: a name that is a word, between `the` and another word of the language with a capital. */
function isTitleOfThing(words: readonly Word[], { from, to }: Run): boolean {
  const [before, word, next] = [wordAt(words, from - 1), wordAt(words, from), wordAt(words, to)];
  if (before.folded === 'the' && ROYALS.has(word.folded))
    return words.slice(from, to).every(({ sense }) => sense.common);
  if (to - from > 1 || !word.sense.common || word.possessive) return false;
  if (isAdverb(before) && word.joined && !word.sense.given) return true;
  return (
    before.folded === 'the' && next.joined && next.capital && next.sense.common && !FAMILIES.has(next.folded)
  );
}

/** A word that case notes do not use for what every agency has, such as a primary school. */
const isRare = ({ folded }: Word): boolean => !CASE_WORDS.has(folded);

/** As in `Hill, Carol`. */
function isTurnedRound(words: readonly Word[], { to }: Run): boolean {
  const next = wordAt(words, to);
  return wordAt(words, to - 1).after === ', ' && next.capital && !next.sense.common;
}

/**
 * One unlisted word at the beginning of a sentence or line: somebody, but for one before a bracket or a quotation that ends,
 * unless a list goes on there.
 */
function undecided(words: readonly Word[], run: Run): NamedKind | undefined {
  const [word, next] = [wordAt(words, run.from), wordAt(words, run.to)];
  if (word.text.length < 3) return undefined;
  if (/^\s*(?:[,;.?!/(\u2010-\u2015-]|:\s*["\u201c]?$|$)/u.test(word.after)) return 'PERSON';
  return next.folded === 'and' && wordAt(words, run.to + 1).capital ? 'PERSON' : undefined;
}

/** Titles after which even a word in small letters is a name. */
const SMALL_TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'mx', 'dr', 'pc', 'dc', 'sgt', 'prof']);

/** A name written small: a listed given name, or what follows a title or a word that introduces a name. */
function smallRun(words: readonly Word[], from: number): Candidate | undefined {
  const [before, word] = [wordAt(words, from - 1), wordAt(words, from)];
  if (word.masked || word.capital || isLanguage(word) || word.text.length < 3) return undefined;
  const { given, place } = word.sense;
  const titled = word.joined && SMALL_TITLES.has(before.folded);
  const introduced =
    before.folded === 'named' || (before.folded === 'is' && wordAt(words, from - 2).folded === 'name');
  if (place && !given && word.text.length > 4 && !titled)
    return { run: { from, to: from + 1 }, kind: 'PLACE' };
  if (!given && !titled && !introduced) return undefined;
  let to = from + 1;
  while (to - from < 4) {
    const next = wordAt(words, to);
    if (!next.joined || next.masked || next.capital) break;
    const isLetter = next.text.length === 1;
    if (!isLetter && (isLanguage(next) || next.text.length < 3)) break;
    to += 1;
  }
  while (wordAt(words, to - 1).text.length === 1) to -= 1;
  return { run: { from, to }, kind: titled && PRACTITIONERS.has(before.folded) ? 'PRACTITIONER' : 'PERSON' };
}

function found(words: readonly Word[], { from, to }: Run, kind: NamedKind): NameFound {
  return {
    start: wordAt(words, from).start,
    end: wordAt(words, to - 1).end,
    kind,
    name: words
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
    sex: HONORIFICS.get(wordAt(words, from - 1).folded),
  };
}

/** Whether a name stands in a list beside an organisation, and nothing says that it is somebody's. */
function isListedWith(
  words: readonly Word[],
  { kind, run }: Candidate,
  other: Candidate | undefined,
): boolean {
  if (kind !== 'PERSON' || other?.kind !== 'ORGANISATION') return false;
  const to = Math.min(run.to, other.run.to);
  const between = words.slice(to, Math.max(run.from, other.run.from)).map(({ folded }) => folded);
  const comma = wordAt(words, to - 1).after === ', ';
  const apart = between.length === 0 ? comma : between.length === 1 && between[0] === 'and';
  const head = wordAt(words, run.from);
  return apart && !head.sense.given && !(head.joined && wordAt(words, run.from - 1).capital);
}

/** What stands in one list with an organisation, and has no given name, is one. */
function alike(words: readonly Word[], names: readonly Candidate[]): readonly Candidate[] {
  const alikes = [...names];
  // On by the list from left to right, and back.
  for (let pass = 0; pass < 2; pass += 1) {
    for (const [at, one] of alikes.entries())
      if (isListedWith(words, one, alikes[at - 1])) alikes[at] = { ...one, kind: 'ORGANISATION' };
    alikes.reverse();
  }
  return alikes;
}

/** Names of people, places and organisations by the library's lexicon and the words around. */
export function namesIn(words: readonly Word[]): readonly NameFound[] {
  const names: Candidate[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = wordAt(words, at);
    if (word.masked || isTitleOfNext(words, at)) continue;
    const small = smallRun(words, at);
    if (small) {
      names.push(small);
      at = small.run.to - 1;
    } else if (isNamelike(word) && (isSaint(words, at) || !(isLanguage(word) && word.folded.length < 3))) {
      const whole = extend(words, at);
      const run = isTitled(words, whole) ? whole : trim(words, whole);
      const kind = run && decide(words, run);
      if (run && kind) names.push({ run, kind });
      at = whole.to - 1;
    }
  }
  return alike(words, names).map(({ run, kind }) => found(words, run, kind));
}

/** A title belongs to no name: `[Practitioner 1]` may still be a doctor. */
const isTitleOfNext = (words: readonly Word[], at: number): boolean =>
  isTitle(wordAt(words, at)) && wordAt(words, at + 1).joined;
