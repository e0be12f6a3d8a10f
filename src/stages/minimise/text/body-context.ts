import {
  BODIES,
  LEFT_BODY,
  OCCUPATIONS,
  OF_BODIES,
  OF_WORK,
  ORGANISATIONS,
  OWNERS,
  PRACTITIONERS,
  SEVERAL_BODIES,
  SOMEBODYS,
  STAYING,
  WORKING,
} from './name-words';
import type { Run } from './name-runs';
import { wordAt, type Word } from './words';

/** Words between work and its employer, as in `works nights for`. */
const AROUND_WORK = 4;
/** Words within which `its` is said of what is named. */
const AROUND_ITS = 8;
/** Words of a list, and of the sentence that says what is listed. */
const LIST = 16;

/** Names of firms made of two words in one, as in `Microsoft`; a capital in mid-word tells as much. */
const COINED =
  /.{3}(?:lytics?|metrics|soft|software|tech|data|systems?|media|logics?|networks?|works|ware|labs|corp|commerce|insights?)$/u;
const MID_CAPITAL = /\p{Ll}{2}\p{Lu}/u;
const PERSONAL_PARTICLE = /^(?:Mac|Fitz|Van|Der|De)/u;

const isBetween = (word: Word): boolean =>
  word.masked || (word.capital && word.folded !== 'the') || word.folded === 'and';

/** Where the list of names begins that the word at `from` is of. */
function startOfList(words: readonly Word[], from: number): number {
  let start = from;
  while (from - start < LIST) {
    const before = wordAt(words, start - 1);
    if (!isBetween(before) || !/^,? $/u.test(before.after)) break;
    start -= 1;
  }
  return start;
}

/** Words of the sentence that goes before the word at `at`, the nearest first. */
function saidBefore(words: readonly Word[], at: number, most: number): readonly Word[] {
  const said: Word[] = [];
  for (let index = at; said.length < most && !wordAt(words, index).first; index -= 1)
    said.push(wordAt(words, index - 1));
  return said;
}

function saidBehind(words: readonly Word[], at: number, most: number): readonly Word[] {
  const said = words.slice(at, at + most);
  const end = said.findIndex(({ first }) => first);
  return said.slice(0, end < 0 ? undefined : end);
}

/** As in `the firms of the town: Xyzab, Xyzac and Xyzad`. */
function isAnnounced(words: readonly Word[], start: number): boolean {
  const before = wordAt(words, start - 1);
  if (!/^:\s/u.test(before.after)) return false;
  return [before, ...saidBefore(words, start - 1, LIST)].some(({ folded }) => SEVERAL_BODIES.has(folded));
}

/** As in `the Xyzab, Xyzac and Xyzad website`, and `the Xyzab Money office` whose last word is one of the language. */
function hasBranch(words: readonly Word[], { to }: Run, start: number): boolean {
  if (wordAt(words, start - 1).folded !== 'the') return false;
  let next = to;
  while (next - to < LIST) {
    const word = wordAt(words, next);
    if (!isBetween(word) || !/^,? $/u.test(wordAt(words, next - 1).after)) break;
    if (word.capital && ORGANISATIONS.has(word.folded)) return true;
    next += 1;
  }
  return !wordAt(words, next).first && OF_BODIES.has(wordAt(words, next).folded);
}

/** Whether a word between a body and its `its` may be what that speaks of instead; a town or a month after `in` is not. */
const mayOwn = (words: readonly Word[], at: number): boolean => {
  const [before, word] = [wordAt(words, at - 1), wordAt(words, at)];
  if (/^(?:the|a|an|this|that)$/u.test(word.folded)) return true;
  return (word.capital || word.masked) && !/^(?:in|on|at)$/u.test(before.folded);
};

/** As in `Xyzab opened in May and its staff`, where nothing else stands between that could own it. */
function hasIts(words: readonly Word[], { to }: Run): boolean {
  const said = saidBehind(words, to, AROUND_ITS);
  const its = said.findIndex(({ folded }) => folded === 'its');
  return its > 0 && !said.slice(0, its).some((_word, index) => mayOwn(words, to + index));
}

/** As in `Celebrating its tenth year, Xyzab`. */
function followsIts(words: readonly Word[], { from }: Run): boolean {
  if (wordAt(words, from - 1).after !== ', ') return false;
  const said = saidBefore(words, from, AROUND_ITS);
  const its = said.findIndex(({ folded }) => folded === 'its');
  const verb = wordAt(said, its + 1);
  return its >= 0 && verb.first && verb.folded.endsWith('ing');
}

/** Whether `its` is said of it and nobody is spoken of, as of a body, which is no `he` or `she`. */
export function isIt(words: readonly Word[], run: Run): boolean {
  const { from, to } = run;
  if (words.slice(from, to).some(({ sense }) => sense.given)) return false;
  if (!hasIts(words, run) && !followsIts(words, run)) return false;
  const around = [...saidBefore(words, from, AROUND_ITS), ...saidBehind(words, to, AROUND_ITS)];
  return !around.some(({ folded }) => SOMEBODYS.has(folded));
}

/** Whether a name is one that only firms have. */
export function isCoined(words: readonly Word[], { from, to }: Run): boolean {
  if (to - from > 1) return false;
  const { text, folded, sense } = wordAt(words, from);
  if (MID_CAPITAL.test(text.replace(PERSONAL_PARTICLE, ''))) return true;
  return !sense.given && !sense.surname && !sense.common && !sense.place && COINED.test(folded);
}

/** Whether the names before `at` are of somebody met in their work, as in `Dr Xyzab from`. */
function isOfPractitioner(words: readonly Word[], at: number): boolean {
  for (let index = at; index > at - 4; index -= 1) {
    const word = wordAt(words, index);
    if (PRACTITIONERS.has(word.folded)) return true;
    if (!word.masked && !word.capital) return false;
  }
  return false;
}

/** As in `her Xyzab shift`: whose work it is. */
function isOwned(words: readonly Word[], { from, to }: Run): boolean {
  const [before, word, after] = [wordAt(words, from - 1), wordAt(words, from), wordAt(words, to)];
  if (to - from > 1 || !word.joined || word.sense.surname || !after.joined || after.capital) return false;
  return OWNERS.has(before.folded) && OF_WORK.has(after.folded);
}

/** As in `Xyzab manager Carol Jones`: an employer before its employee. */
function isEmployer(words: readonly Word[], { to }: Run): boolean {
  const [after, next] = [wordAt(words, to), wordAt(words, to + 1)];
  if (!after.joined || !next.joined || !next.capital) return false;
  return OCCUPATIONS.has(after.folded) && !after.capital;
}

/** Whether the words before say so: an employer after work, a body where somebody is and does not live. */
function isLedTo(words: readonly Word[], { from, to }: Run, listed: boolean): boolean {
  const [before, earlier] = [wordAt(words, from - 1), wordAt(words, from - 2)];
  if (/^(?:for|at|by)$/u.test(before.folded)) {
    const work = words.slice(Math.max(0, from - AROUND_WORK), from - 1);
    if (work.some(({ folded }) => WORKING.has(folded))) return true;
  }
  if (listed || from < 2 || before.after !== ' ') return false;
  // At somebody's is their home.
  if (before.folded === 'at') return !STAYING.has(earlier.folded) && !wordAt(words, to - 1).possessive;
  if (before.folded === 'attends') return true;
  // Somebody of or from a body: places are told by the words before.
  if (before.folded === 'of') return earlier.masked || (earlier.capital && !earlier.sense.common);
  return before.folded === 'from' && (LEFT_BODY.has(earlier.folded) || isOfPractitioner(words, from - 2));
}

/** Whether what stands around says that the run is a body of people. */
export function isBody(words: readonly Word[], run: Run, begins: boolean): boolean {
  const { from, to } = run;
  const listed = wordAt(words, from).sense.given;
  if (!begins && isLedTo(words, run, listed)) return true;
  if (!listed && (isOwned(words, run) || isEmployer(words, run))) return true;
  const start = startOfList(words, from);
  if (isAnnounced(words, start) || hasBranch(words, run, start)) return true;
  const after = wordAt(words, to);
  if (after.first || (after.folded !== 'is' && after.folded !== 'was')) return false;
  return saidBehind(words, to + 1, 7).some(({ folded }) => BODIES.has(folded));
}
