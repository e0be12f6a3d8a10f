import type { NamedKind } from './kinds';
import { senseOf } from './lexicon';
import {
  ANYBODYS,
  BODIES,
  DOINGS,
  LOCATIVES,
  MOTIONS,
  NAMING,
  OF_BODIES,
  PLACE_NOUNS,
  PRACTITIONERS,
  RELATIONS,
  TOLD_FROM,
  TRUSTING,
  WORKING,
} from './name-words';
import { institutionOf, isTitle, phrase, type Run } from './name-runs';
import type { Word } from './words';

interface Surroundings {
  readonly before: Word | undefined;
  readonly earlier: Word | undefined;
  readonly after: Word | undefined;
}

/** The words around a run in its sentence. */
function surroundings(words: readonly Word[], { from, to }: Run): Surroundings {
  const begins = words[from]?.first === true && !words[from - 1]?.after.startsWith('.');
  const [before, after] = [begins ? undefined : words[from - 1], words[to]];
  return {
    before,
    earlier: before?.first === false ? words[from - 2] : undefined,
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

/** As in `46 Velký Průhon` and `Nassaustraat 123`, which is how doors are numbered. */
function isBesideNumber(words: readonly Word[], { from, to }: Run): boolean {
  const [before, after] = [words[from - 1]?.after ?? '', words[to - 1]?.after ?? ''];
  if (/(?:^|\s)[0-9]{1,5}[a-z]?,?\s{0,4}$/iu.test(before)) return true;
  // A name by itself on a line has nothing to do with the number below it.
  const number =
    to - from > 1 ? /^ [0-9]{1,5}[a-z]?(?![\p{L}\p{N}])/iu : /^\s{1,4}[0-9]{1,5}[a-z]?(?![\p{L}\p{N}])/iu;
  return number.test(after);
}

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

const HEADS: ReadonlySet<string> = new Set(
  'southern northern eastern western south north east west upper lower great little new port county mount'.split(
    ' ',
  ),
);

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
  if (before?.site !== true || before.after !== ', ') return false;
  return to - from === 1 && !(after?.first === false && (DOINGS.has(after.folded) || after.sense.past));
}

/** `in`, `to` and `from` lead to people too; the word before them tells which. */
function byPreposition({ before, earlier }: Surroundings): NamedKind | undefined {
  if (!before) return undefined;
  if (PLACE_NOUNS.has(before.folded)) return 'PLACE';
  if (before.folded === 'of' && earlier && PLACE_NOUNS.has(earlier.folded)) return 'PLACE';
  if (before.folded === 'of' && earlier?.folded === 'university') return 'PLACE';
  if (/^(?:to|from)$/u.test(before.folded) && earlier && MOTIONS.has(earlier.folded)) return 'PLACE';
  if (/^(?:to|from)$/u.test(before.folded) && earlier && TOLD_FROM.has(earlier.folded)) return 'PERSON';
  if (before.folded === 'from' && (earlier?.masked === true || earlier?.capital === true)) return 'PLACE';
  if (before.folded === 'in' && earlier && TRUSTING.has(earlier.folded)) return 'PERSON';
  return before.folded === 'in' ? 'PLACE' : undefined;
}

/** Words between work and its employer, as in `works nights for`. */
const AROUND_WORK = 4;

/** Whether what stands around says that the run is a body of people. */
function isBody(words: readonly Word[], run: Run, { before, earlier, after }: Surroundings): boolean {
  const [head] = words.slice(run.from, run.to);
  if (
    run.to - run.from === 1 &&
    head &&
    /\p{Ll}{2}\p{Lu}/u.test(head.text.replace(/^(?:Mac|Fitz|Van|Der|De)/u, ''))
  )
    return true;
  if (before && /^(?:for|at|by)$/u.test(before.folded)) {
    const work = words.slice(Math.max(0, run.from - AROUND_WORK), run.from - 1);
    if (work.some(({ folded }) => WORKING.has(folded))) return true;
  }
  // Somebody of or from a body: places are told by the words before.
  if (
    before &&
    /^(?:of|from)$/u.test(before.folded) &&
    earlier?.masked === true &&
    !startsWithGiven(words, run)
  )
    return before.folded === 'of';
  if (before?.folded === 'the' && after && OF_BODIES.has(after.folded)) return true;
  if (after?.folded !== 'is' && after?.folded !== 'was') return false;
  const said = words.slice(run.to + 1, run.to + 8);
  const end = said.findIndex(({ first }) => first);
  return said.slice(0, end < 0 ? undefined : end).some(({ folded }) => BODIES.has(folded));
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
  if (isAround(words, run) || isBehindAddress(words, run)) return 'PLACE';
  const preposition = byPreposition(around);
  if (preposition === 'PERSON') return preposition;
  if (before && (RELATIONS.has(before.folded) || NAMING.has(before.folded))) return 'PERSON';
  if (isBody(words, run, around)) return 'ORGANISATION';
  if (preposition) return preposition;
  const last = words[run.to - 1];
  if (last?.possessive === true || (isDoing(words, run, after) && !isPlaceOnly(words, run))) return 'PERSON';
  const listed = startsWithGiven(words, run);
  const several = run.to - run.from > 1;
  if (before && LOCATIVES.has(before.folded) && !listed && !(several && before.folded === 'to'))
    return 'PLACE';
  const common = words[run.from]?.sense.common === true;
  if (isBesideNumber(words, run) && !listed && (several || !common)) return 'PLACE';
  if (before && !several && /^(?:the|a|an)$/u.test(before.folded) && !listed && !common) return 'PLACE';
  return undefined;
}
