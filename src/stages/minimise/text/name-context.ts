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
import type { Word } from './words';

interface Surroundings {
  readonly before: Word | undefined;
  readonly earlier: Word | undefined;
  readonly earliest: Word | undefined;
  readonly after: Word | undefined;
}

/** The words around a run in its sentence. */
function surroundings(words: readonly Word[], { from, to }: Run): Surroundings {
  const begins = words[from]?.first === true && !words[from - 1]?.after.startsWith('.');
  const [before, after] = [begins ? undefined : words[from - 1], words[to]];
  return {
    before,
    earlier: before?.first === false ? words[from - 2] : undefined,
    earliest: before?.first === false && words[from - 2]?.first === false ? words[from - 3] : undefined,
    after: after?.first === true ? undefined : after,
  };
}

/** Whether a title with a capital letter stands right before. */
export function isTitled(words: readonly Word[], { from }: Run): boolean {
  const title = words[from - 1];
  return title !== undefined && words[from]?.joined === true && isTitle(title) && title.capital;
}

/** Who is named after that title: a sister in small letters is somebody's sister. */
const kindAfter = ({ folded, capital }: Word): 'PRACTITIONER' | 'PERSON' =>
  PRACTITIONERS.has(folded) && (capital || !RELATIONS.has(folded)) ? 'PRACTITIONER' : 'PERSON';

const startsWithGiven = (words: readonly Word[], { from }: Run): boolean => words[from]?.sense.given === true;

/** Whether the lexicon has the run for a place and nothing else. */
export function isPlaceOnly(words: readonly Word[], { from, to }: Run): boolean {
  if (to - from > 1 && senseOf(phrase(words, { from, to })).place) return true;
  for (let at = from; at < to; at += 1) {
    const sense = words[at]?.sense;
    if (!sense?.place || sense.given) return false;
  }
  return true;
}

/** Whether a place is part of the run, as in `Southern Spain` and `Brakpan South Africa`. */
function isAround(words: readonly Word[], { from, to }: Run): boolean {
  if (to - from < 2 || startsWithGiven(words, { from, to })) return false;
  if (HEADS.has(words[from]?.folded ?? '') && words[from + 1]?.sense.given === false) return true;
  return (
    words[to - 1]?.sense.surname === false &&
    (isPlaceOnly(words, { from: to - 1, to }) || (to - from > 2 && isPlaceOnly(words, { from: to - 2, to })))
  );
}

/** As in `[address], Nelson`: the town comes after the street, and somebody who says something does not. */
function isBehindAddress(words: readonly Word[], { from, to }: Run): boolean {
  const [before, after] = [words[from - 1], words[to]];
  const name = words[from - 2];
  const named = before?.joined === true && name?.capital === true && !name.sense.given;
  if (!before || !(before.site || (before.capital && SITES.has(before.folded) && named))) return false;
  if (before.after !== ', ') return false;
  return to - from === 1 && !(after?.first === false && (DOINGS.has(after.folded) || after.sense.past));
}

/** `in`, `to` and `from` lead to people too; the word before them tells which. */
function byPreposition({ before, earlier, earliest }: Surroundings): NamedKind | undefined {
  if (!before) return undefined;
  const isFromAnother =
    earliest?.folded === 'from' && (earlier?.masked === true || earlier?.capital === true);
  if (PLACE_NOUNS.has(before.folded) && before.after === ' ') return 'PLACE';
  if (before.folded === 'of' && earlier && PLACE_NOUNS.has(earlier.folded)) return 'PLACE';
  if (before.folded === 'of' && earlier?.folded === 'university') return 'PLACE';
  if (/^(?:to|from)$/u.test(before.folded) && earlier && MOTIONS.has(earlier.folded)) return 'PLACE';
  if (/^(?:to|from)$/u.test(before.folded) && earlier && TOLD_FROM.has(earlier.folded)) return 'PERSON';
  if (before.folded === 'to' && isFromAnother) return 'PLACE';
  if (before.folded === 'from' && (earlier?.masked === true || earlier?.capital === true)) return 'PLACE';
  if (before.folded === 'in' && earlier && TRUSTING.has(earlier.folded)) return 'PERSON';
  return before.folded === 'in' ? 'PLACE' : undefined;
}

/** Whether somebody is said to do something; with a word of the language at the beginning, anything may. */
function isDoing(words: readonly Word[], { from, to }: Run, after: Word | undefined): boolean {
  const head = words[from];
  if (!after || !head) return false;
  if (head.first && head.sense.common && to - from === 1)
    return (DOINGS.has(after.folded) || after.sense.past) && !ANYBODYS.has(after.folded);
  return DOINGS.has(after.folded);
}

/** What the words before and after say; undefined where they say nothing. */
export function byContext(words: readonly Word[], run: Run): NamedKind | undefined {
  const around = surroundings(words, run);
  const { before, after } = around;
  const title = words[run.from - 1];
  if (title && words[run.from]?.joined === true && isTitle(title)) return kindAfter(title);
  const institution = institutionOf(words, run);
  if (institution) return institution;
  if (isInAddress(words, run) || isAround(words, run) || isBehindAddress(words, run)) return 'PLACE';
  const preposition = byPreposition(around);
  if (isCoined(words, run)) return 'ORGANISATION';
  if (preposition === 'PERSON') return preposition;
  const numbered = isNumbered(words, run);
  if (before && !numbered && (RELATIONS.has(before.folded) || NAMING.has(before.folded))) return 'PERSON';
  if (isBody(words, run, before === undefined)) return 'ORGANISATION';
  if (preposition) return preposition;
  if (isIt(words, run)) return 'ORGANISATION';
  const last = words[run.to - 1];
  if (last?.possessive === true || (isDoing(words, run, after) && !isPlaceOnly(words, run))) return 'PERSON';
  if (before?.folded === 'the' && after?.joined === true && FAMILIES.has(after.folded)) return 'PERSON';
  if (words[run.from]?.folded === 'st' && run.to - run.from > 1) return 'PLACE';
  const listed = startsWithGiven(words, run);
  if (!listed && after?.joined === true && LANDMARKS.has(after.folded)) return 'PLACE';
  const several = run.to - run.from > 1;
  if (
    before &&
    /^(?:in|at|near|around|outside)$/u.test(before.folded) &&
    !several &&
    words[run.from]?.sense.place
  )
    return 'PLACE';
  if (before && LOCATIVES.has(before.folded) && !listed && !(several && before.folded === 'to'))
    return 'PLACE';
  const common = words[run.from]?.sense.common === true;
  if (isBesideNumber(words, run) && !listed && (several || !common)) return 'PLACE';
  if (before && !several && /^(?:the|a|an)$/u.test(before.folded) && !listed && !common) return 'PLACE';
  return undefined;
}
