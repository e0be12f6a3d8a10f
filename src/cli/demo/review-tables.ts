import type { EntryFragment, ReviewDataQuery } from '../operations.generated';
import type { Cell, Narrator } from './narrator';
import { printAddress } from './printing';

/** A review's data as one recipient received them. */
export type ReceivedReview = NonNullable<ReviewDataQuery['review']>;

/** One agency's return on one subject. */
export type ReceivedReturn = ReceivedReview['subjects'][number]['returns'][number];

/** A return with the role of the subject that it is about. */
export interface PlacedReturn {
  readonly ref: string;
  readonly role: string;
  readonly part: ReceivedReturn;
}

/** The returns that hold anything, subject by subject. */
export const returnsOf = ({ subjects }: ReceivedReview): readonly PlacedReturn[] =>
  subjects.flatMap(({ ref, role, returns }) =>
    returns.filter(holdsSomething).map((part) => ({ ref, role, part })),
  );

function holdsSomething({ agency: _agency, status: _status, ...fields }: ReceivedReturn): boolean {
  return Object.values(fields).some(
    (value) => value !== null && (typeof value === 'string' || !Array.isArray(value) || value.length > 0),
  );
}

/** Who the people are, as far as the recipient may know it. */
export function sayIdentities(narrator: Narrator, review: ReceivedReview): void {
  narrator.table(
    [
      ['Role', 13],
      ['Agency', 21],
      ['Status', 8],
      ['Name', 28],
      ['Born', 12],
      ['Age', 5],
      ['Address', 26],
      ['NHS number', 28],
    ],
    returnsOf(review).map(({ role, part }) => [
      role,
      part.agency,
      part.status,
      part.name,
      part.dateOfBirth,
      part.age,
      printAddress(part.addresses),
      part.nhsNumber,
    ]),
  );
}

/**
 * What the agencies hold of them, with fact or opinion, and corrections.
 *
 * @param most entries of one category and return that are shown; the others are counted.
 */
export function sayRecords(narrator: Narrator, review: ReceivedReview, most: number): void {
  const rows = returnsOf(review).flatMap(({ role, part }) =>
    Object.entries(statementsOf(part)).flatMap(([category, entries]): Cell[][] => {
      const shown = entries.slice(0, most).map((entry) => [role, part.agency, category, ...describe(entry)]);
      const more = entries.length - shown.length;
      return more > 0 ? [...shown, [role, part.agency, category, null, `and ${more} more`]] : shown;
    }),
  );
  narrator.table(
    [
      ['Role', 13],
      ['Agency', 21],
      ['Category', 22],
      ['Assertion', 13],
      ['What is held', 72],
    ],
    rows,
  );
}

/** A return's statements by category; what is withheld or not held has none. */
export function statementsOf(part: ReceivedReturn): Readonly<Record<string, readonly EntryFragment[]>> {
  const { ethnicity, religion, health, legalStatuses, involvements, safeguardingConcerns, convictions } =
    part;
  return {
    ethnicity: ethnicity ? [ethnicity] : [],
    religion: religion ? [religion] : [],
    health: health ?? [],
    legalStatuses: legalStatuses ?? [],
    involvements: involvements ?? [],
    safeguardingConcerns: safeguardingConcerns ?? [],
    convictions: convictions ?? [],
  };
}

function describe({ assertion, description, narrative, from, addenda }: EntryFragment): Cell[] {
  const corrections = (addenda ?? []).map(({ text }) => `Corrected: ${text ?? ''}`);
  const what = [from, description, narrative, ...corrections].filter(Boolean).join(' | ');
  return [assertion, what];
}
