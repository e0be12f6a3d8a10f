import { isTitle, type Run } from './name-runs';
import { gapBefore, wordAt, type Word } from './words';

/** Words of the sentence in which both streets of a corner are named. */
const CORNER = 10;

const NUMBER_BEFORE = /(?:^|\s)[0-9]{1,5}[a-z]?,?\s{0,4}$/iu;
const NUMBER_BEHIND = /^,? [0-9]{1,5}[a-z]?(?![\p{L}\p{N}])/iu;

/** Whether a door's number stands right before. */
export const isNumbered = (words: readonly Word[], { from }: Run): boolean =>
  NUMBER_BEFORE.test(gapBefore(words, from));

/** As in `46 Velký Průhon` and `Nassaustraat 123`, which is how doors are numbered. */
export function isBesideNumber(words: readonly Word[], run: Run): boolean {
  if (isNumbered(words, run)) return true;
  const { after } = wordAt(words, run.to - 1);
  // A name by itself on a line has nothing to do with the number below it.
  const number =
    run.to - run.from > 1
      ? /^ [0-9]{1,5}[a-z]?(?![\p{L}\p{N}])/iu
      : /^\s{1,4}[0-9]{1,5}[a-z]?(?![\p{L}\p{N}])/iu;
  return number.test(after);
}

/** As in `the corner of Carol Street and Xyzab`. */
function isAtCorner(words: readonly Word[], { from }: Run): boolean {
  let at = from;
  while (wordAt(words, at - 1).capital && wordAt(words, at).joined) at -= 1;
  if (!/^(?:of|and)$/u.test(wordAt(words, at - 1).folded)) return false;
  for (let index = at - 1; index > at - CORNER; index -= 1) {
    const word = wordAt(words, index);
    if (word.first) return false;
    if (word.folded === 'of' && wordAt(words, index - 1).folded === 'corner') return true;
  }
  return false;
}

/** As in `Xyzab, NY 10001` and `Xyzab FPO`: a town before its state and code, and posts of forces abroad. */
function isBeforeCode(words: readonly Word[], { to }: Run): boolean {
  const [last, code, country] = [wordAt(words, to - 1), wordAt(words, to), wordAt(words, to + 1)];
  if (!code.shouted || !/^[ ,\n]{0,3}$/u.test(last.after)) return false;
  if (/^(?:[AFD]PO|BFPO)$/u.test(code.text)) return true;
  if (code.text.length > 3 || isTitle(code)) return false;
  return /^ [0-9]{5}(?![0-9])/u.test(code.after) || (country.joined && country.sense.place);
}

/** As in `on Xyzab Carol 188`: a street with its door behind it. */
const isOnStreet = (words: readonly Word[], { from, to }: Run): boolean =>
  to - from > 1 &&
  /^(?:on|at|near|off|along)$/u.test(wordAt(words, from - 1).folded) &&
  NUMBER_BEHIND.test(wordAt(words, to - 1).after);

/** Whether a run is of an address by what stands around it, whoever may be called so. */
export const isInAddress = (words: readonly Word[], run: Run): boolean =>
  (isNumbered(words, run) && NUMBER_BEHIND.test(wordAt(words, run.to - 1).after)) ||
  isBeforeCode(words, run) ||
  isOnStreet(words, run) ||
  isAtCorner(words, run);
