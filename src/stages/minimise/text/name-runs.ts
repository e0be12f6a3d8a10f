import { senseOf } from './lexicon';
import { HONORIFICS, ORGANISATIONS, PARTICLES, PARTNERS, PRACTITIONERS, SITES } from './name-words';
import { wordAt, type Word } from './words';

/** Words of one name: the first, and the one after the last. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

const LONGEST = 6;

export const isTitle = ({ folded }: Word): boolean => HONORIFICS.has(folded) || PRACTITIONERS.has(folded);

/** Short words in Latin capitals are abbreviations; they say who somebody is to those who know it already. */
const isAbbreviation = ({ shouted, text, sense }: Word): boolean =>
  shouted &&
  text.length <= 5 &&
  /\p{Script=Latin}/u.test(text) &&
  !sense.given &&
  !sense.surname &&
  !(sense.place && text.length > 3);

export const isInitial = ({ text, capital }: Word): boolean => capital && text.length === 1;

export const isLanguage = ({ sense }: Word): boolean => sense.common;

/** A capital letter that the place in the sentence does not explain. */
export const isNamelike = (word: Word): boolean => word.capital && !word.masked && !isAbbreviation(word);

export const isListed = ({ sense: { given, surname, place } }: Word): boolean => given || surname || place;

/** Nobody is called by a word in -ly before their name, unless it is a name as well. */
export const isAdverb = (word: Word): boolean =>
  word.capital && /..ly$/u.test(word.folded) && isLanguage(word) && !isListed(word);

/** As in `St Xyzab`, which is a place or of one. */
export const isSaint = (words: readonly Word[], at: number): boolean =>
  wordAt(words, at).folded === 'st' && wordAt(words, at + 1).joined && wordAt(words, at + 1).capital;

/** From the word at `from`, all that may be of one name with it. */
export function extend(words: readonly Word[], from: number): Run {
  let to = from + 1;
  for (; to - from < LONGEST; to += 1) {
    const [word, next] = [wordAt(words, to), wordAt(words, to + 1)];
    if (!word.joined || word.masked || wordAt(words, to - 1).possessive) break;
    const particle = PARTICLES.has(word.folded) && next.joined && isNamelike(next);
    const firm = word.folded === 'and' && next.joined && next.capital && PARTNERS.has(next.folded);
    const numbered = /^(?:II|III|IV|Jr|Sr)$/u.test(word.text);
    const body = word.capital && (ORGANISATIONS.has(word.folded) || SITES.has(word.folded));
    if (!particle && !firm && !numbered && !body && !(isNamelike(word) && !isTitle(word))) break;
  }
  return { from, to };
}

export const phrase = (words: readonly Word[], { from, to }: Run): string =>
  words
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ');

const isLoose = ({ sense: { common, given, surname } }: Word): boolean => common && !given && !surname;

/** Whether the run's last word makes the name of a site or an organisation of it. */
export function institutionOf(
  words: readonly Word[],
  { from, to }: Run,
): 'PLACE' | 'ORGANISATION' | undefined {
  if (to - from < 2) return undefined;
  const [head, last] = [wordAt(words, from), wordAt(words, to - 1)];
  // Laura Hall is somebody.
  if (head.sense.given && last.sense.surname) return undefined;
  if (ORGANISATIONS.has(last.folded) || (PARTNERS.has(last.folded) && wordAt(words, to - 2).folded === 'and'))
    return 'ORGANISATION';
  return SITES.has(last.folded) ? 'PLACE' : undefined;
}

/** Without the words of the language at its ends, but for an institution's last word. */
export function trim(words: readonly Word[], { from, to }: Run): Run | undefined {
  if (senseOf(phrase(words, { from, to })).place) return { from, to };
  const institution = institutionOf(words, { from, to }) !== undefined;
  // With a capital in mid-sentence even a word of the language may be a given name before a name.
  const isLeading = (word: Word, at: number): boolean =>
    isLoose(word) &&
    !isSaint(words, at) &&
    (word.first || isAdverb(word) || (!institution && isLoose(wordAt(words, at + 1))));
  const inside = words.slice(from, to);
  const skipped = inside.findIndex((word, index) => !isLeading(word, from + index));
  if (skipped < 0) return undefined;
  const isOwned = (word: Word, owner: Word): boolean =>
    isInitial(owner) || owner.sense.given || (isInitial(word) && !isLanguage(owner));
  const last = inside.findLastIndex(
    (word, index) =>
      institution || !isLoose(word) || (index > skipped && isOwned(word, wordAt(inside, index - 1))),
  );
  const kept = inside.slice(skipped, last + 1);
  return kept.some((word) => !isInitial(word)) ? { from: from + skipped, to: from + last + 1 } : undefined;
}
