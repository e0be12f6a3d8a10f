import { isBody, isCoined, isIt } from './body-context';
import type { NamedKind } from './kinds';
import { senseOf } from './lexicon';
import {
  ANYBODYS,
  DOINGS,
  FAMILIES,
  HEADS,
  LANDMARKS,
  LOCATIVES,
  MOTIONS,
  NAMING,
  PLACE_NOUNS,
  PRACTITIONERS,
  RELATIONS,
  SITES,
  TOLD_FROM,
  TRUSTING,
} from './name-words';
import { institutionOf, isTitle, phrase, type Run } from './name-runs';
import { isBesideNumber, isInAddress, isNumbered } from './street-context';
import { NO_WORD, wordAt, type Word } from './words';

interface Surroundings {
  readonly before: Word;
  readonly earlier: Word;
  readonly earliest: Word;
  readonly after: Word;
}

/** The words around a run in its sentence. */
function surroundings(words: readonly Word[], { from, to }: Run): Surroundings {
  const begins = wordAt(words, from).first && !wordAt(words, from - 1).after.startsWith('.');
  const before = begins ? NO_WORD : wordAt(words, from - 1);
  const earlier = before.first ? NO_WORD : wordAt(words, from - 2);
  const earliest = earlier.first ? NO_WORD : wordAt(words, from - 3);
  const after = wordAt(words, to);
  return { before, earlier, earliest, after: after.first ? NO_WORD : after };
}

/** Whether a title with a capital letter stands right before. */
export function isTitled(words: readonly Word[], { from }: Run): boolean {
  const title = wordAt(words, from - 1);
  return wordAt(words, from).joined && isTitle(title) && title.capital;
}

/** Who is named after that title: a sister in small letters is somebody's sister. */
const kindAfter = ({ folded, capital }: Word): 'PRACTITIONER' | 'PERSON' =>
  PRACTITIONERS.has(folded) && (capital || !RELATIONS.has(folded)) ? 'PRACTITIONER' : 'PERSON';

const startsWithGiven = (words: readonly Word[], { from }: Run): boolean => wordAt(words, from).sense.given;

/** Whether the lexicon has the run for a place and nothing else. */
export function isPlaceOnly(words: readonly Word[], { from, to }: Run): boolean {
  if (to - from > 1 && senseOf(phrase(words, { from, to })).place) return true;
  return words.slice(from, to).every(({ sense }) => sense.place && !sense.given);
}

/** Whether a place is part of the run, as in `Southern Spain` and `Brakpan South Africa`. */
function isAround(words: readonly Word[], { from, to }: Run): boolean {
  if (to - from < 2 || startsWithGiven(words, { from, to })) return false;
  if (HEADS.has(wordAt(words, from).folded) && !wordAt(words, from + 1).sense.given) return true;
  return (
    !wordAt(words, to - 1).sense.surname &&
    (isPlaceOnly(words, { from: to - 1, to }) || (to - from > 2 && isPlaceOnly(words, { from: to - 2, to })))
  );
}

/** As in `[address], Nelson`: the town comes after the street, and somebody who says something does not. */
function isBehindAddress(words: readonly Word[], { from, to }: Run): boolean {
  const [name, before, after] = [wordAt(words, from - 2), wordAt(words, from - 1), wordAt(words, to)];
  const named = before.joined && name.capital && !name.sense.given;
  if (!before.site && !(before.capital && SITES.has(before.folded) && named)) return false;
  if (before.after !== ', ') return false;
  return to - from === 1 && !(!after.first && (DOINGS.has(after.folded) || after.sense.past));
}

/** `in`, `to` and `from` lead to people too; the word before them tells which. */
function byPreposition({ before, earlier, earliest }: Surroundings): NamedKind | undefined {
  const isNamed = earlier.masked || earlier.capital;
  if (PLACE_NOUNS.has(before.folded) && before.after === ' ') return 'PLACE';
  if (before.folded === 'of' && PLACE_NOUNS.has(earlier.folded)) return 'PLACE';
  if (before.folded === 'of' && earlier.folded === 'university') return 'PLACE';
  if (/^(?:to|from)$/u.test(before.folded) && MOTIONS.has(earlier.folded)) return 'PLACE';
  if (/^(?:to|from)$/u.test(before.folded) && TOLD_FROM.has(earlier.folded)) return 'PERSON';
  if (before.folded === 'to' && earliest.folded === 'from' && isNamed) return 'PLACE';
  if (before.folded === 'from' && isNamed) return 'PLACE';
  if (before.folded === 'in' && TRUSTING.has(earlier.folded)) return 'PERSON';
  return before.folded === 'in' ? 'PLACE' : undefined;
}

/** Whether somebody is said to do something; with a word of the language at the beginning, anything may. */
function isDoing(words: readonly Word[], { from, to }: Run, after: Word): boolean {
  const head = wordAt(words, from);
  if (head.first && head.sense.common && to - from === 1)
    return (DOINGS.has(after.folded) || after.sense.past) && !ANYBODYS.has(after.folded);
  return DOINGS.has(after.folded);
}

/** What the words before and after say; undefined where they say nothing. */
export function byContext(words: readonly Word[], run: Run): NamedKind | undefined {
  const around = surroundings(words, run);
  const { before, after } = around;
  const [title, head] = [wordAt(words, run.from - 1), wordAt(words, run.from)];
  if (head.joined && isTitle(title)) return kindAfter(title);
  const institution = institutionOf(words, run);
  if (institution) return institution;
  if (isInAddress(words, run) || isAround(words, run) || isBehindAddress(words, run)) return 'PLACE';
  const preposition = byPreposition(around);
  if (isCoined(words, run)) return 'ORGANISATION';
  if (preposition === 'PERSON') return preposition;
  const numbered = isNumbered(words, run);
  if (!numbered && (RELATIONS.has(before.folded) || NAMING.has(before.folded))) return 'PERSON';
  if (isBody(words, run, before === NO_WORD)) return 'ORGANISATION';
  if (preposition) return preposition;
  if (isIt(words, run)) return 'ORGANISATION';
  if (wordAt(words, run.to - 1).possessive || (isDoing(words, run, after) && !isPlaceOnly(words, run)))
    return 'PERSON';
  if (before.folded === 'the' && after.joined && FAMILIES.has(after.folded)) return 'PERSON';
  if (head.folded === 'st' && run.to - run.from > 1) return 'PLACE';
  const listed = startsWithGiven(words, run);
  if (!listed && after.joined && LANDMARKS.has(after.folded)) return 'PLACE';
  const several = run.to - run.from > 1;
  if (/^(?:in|at|near|around|outside)$/u.test(before.folded) && !several && head.sense.place) return 'PLACE';
  if (LOCATIVES.has(before.folded) && !listed && !(several && before.folded === 'to')) return 'PLACE';
  const { common } = head.sense;
  if (isBesideNumber(words, run) && !listed && (several || !common)) return 'PLACE';
  if (!several && /^(?:the|a|an)$/u.test(before.folded) && !listed && !common) return 'PLACE';
  return undefined;
}
