import type { SubjectIdentity } from '../../reviews';
import type { ViewerIdentity } from '../identify/viewer-identity';

/** What a user and a person of the review have in common, as far as both are known. */
export const VIEWER_MATCHES = ['OWN_RECORD', 'SURNAME', 'ADDRESS', 'POSTCODE'] as const;

export type ViewerMatch = (typeof VIEWER_MATCHES)[number];

type Person = Pick<SubjectIdentity, 'name' | 'dateOfBirth' | 'addresses'>;

/** Letters and digits in lower case, without accents; what is left of a text in which spelling habits differ. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim();

const compact = (text: string): string => plain(text).replaceAll(' ', '');
const surnameOf = (name: string): string => plain(name).split(' ').at(-1) ?? '';

const IS: Readonly<Record<ViewerMatch, (viewer: ViewerIdentity, person: Person) => boolean>> = {
  // The date of birth must agree as well where both are known: a namesake has the surname in common, and that is said.
  OWN_RECORD: ({ name, birthdate }, person) =>
    name !== null &&
    compact(name) === compact(person.name) &&
    (birthdate === null || person.dateOfBirth === null || birthdate.startsWith(person.dateOfBirth)),
  SURNAME: ({ name, familyName }, person) => {
    const own = compact(familyName ?? surnameOf(name ?? ''));
    return own !== '' && compact(person.name).endsWith(own);
  },
  ADDRESS: ({ streetAddress, postcode }, { addresses }) =>
    streetAddress !== null &&
    postcode !== null &&
    addresses.some(
      ({ lines, postcode: theirs }) =>
        theirs !== null &&
        compact(theirs) === compact(postcode) &&
        compact(lines[0] ?? '') === compact(streetAddress.split('\n')[0] ?? ''),
    ),
  POSTCODE: ({ postcode }, { addresses }) =>
    postcode !== null &&
    addresses.some(({ postcode: theirs }) => theirs !== null && compact(theirs) === compact(postcode)),
};

/**
 * What the user has in common with each person: names of matches, never what matched.
 *
 * @param viewer as the token declares them; without it nothing can be compared
 */
export function viewerMatches(viewer: ViewerIdentity | null, person: Person): readonly ViewerMatch[] {
  return viewer === null ? [] : VIEWER_MATCHES.filter((match) => IS[match](viewer, person));
}
