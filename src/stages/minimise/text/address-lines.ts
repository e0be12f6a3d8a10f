import { isTitle } from './name-runs';
import { DOINGS, HEADS, PARTICLES } from './name-words';
import { gapBefore, wordAt, type Word } from './words';

/** Words that a number follows within an address. */
const UNITS: ReadonlySet<string> = new Set('flat apartment apt suite unit box postbox'.split(' '));

/** Words of one address line after what tells that it is one. */
const LONGEST = 8;

/** Between two parts of an address: spaces, commas, ends of lines and what forms put for them, and up to three numbers. */
const BETWEEN = /^\.?[ ,>?\n]{0,12}(?:#?[0-9]{1,9}(?:[/-][0-9]{1,4})?[A-Za-z]?[ ,.>?\n]{0,12}){0,3}$/u;
const NUMBER_AT_END = /(?:(?<![0-9])[0-9]{1,6}[A-Za-z]?\.?,?[ >?\n]{1,12}){1,3}$/u;
const NUMBER_AT_START = /^\.?[ ,>?\n]{0,12}#?[0-9]{1,9}(?:[/-][0-9]{1,4})?[A-Za-z]?(?![\p{L}\p{N}/-])/u;

interface Line {
  readonly start: number;
  readonly end: number;
}

const isUnit = ({ folded, masked, after }: Word): boolean =>
  !masked && UNITS.has(folded) && /^\.?[ \t]{0,3}#?[0-9]/u.test(after);

/** A word that may be of an address: with a capital letter, or a particle before one. */
function isPart(words: readonly Word[], at: number): boolean {
  const word = wordAt(words, at);
  if (word.masked) return false;
  if (word.capital) return !isTitle(word);
  if (!PARTICLES.has(word.folded)) return isUnit(word);
  const second = wordAt(words, at + 1);
  // As in `Rue de la Puruntie`.
  const next = PARTICLES.has(second.folded) && second.joined ? wordAt(words, at + 2) : second;
  return next.joined && next.capital;
}

/** Whether a line goes on with the word at `at`, which somebody who is spoken of does not. */
function goesOn(words: readonly Word[], at: number): boolean {
  const [before, word, next] = [wordAt(words, at - 1), wordAt(words, at), wordAt(words, at + 1)];
  if (!isPart(words, at) || !BETWEEN.test(before.after)) return false;
  if (before.masked && /^[.?]/u.test(before.after)) return false;
  if (isUnit(word)) return true;
  if (!next.first && DOINGS.has(next.folded)) return false;
  const { given, common, place } = word.sense;
  if (HEADS.has(word.folded) && next.joined && next.capital) return true;
  return /[,\n]|[0-9]\. /u.test(before.after) || before.masked ? !given && (!common || place) : true;
}

/** The last word of the line that the word at `from` begins or goes on with. */
function lastOf(words: readonly Word[], from: number): number {
  let last = from;
  while (last - from < LONGEST && goesOn(words, last + 1)) last += 1;
  const isLoose = (at: number): boolean => {
    const { sense, after } = wordAt(words, at);
    return sense.common && !sense.place && !NUMBER_AT_START.test(after);
  };
  while (last > from && isLoose(last)) last -= 1;
  return last;
}

/** Where the line begins whose flat or suite is at `at`: at the street before it, and its number. */
function startOf(words: readonly Word[], at: number): number | undefined {
  let first = at;
  while (at - first < LONGEST) {
    const gap = gapBefore(words, first);
    const joins = wordAt(words, first).joined || (first === at && NUMBER_AT_END.test(gap));
    if (!joins || !isPart(words, first - 1)) break;
    first -= 1;
  }
  const gap = gapBefore(words, first);
  const number = NUMBER_AT_END.exec(gap)?.[0].length ?? 0;
  // Words before a flat that no number begins may be the name of whoever lives there.
  const numbered = number > 0 || NUMBER_AT_END.test(gapBefore(words, at));
  return numbered && !isPersonal(words, first, at) ? wordAt(words, first).start - number : undefined;
}

/** Whether somebody's name stands between, as in `Carol Jones Flat 3`. */
const isPersonal = (words: readonly Word[], from: number, to: number): boolean =>
  to > from && wordAt(words, from).sense.given && wordAt(words, from + 1).sense.surname;

function lineAt(words: readonly Word[], at: number): (Line & { readonly last: number }) | undefined {
  const word = wordAt(words, at);
  const unit = isUnit(word);
  if (!unit && !word.site) return undefined;
  const last = lastOf(words, at);
  if (!unit && last === at) return undefined;
  const start = unit ? (startOf(words, at) ?? word.start) : wordAt(words, at + 1).start;
  const { end, after } = wordAt(words, last);
  return { start, end: end + (NUMBER_AT_START.exec(after)?.[0].length ?? 0), last };
}

/**
 * Lines of addresses in whatever country's form: what stands around a flat, suite or box with its number, and what
 * goes on behind an address that is masked already.
 */
export function addressLinesIn(words: readonly Word[]): readonly Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const line = lineAt(words, at);
    if (!line) continue;
    lines.push({ start: Math.max(line.start, lines.at(-1)?.end ?? 0), end: line.end });
    at = line.last;
  }
  return lines;
}
