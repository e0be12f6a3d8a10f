import { dateForms } from './identifier-dates';
import type { KnownKind } from './identifier-matcher';
import { nicknamesOf } from '../../domain/given-name-forms';

/** A person as a review's contact set or a record names them. */
export interface KnownPerson {
  readonly names: readonly string[];
  /** ISO 8601 date; a partial one is too common to look for. */
  readonly dateOfBirth?: string | null;
  readonly addresses?: readonly { readonly lines: readonly string[]; readonly postcode?: string | null }[];
}

/** Parts of a name field that name nobody: titles, particles, and words for someone whose name is not known. */
const NOBODY: ReadonlySet<string> = new Set(
  (
    'mr mrs miss dr prof rev sir lady lord the and of aka known formerly nee van von der bin ibn ' +
    'baby unborn unknown anonymous male female man woman person child adult mother father brother sister partner ' +
    'neighbour friend caller referrer member family public social worker health visitor midwife nurse doctor school ' +
    'teacher police officer duty team manager service'
  ).split(' '),
);

const lettersOf = (part: string): string => part.replace(/[^\p{L}]/gu, '');

/** The parts of a name that name somebody. */
export function namedParts(name: string): string[] {
  const parts = name.split(/[\s,()/]/u).filter((part) => lettersOf(part) !== '');
  return parts.filter((part) => !NOBODY.has(part.toLowerCase().replace(/\.$/u, '')));
}

/** Two names as they are written together: either way round, the first also by its initial or its short forms. */
function pairForms(first: string, last: string): string[] {
  const initial = lettersOf(first).slice(0, 1);
  return [first, initial, ...nicknamesOf(first)].flatMap((given) => [`${given} ${last}`, `${last} ${given}`]);
}

/**
 * The full name, its first and last part together in either order, with initials and short forms, and each part and
 * short form of three letters or more, also as a possessive whose apostrophe was forgotten.
 */
function nameForms(name: string): string[] {
  const named = namedParts(name);
  const halves = named.flatMap((part) => part.split('-'));
  const joined = [...named, ...halves].map((part) => part.replace(/['\u2019-]/gu, ''));
  const [first, last] = [named.at(0), named.at(-1)];
  const short = first ? [...nicknamesOf(first)] : [];
  const single = [...named, ...halves, ...joined, ...short].filter((part) => lettersOf(part).length >= 3);
  const pairs =
    named.length > 1 && first && last
      ? [last, ...last.split('-')].flatMap((surname) => pairForms(first, surname))
      : [];
  const initials =
    named.length > 2 && last
      ? [
          `${named
            .slice(0, -1)
            .map((part) => part.slice(0, 1))
            .join(' ')} ${last}`,
        ]
      : [];
  const given = named.length > 2 ? [named.slice(0, -1).join(' ')] : [];
  return [named.join(' '), ...given, ...pairs, ...initials, ...single, ...single.map((part) => `${part}s`)];
}

/** A line with a number is somebody's door; a street or a town by itself is nobody's. */
const doors = (lines: readonly string[]): string[] =>
  lines.filter((line) => /[0-9]/u.test(line) && /\p{L}{3}/u.test(line));

function postcodeForms(postcode: string | null | undefined): string[] {
  const compact = (postcode ?? '').replace(/\s/gu, '').toUpperCase();
  return compact.length > 4 ? [compact, `${compact.slice(0, -3)} ${compact.slice(-3)}`] : [];
}

/** One way in which an identifier of a person may be written. */
export interface IdentifierForm {
  readonly form: string;
  readonly kind: KnownKind;
}

/** How one person's identifiers are likely to be written in a text. */
export function identifierForms({ names, dateOfBirth, addresses }: KnownPerson): readonly IdentifierForm[] {
  const of = (kind: KnownKind, forms: readonly string[]): readonly IdentifierForm[] =>
    [...new Set(forms)].filter((form) => form !== '').map((form) => ({ form, kind }));
  return [
    ...of('NAME', names.flatMap(nameForms)),
    ...of('DATE_OF_BIRTH', dateForms(dateOfBirth ?? '')),
    ...of(
      'KNOWN_ADDRESS',
      (addresses ?? []).flatMap(({ lines }) => doors(lines)),
    ),
    ...of(
      'POSTCODE',
      (addresses ?? []).flatMap(({ postcode }) => postcodeForms(postcode)),
    ),
  ];
}

/** How those people's identifiers are likely to be written in a text, for `identifierMatcher`. */
export function knownIdentifiers(people: readonly KnownPerson[]): readonly string[] {
  return [...new Set(people.flatMap(identifierForms).map(({ form }) => form))];
}
