import { generalisePostcode } from '../../pseudonyms/generalise/postcode';
import { trieOf } from './identifier-trie';

/** What a known identifier is, told by its shape. */
export type KnownKind = 'NAME' | 'DATE_OF_BIRTH' | 'POSTCODE' | 'KNOWN_ADDRESS';

/** A stretch of a text, end excluded. */
export interface Span<Kind> {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** Finds known identifiers in texts, in time linear in the text. Build one per operation: it holds personal data. */
export interface IdentifierMatcher {
  /** The longest matches from left to right, of those kinds only. */
  find(text: string, kinds: ReadonlySet<KnownKind>): readonly Span<KnownKind>[];
}

const WORDED_DAY =
  /^(?:(?:[0-9]{1,2}(?:st|nd|rd|th)?|[a-z-]{5,14}) (?:of )?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (?:[0-9]{1,2}(?:st|nd|rd|th)?|[a-z-]{5,14}))?(?: [0-9]{2,4})?$/iu;
const NUMERIC_DATE = /^[0-9]+(?:\D[0-9]+){1,2}$|^(?:[0-9]{6}|[0-9]{8})$/u;

/** The kind of a known identifier: dates and postcodes by their form, addresses by the number in them. */
function kindOf(identifier: string): KnownKind {
  const worded = WORDED_DAY.test(identifier) && /[0-9]|(?:st|nd|rd|th)\b/iu.test(identifier);
  if (worded || NUMERIC_DATE.test(identifier)) return 'DATE_OF_BIRTH';
  if (generalisePostcode(identifier) !== null) return 'POSTCODE';
  return /[0-9]/.test(identifier) ? 'KNOWN_ADDRESS' : 'NAME';
}

/** A matcher of those identifiers: names, dates of birth, postcodes and first lines of addresses, as they are written. */
export function identifierMatcher(known: readonly string[]): IdentifierMatcher {
  const trie = trieOf(
    known.map((identifier) => [identifier, kindOf(identifier.trim())] as const),
    (first) => first,
  );
  return {
    find(text, kinds) {
      if (kinds.size === 0) return [];
      const found = trie.find(text, { accepts: (kind) => kinds.has(kind) });
      return found.map(({ start, end, value }) => ({ start, end, kind: value }));
    },
  };
}
