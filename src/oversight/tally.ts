import { sql, type Kysely } from 'kysely';

import { OFFENCE_CATEGORIES } from '../domain/data-category';
import type { Database } from '../store';
import { logsWithNews } from './progress';
import { LONGEST_LOOK_BACK_DAYS } from './rules';

/** Events that are counted by one statement. */
const STRETCH = 500;

/** Milliseconds: the longest that a rule looks back, the week of its minutes, and a day for the look to come. */
const KEPT_MS = (LONGEST_LOOK_BACK_DAYS + 8) * 86_400_000;

/** What a row says of its event as it stands. */
const EVENT = ['log', 'sequence', 'occurred_at', 'partnership', 'actor_user', 'actor_agency'] as const;
const COLUMNS = [...EVENT, 'subjects', 'offence_records'] as const;

/**
 * Counts what left by every event that was not counted, of all logs: what the rules ask about a user lies in more than one
 * log. It may be done twice, by replicas at once, and counts once.
 */
export async function tallyAll(db: Kysely<Database>): Promise<void> {
  for (const { log, tallied, head } of await logsWithNews(db))
    for (let from = tallied; from < head; from += STRETCH)
      await tallyStretch(db, { log, from, to: Math.min(head, from + STRETCH) });
}

/** Deletes the counts that no rule can ask for any more. They are derived: the record that they were made of stays. */
export async function forgetTally(db: Kysely<Database>, now: Date): Promise<void> {
  await db
    .deleteFrom('oversight_tally')
    .where('occurred_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute();
}

interface Stretch {
  readonly log: string;
  /** The last event that was counted before, and the last that is now. */
  readonly from: number;
  readonly to: number;
}

/** What was counted and how far, in one transaction. */
function tallyStretch(db: Kysely<Database>, stretch: Stretch): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('oversight_tally')
      .columns(COLUMNS)
      .expression(countsOf(trx, stretch))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .insertInto('oversight_progress')
      .values({ log: stretch.log, sequence: 0, tallied: stretch.to })
      .onConflict((conflict) =>
        conflict
          .column('log')
          .doUpdateSet({ tallied: sql<number>`greatest(oversight_progress.tallied, excluded.tallied)` }),
      )
      .execute();
  });
}

/** One row for each event by which something left. */
const countsOf = (db: Kysely<Database>, { log, from, to }: Stretch) =>
  db
    .selectFrom('audit_entry')
    .select([
      ...EVENT,
      sql<
        readonly string[]
      >`coalesce(array_agg(distinct subject) filter (where subject is not null), '{}')`.as('subjects'),
      sql<number>`coalesce(sum(records) filter (where category in (${sql.join(OFFENCE_CATEGORIES)})), 0)`.as(
        'offence_records',
      ),
    ])
    .where('log', '=', log)
    .where('sequence', '>', from)
    .where('sequence', '<=', to)
    .where('outcome', '!=', 'WITHHELD')
    .where('records', '>', 0)
    .groupBy(EVENT)
    // Replicas that count the same stretch at once wait for each other in one order.
    .orderBy('sequence');
