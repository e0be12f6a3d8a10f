import { isPartialDate } from '../../pseudonyms/generalise/date';

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

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The full name, the first and last part together, and each part of three letters or more. */
function nameForms(name: string): string[] {
  const parts = name.split(/[\s,()/]+/u).filter((part) => part !== '');
  const named = parts.filter((part) => !NOBODY.has(part.toLowerCase().replace(/\.$/u, '')));
  const halves = named.flatMap((part) => (part.includes('-') ? part.split('-') : []));
  const joined = named.filter((part) => /['’]/u.test(part)).map((part) => part.replace(/['’]/gu, ''));
  const single = [...named, ...halves, ...joined].filter(
    (part) => part.replace(/[^\p{L}]/gu, '').length >= 3,
  );
  const [first, last] = [named.at(0), named.at(-1)];
  const ends = named.length > 2 && first && last ? [`${first} ${last}`] : [];
  const reversed = named.length > 1 && first && last ? [`${last} ${first}`] : [];
  return [named.join(' '), ...ends, ...reversed, ...single];
}

/** A date as it is written in the United Kingdom, and in ISO form. */
function dateForms(date: string): string[] {
  const [year, month, day] = date.split('-');
  if (!isPartialDate(date) || !year || !month || !day) return [];
  const [plainDay, plainMonth, shortYear] = [String(Number(day)), String(Number(month)), year.slice(2)];
  const name = MONTHS[Number(month) - 1] ?? '';
  const names = [name, name.slice(0, 3), ...(name === 'September' ? ['Sept'] : [])];
  const days = [day, plainDay, `${plainDay}${ordinal(Number(day))}`, `${plainDay}${ordinal(Number(day))} of`];
  const worded = names.flatMap((word) =>
    days.flatMap((of) => [`${of} ${word} ${year}`, `${word} ${of} ${year}`]),
  );
  const numeric = [year, shortYear].flatMap((of) => [
    `${day}/${month}/${of}`,
    `${plainDay}/${plainMonth}/${of}`,
    `${plainDay}/${month}/${of}`,
    `${day}/${plainMonth}/${of}`,
  ]);
  return [date, `${year}${month}${day}`, `${day}${month}${year}`, ...numeric, ...worded];
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ({ 1: 'st', 2: 'nd', 3: 'rd' } as const)[day % 10] ?? 'th';
}

function addressForms(lines: readonly string[], postcode: string | null | undefined): string[] {
  const compact = (postcode ?? '').replace(/\s+/gu, '').toUpperCase();
  const spaced = compact.length > 4 ? [compact, `${compact.slice(0, -3)} ${compact.slice(-3)}`] : [];
  // A line with a number is somebody's door; a street or a town by itself is nobody's.
  const doors = lines.filter((line) => /[0-9]/u.test(line) && /\p{L}{3}/u.test(line));
  return [...doors, ...spaced];
}

/** How those people's identifiers are likely to be written in a text, for `identifierMatcher`. */
export function knownIdentifiers(people: readonly KnownPerson[]): readonly string[] {
  const forms = people.flatMap(({ names, dateOfBirth, addresses }) => [
    ...names.flatMap(nameForms),
    ...dateForms(dateOfBirth ?? ''),
    ...(addresses ?? []).flatMap(({ lines, postcode }) => addressForms(lines, postcode)),
  ]);
  return [...new Set(forms)].filter((form) => form !== '');
}
