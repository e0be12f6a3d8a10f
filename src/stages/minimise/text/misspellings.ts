import type { Token } from '../identifier-trie';
import { differingBits, editDistance, letterBits } from './edit-distance';
import { isListedName, senseOf } from './lexicon';

/** Edits allowed, by the letters of the known word (catalogue 4.7). */
const mostEdits = (letters: number): number => (letters >= 5 ? 2 : letters === 4 ? 1 : 0);
const REMEMBERED = 10_000;

interface KnownWord {
  readonly word: string;
  readonly bits: number;
  readonly edits: number;
}

/** Known words that a written word may be meant for, nearest first; a word of the language is taken for itself. */
export function misspellings(words: Iterable<string>): (token: Token) => readonly string[] {
  const known: readonly KnownWord[] = [...new Set(words)]
    .filter((word) => /^\p{L}+$/u.test(word) && mostEdits(word.length) > 0)
    .map((word) => ({ word, bits: letterBits(word), edits: mostEdits(word.length) }));
  const remembered = new Map<string, readonly string[]>();
  const search = (written: string): readonly string[] => {
    const bits = letterBits(written);
    const near = known.flatMap(({ word, bits: its, edits }) => {
      if (differingBits(bits, its) > 2 * edits) return [];
      const distance = editDistance(written, word, edits);
      return distance === undefined ? [] : [{ word, distance }];
    });
    if (near.length === 0 || senseOf(written).common) return [];
    // Of two names that both exist, only the nearest is a slip of the pen.
    const meant = isListedName(written) ? near.filter(({ distance }) => distance < 2) : near;
    return meant.sort((one, other) => one.distance - other.distance).map(({ word }) => word);
  };
  return ({ word }) => {
    if (word.length > 40 || /^[0-9]/u.test(word)) return [];
    const found = remembered.get(word) ?? search(word);
    if (remembered.size < REMEMBERED) remembered.set(word, found);
    return found;
  };
}
