import { sql, type Kysely } from 'kysely';
import type { PartnershipId } from '../domain/ids';
import { REVIEW_TYPES } from '../domain/purpose';
import { CONTACT_OUTCOMES, type ReviewState } from '../domain/review';
import { STANDINGS } from '../domain/standing';
import type { Database } from '../store';

/** What can be counted: facts of the register, each in one table of fixed rows and columns. */
export const STATISTICS_MEASURES = [
  'REVIEWS_BY_TYPE_AND_QUARTER',
  'REVIEWS_BY_TYPE_AND_OUTCOME',
  'CONTACT_CHECKS_BY_AGENCY_AND_ANSWER',
  'AGENCIES_BY_STANDING',
] as const;

export type StatisticsMeasure = (typeof STATISTICS_MEASURES)[number];

/** What is counted, whatever it is told by: two tables of one population could be subtracted from each other. */
export type Population = 'REVIEWS' | 'AGENCIES_IN_REVIEWS';

export const POPULATIONS: Readonly<Record<StatisticsMeasure, Population>> = Object.freeze({
  REVIEWS_BY_TYPE_AND_QUARTER: 'REVIEWS',
  REVIEWS_BY_TYPE_AND_OUTCOME: 'REVIEWS',
  CONTACT_CHECKS_BY_AGENCY_AND_ANSWER: 'AGENCIES_IN_REVIEWS',
  AGENCIES_BY_STANDING: 'AGENCIES_IN_REVIEWS',
});

/** A table of true counts. It stays in this folder: only what `protect` makes of it goes further. */
export interface CountedTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** Of which partnership and of which financial year, named by the year in which it begins. */
export interface Counted {
  readonly partnership: PartnershipId;
  readonly financialYear: number;
}

const QUARTERS = ['APRIL_TO_JUNE', 'JULY_TO_SEPTEMBER', 'OCTOBER_TO_DECEMBER', 'JANUARY_TO_MARCH'] as const;

const OUTCOMES: Readonly<Record<ReviewState, string>> = Object.freeze({
  DRAFT: 'UNDER_WAY',
  OPEN: 'UNDER_WAY',
  SCOPED: 'UNDER_WAY',
  GATHERING: 'UNDER_WAY',
  PANEL: 'UNDER_WAY',
  REPORTING: 'UNDER_WAY',
  PUBLISHED: 'PUBLISHED',
  NOT_PUBLISHED: 'NOT_PUBLISHED',
  CLOSED: 'CLOSED',
  RETAINED: 'CLOSED',
  DESTROYED: 'CLOSED',
  PAUSED: 'PAUSED_OR_TRANSFERRED',
  TRANSFERRED: 'PAUSED_OR_TRANSFERRED',
});

const NO_ANSWER = 'NO_ANSWER';

/** One thing that is counted: its row and its column. */
interface Item {
  readonly row: string;
  readonly column: string;
}

/** Counts what a measure counts. @throws what the database throws */
export async function count(
  db: Kysely<Database>,
  measure: StatisticsMeasure,
  counted: Counted,
): Promise<CountedTable> {
  switch (measure) {
    case 'REVIEWS_BY_TYPE_AND_QUARTER':
      return tabulate(await reviewItems(db, counted, ({ month }) => quarterOf(month)), {
        rows: REVIEW_TYPES,
        columns: QUARTERS,
      });
    case 'REVIEWS_BY_TYPE_AND_OUTCOME':
      return tabulate(await reviewItems(db, counted, ({ state }) => outcomeOf(state)), {
        rows: REVIEW_TYPES,
        columns: [...new Set(Object.values(OUTCOMES))],
      });
    case 'CONTACT_CHECKS_BY_AGENCY_AND_ANSWER':
      return tabulate(await contactCheckItems(db, counted), {
        rows: await agenciesOf(db),
        columns: [...CONTACT_OUTCOMES, NO_ANSWER],
      });
    case 'AGENCIES_BY_STANDING':
      return tabulate(await standingItems(db, counted), {
        rows: await agenciesOf(db),
        columns: STANDINGS,
      });
  }
}

const outcomeOf = (state: string): string => OUTCOMES[state as ReviewState];
const quarterOf = (month: number): string => QUARTERS[Math.floor(((month + 8) % 12) / 3)] ?? QUARTERS[0];

function tabulate(
  items: readonly Item[],
  { rows, columns }: { readonly rows: readonly string[]; readonly columns: readonly string[] },
): CountedTable {
  const counts = rows.map((row) =>
    columns.map((column) => items.filter((item) => item.row === row && item.column === column).length),
  );
  return { rows, columns, counts };
}

/** The year runs from 1 April to 31 March, by the calendar of the United Kingdom. */
const inYear = (column: 'review.opened_at', { financialYear }: Counted) => {
  const day = sql`(${sql.ref(column)} at time zone 'Europe/London')`;
  return sql<boolean>`${day} >= ${`${String(financialYear)}-04-01`}::timestamp
    and ${day} < ${`${String(financialYear + 1)}-04-01`}::timestamp`;
};

async function reviewItems(
  db: Kysely<Database>,
  counted: Counted,
  columnOf: (review: { readonly state: string; readonly month: number }) => string,
): Promise<readonly Item[]> {
  const reviews = await db
    .selectFrom('review')
    .select(['type', 'state'])
    .select(sql<number>`extract(month from opened_at at time zone 'Europe/London')::int`.as('month'))
    .where('partnership_id', '=', counted.partnership)
    .where(inYear('review.opened_at', counted))
    .execute();
  return reviews.map(({ type, state, month }) => ({ row: type, column: columnOf({ state, month }) }));
}

async function contactCheckItems(db: Kysely<Database>, counted: Counted): Promise<readonly Item[]> {
  const checks = await db
    .selectFrom('contact_check')
    .innerJoin('review', 'review.id', 'contact_check.review_id')
    .select(['agency_id', 'outcome'])
    .where('partnership_id', '=', counted.partnership)
    .where(inYear('review.opened_at', counted))
    .execute();
  return checks.map(({ agency_id: row, outcome }) => ({ row, column: outcome ?? NO_ANSWER }));
}

async function standingItems(db: Kysely<Database>, counted: Counted): Promise<readonly Item[]> {
  const standings = await db
    .selectFrom('review_agency')
    .innerJoin('review', 'review.id', 'review_agency.review_id')
    .select(['agency_id', 'standing'])
    .where('partnership_id', '=', counted.partnership)
    .where(inYear('review.opened_at', counted))
    .execute();
  return standings.map(({ agency_id: row, standing: column }) => ({ row, column }));
}

/** Every agency of the register, so that which rows there are tells nothing. */
async function agenciesOf(db: Kysely<Database>): Promise<readonly string[]> {
  return (await db.selectFrom('agency').select('id').orderBy('id').execute()).map(({ id }) => id);
}
