import { sql, type RawBuilder } from 'kysely';
import type { Period } from '../../src/domain/period';

/** The columns that say when an entry began and ended. */
export interface SpanColumns {
  readonly start: string;
  readonly end: string;
}

/**
 * The condition that an entry does not lie wholly outside the period. What has no start or no end, or one that is no
 * date, is in any. Dates are compared as ISO text, so that a column of another type or a bad value fails no reading.
 */
export function inPeriod({ start, end }: SpanColumns, period: Period | null): RawBuilder<boolean> {
  const { from = null, to = null } = period ?? {};
  const endsBefore = from === null ? sql`false` : sql`${day(end)} < ${filled(from, '-01-01')}`;
  const beginsAfter = to === null ? sql`false` : sql`${day(start)} > ${filled(to, '-12-31')}`;
  return sql<boolean>`not coalesce(${endsBefore}, false) and not coalesce(${beginsAfter}, false)`;
}

/** The day of a column as ISO text; null where it is none. */
const day = (column: string): RawBuilder<unknown> =>
  sql`substring(${sql.ref(column)}::text from '^[0-9]{4}-[0-9]{2}-[0-9]{2}')`;

/** A date cut to its month or year, made up to a whole one that bounds it as text. */
const filled = (date: string, filling: string): string =>
  `${date}${filling.slice(date.length - 4)}`.slice(0, 10);
