import { sql, type Kysely } from 'kysely';

import type { Database } from '../store';
import type { SeenEvent } from './seen-event';

/** What of the history is read from the counts of `tallyAll`, and never from the entries of events themselves. */
export interface CountedHistory {
  /** Whether the user received data of every one of the people since then, the event itself left out. */
  hasReceived(
    seen: SeenEvent,
    of: { readonly people: Iterable<string>; readonly from: Date },
  ): Promise<boolean>;
  /** People whose data the user received since then, the event's own left out. */
  peopleBefore(seen: SeenEvent, from: Date): Promise<ReadonlySet<string>>;
  /** For each hour of the span in which the user received anything: of how many people. */
  peopleByHour(seen: SeenEvent, span: { readonly from: Date; readonly to: Date }): Promise<readonly number[]>;
  /** Records of offence data of the partnership that the user received. */
  ownOffenceRecords(seen: SeenEvent, from: Date): Promise<number>;
  /** Records of offence data that each user of the partnership received, by user. */
  offenceRecords(seen: SeenEvent, from: Date): Promise<ReadonlyMap<string, number>>;
}

/** Reads what left, and to whom, from the counts. */
export function countedHistory(db: Kysely<Database>): CountedHistory {
  return {
    hasReceived: async (seen, { people, from }) => {
      for (const person of people) {
        const row = await receivedBefore(db, seen, from)
          .select('sequence')
          .where('subjects', '@>', sql<readonly string[]>`array[${person}]`)
          .limit(1)
          .executeTakeFirst();
        if (row === undefined) return false;
      }
      return true;
    },
    peopleBefore: async (seen, from) => {
      const rows = await receivedBefore(db, seen, from)
        .select(sql<string>`unnest(subjects)`.as('subject'))
        .distinct()
        .execute();
      return new Set(rows.map(({ subject }) => subject));
    },
    peopleByHour: async (seen, span) => {
      const rows = await received(db, seen, span)
        .innerJoinLateral(sql<{ subject: string }>`unnest(subjects)`.as<'person'>('person'), (join) =>
          join.onTrue(),
        )
        .select(sql<number>`count(distinct person)::integer`.as('people'))
        .groupBy(sql<Date>`date_trunc('hour', occurred_at)`)
        .execute();
      return rows.map(({ people }) => people);
    },
    ownOffenceRecords: (seen, from) => ownOffenceRecords(db, seen, from),
    offenceRecords: (seen, from) => offenceRecords(db, seen, from),
  };
}

/** The events by which the user received something about somebody. */
const received = (
  db: Kysely<Database>,
  { event: { actor } }: SeenEvent,
  { from, to }: { readonly from: Date; readonly to: Date },
) =>
  db
    .selectFrom('oversight_tally')
    .where('actor_user', '=', actor.user)
    .where('actor_agency', '=', actor.agency)
    .where('occurred_at', '>', from)
    .where('occurred_at', '<=', to);

/** The same up to the event that is looked at, without it. */
const receivedBefore = (db: Kysely<Database>, seen: SeenEvent, from: Date) =>
  received(db, seen, { from, to: seen.occurredAt }).where((event) =>
    event.or([event('log', '!=', seen.log), event('sequence', '!=', seen.sequence)]),
  );

/** The events by which offence data of the partnership left. */
const offences = (db: Kysely<Database>, { event, occurredAt }: SeenEvent, from: Date) =>
  db
    .selectFrom('oversight_tally')
    .where('partnership', '=', event.partnership)
    .where('occurred_at', '>', from)
    .where('occurred_at', '<=', occurredAt)
    .where('offence_records', '>', 0);

const TOTAL = sql<number>`coalesce(sum(offence_records), 0)::integer`;

async function ownOffenceRecords(db: Kysely<Database>, seen: SeenEvent, from: Date): Promise<number> {
  const { total } = await offences(db, seen, from)
    .select(TOTAL.as('total'))
    .where('actor_user', '=', seen.event.actor.user)
    .executeTakeFirstOrThrow();
  return total;
}

async function offenceRecords(
  db: Kysely<Database>,
  seen: SeenEvent,
  from: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await offences(db, seen, from)
    .select(['actor_user', TOTAL.as('total')])
    .groupBy('actor_user')
    .execute();
  return new Map(rows.map(({ actor_user, total }) => [actor_user, total]));
}
