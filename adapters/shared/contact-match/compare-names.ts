import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';
import { nicknamesOf } from '../../../src/domain/given-name-forms';
import type { ParsedName } from './name';

/** How two given names agree, best first. */
export type GivenAgreement =
  'EXACT' | 'SHORT_FORM' | 'MIDDLE' | 'HOMOPHONE' | 'SPELLING' | 'INITIAL' | 'UNNAMED' | 'NONE';
/** How two surnames agree, best first. */
export type SurnameAgreement = 'EXACT' | 'PART' | 'HOMOPHONE' | 'SPELLING' | 'NONE';

/** How a name asked for agrees with a name recorded. */
export interface NameAgreement {
  readonly given: GivenAgreement;
  readonly surname: SurnameAgreement;
  /** The one's given name is the other's surname, and the other way round. */
  readonly transposed: boolean;
}

/** Shorter words sound alike too easily. */
const SHORTEST_SOUND = 3;

/** Compares the names as they stand. */
export function compareNames(asked: ParsedName, recorded: ParsedName): NameAgreement {
  return {
    given: compareGiven(asked, recorded),
    surname: compareSurnames(asked, recorded),
    transposed: false,
  };
}

/** Compares the names as if one of them had been entered in the wrong order; null where it has no other order. */
export function compareTransposed(asked: ParsedName, recorded: ParsedName): NameAgreement | null {
  if (recorded.given === '' || recorded.given === recorded.surname) return null;
  const turned = {
    ...recorded,
    given: recorded.surname,
    surname: recorded.given,
    surnameParts: [recorded.given],
  };
  return { ...compareNames(asked, turned), transposed: true };
}

function compareGiven(asked: ParsedName, recorded: ParsedName): GivenAgreement {
  const [one, other] = [asked.given, recorded.given];
  if (one === '' || other === '') return 'UNNAMED';
  if (one === other) return 'EXACT';
  if (areForms(one, other)) return 'SHORT_FORM';
  if (asked.middle.includes(other) || recorded.middle.includes(one)) return 'MIDDLE';
  if (soundAlike(one, other)) return 'HOMOPHONE';
  if (areSpeltAlike(one, other)) return 'SPELLING';
  return isInitialOf(one, other) || isInitialOf(other, one) ? 'INITIAL' : 'NONE';
}

function compareSurnames(asked: ParsedName, recorded: ParsedName): SurnameAgreement {
  if (asked.surname === recorded.surname) return 'EXACT';
  const isDouble = asked.surnameParts.length > 1 || recorded.surnameParts.length > 1;
  // A part of a double-barrelled surname may stand among the middle names of a record without the hyphen.
  const recordedParts = [...recorded.surnameParts, ...recorded.middle];
  const askedParts = [...asked.surnameParts, ...asked.middle];
  if (isDouble && asked.surnameParts.some((part) => recordedParts.includes(part))) return 'PART';
  if (recorded.surnameParts.some((part) => askedParts.includes(part))) return 'PART';
  if (soundAlike(asked.surname, recorded.surname)) return 'HOMOPHONE';
  return areSpeltAlike(asked.surname, recorded.surname) ? 'SPELLING' : 'NONE';
}

const isInitialOf = (one: string, other: string): boolean => one.length === 1 && other.startsWith(one);

const areForms = (one: string, other: string): boolean =>
  nicknamesOf(one).has(other) ||
  (Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one)));

/** By Double Metaphone (L. Philips, 2000), which finds what Soundex does and more than its first letter lets it. */
function soundAlike(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < SHORTEST_SOUND) return false;
  const [sounds, others] = [doubleMetaphone(one), doubleMetaphone(other)];
  return sounds.some((sound) => sound.length > 1 && others.includes(sound));
}

/** One slip in a word of four letters or more, two in one of eight or more. */
function areSpeltAlike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const slips = shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0;
  return slips > 0 && (distance(one, other) <= slips || areSwapped(one, other));
}

/** Two neighbouring letters the other way round: one slip of the hand, though two edits. */
function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const differing = [...one].flatMap((letter, index) => (letter === other[index] ? [] : [index]));
  const [first = 0, second = 0] = differing;
  return (
    differing.length === 2 &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  );
}
