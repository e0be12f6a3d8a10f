import { isPseudonym } from '../../pseudonyms/derive-pseudonym';
import type { IdentifierMatcher, KnownKind, Span } from './identifier-matcher';
import { patternsIn, type PatternKind } from './identifier-patterns';
import type { HitKind } from './scan';

/** Stands in the place of a text that leaves with an identifier which no cell allows. */
export const WITHHELD_AT_EXIT = '[withheld]';

/** Official numbers. A postcode by itself may be a code of any kind. */
const OFFICIAL: ReadonlySet<PatternKind> = new Set<PatternKind>([
  'NHS_NUMBER',
  'NATIONAL_INSURANCE_NUMBER',
  'PUPIL_NUMBER',
  'PNC_ID',
]);
const KNOWN: ReadonlySet<KnownKind> = new Set<KnownKind>([
  'NAME',
  'DATE_OF_BIRTH',
  'POSTCODE',
  'KNOWN_ADDRESS',
]);

/** No official number has fewer digits. */
const FOUR_DIGITS = /(?:\p{Nd}\P{Nd}*){4}/u;
/** UUIDs and digests in hexadecimal are random: now and then they have the form of a number, and say nothing. */
const RANDOM = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/u;
const BASE64URL = /^[A-Za-z0-9_-]{8,200}$/u;
const PRINTABLE = /^[\x20-\x7e]+$/u;
const WORDS_OR_DIGITS = /[\s0-9]/u;

/** Of single words, names are too common to be taken for somebody's; a day without a year is too. */
const isWhole = (text: string, { start, end, kind }: Span<KnownKind>): boolean => {
  const found = text.slice(start, end);
  if (kind === 'NAME') return /\s/u.test(found);
  return kind !== 'DATE_OF_BIRTH' || FOUR_DIGITS.test(found);
};

/** What a cursor or another token says where it is nothing but a text in base64url. */
function decoded(text: string): string | null {
  if (!BASE64URL.test(text)) return null;
  const plain = Buffer.from(text, 'base64url').toString('latin1');
  return PRINTABLE.test(plain) ? plain : null;
}

function kindsIn(text: string, known: IdentifierMatcher | null): readonly HitKind[] {
  const official = FOUR_DIGITS.test(text) ? patternsIn(text, OFFICIAL) : [];
  const people =
    known && WORDS_OR_DIGITS.test(text) ? known.find(text, KNOWN).filter((span) => isWhole(text, span)) : [];
  return [...official, ...people].map(({ kind }) => kind);
}

const NOTHING: readonly HitKind[] = Object.freeze([]);

/**
 * The kinds of identifier in a text that leaves without having passed a cell: an id, a cursor, an error, a header, a line
 * of the log. Linear in the text; the gateway's own random ids and pseudonyms are told by their form.
 *
 * @param known the identifiers of the people whom the answer is about; null where it is about nobody.
 */
export function exitScan(text: string, known: IdentifierMatcher | null): readonly HitKind[] {
  if (text.length < 6 || RANDOM.test(text) || isPseudonym(text)) return NOTHING;
  const found = kindsIn(text, known);
  if (found.length > 0) return found;
  const plain = decoded(text);
  return plain === null ? NOTHING : kindsIn(plain, known);
}
