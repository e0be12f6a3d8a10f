import { searchRecords, type OwnRecord, type StoryAgency } from './stage';

/** Whom an agency is asked about, as its contact check shows them. */
interface AskedAbout {
  readonly name: string | null;
  readonly dateOfBirth: string | null;
}

/** Starts of names and whole common names: case systems differ in what their search takes. */
const COMMON = [
  ...Array.from('abcdefghijklmnoprstuvw123456789'),
  ...['smith', 'jones', 'brown', 'taylor', 'wilson', 'nolan', 'patel', 'evans'],
];

/**
 * The agency's own record of a person: by name and date of birth, or by date of birth alone where its records bear
 * numbers instead of names. Two records that fit are no match: a person would have to decide.
 */
export async function findRecord(
  agency: StoryAgency,
  { name, dateOfBirth }: AskedAbout,
): Promise<OwnRecord | undefined> {
  if (name === null || dateOfBirth === null) return undefined;
  const byName = await searchRecords(agency, { name, dateOfBirth });
  const found =
    byName.length > 0 ? byName : (await searchRecords(agency, { dateOfBirth })).filter(isNumbered);
  return found.length === 1 ? found[0] : undefined;
}

/** Any record of the agency's own that its search shows. */
export async function findAnyRecord(agency: StoryAgency): Promise<OwnRecord | undefined> {
  for (const name of COMMON) {
    const [record] = await searchRecords(agency, { name });
    if (record) return record;
  }
  return undefined;
}

const isNumbered = ({ name }: OwnRecord): boolean => !/\p{Letter}/u.test(name);
