import { namedParts } from '../known-identifiers';
import type { LabelledSpan } from './kinds';

/** Letters apart, of which none begins a word in capitals beside them, or letters in one. */
const INITIALS =
  /(?<![\p{L}\p{N}.'\u2019-])(?:\p{Lu}(?:\.? ?\p{Lu}(?!\p{Lu})){1,3}|\p{Lu}{2,4})\.?(?![\p{L}\p{N}-])/gu;
const AFTER_INITIALS =
  /^(?:['\u2019]s|,? (?:is|was|has|had|said|says|told|states?|stated|reports?|reported|attend(?:s|ed)|present(?:s|ed)|live[sd]?|went|moved|came|left|ran|den(?:y|ies|ied)|disclos(?:es|ed)|ask(?:s|ed)|agree[sd]|did|does|will|would|could|can|felt|feels|appear(?:s|ed)|and|also)\b)/u;
const BEFORE_INITIALS =
  /\b(?:by|with|to|for|about|from|of|re|regarding|told|saw|met|visited|called|phoned|seen|that|when|and|child|mother|father|subject|client|patient|pupil)[ :]{1,2}$/iu;

/** Initials name somebody only where the words around treat them as somebody. */
export function initialsIn(
  text: string,
  people: ReadonlyMap<string, string>,
): (LabelledSpan & { readonly exact: boolean })[] {
  if (people.size === 0) return [];
  return [...text.matchAll(INITIALS)].flatMap(({ 0: whole, index }) => {
    const label = people.get(whole.replace(/[^\p{L}]/gu, ''));
    const end = index + whole.length;
    const meant =
      AFTER_INITIALS.test(text.slice(end, end + 20)) ||
      BEFORE_INITIALS.test(text.slice(Math.max(0, index - 14), index));
    return label && meant ? [{ start: index, end, kind: 'NAME' as const, label, exact: true }] : [];
  });
}

/** The initials of those people, as `initialsIn` takes them, with the label of the first who has them. */
export function initialsOf(
  people: readonly { readonly names: readonly string[]; readonly label: string }[],
): ReadonlyMap<string, string> {
  const initials = new Map<string, string>();
  for (const { names, label } of people)
    for (const name of names) {
      const letters = namedParts(name).map((part) => part.slice(0, 1).toUpperCase());
      if (letters.length < 2) continue;
      for (const form of [letters, [...letters.slice(0, 1), ...letters.slice(-1)]].map((one) => one.join('')))
        if (!initials.has(form)) initials.set(form, label);
    }
  return initials;
}
