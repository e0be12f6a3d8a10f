import { sql, type Kysely } from 'kysely';

import type { ReviewId } from '../domain/ids';
import type { Standing } from '../domain/standing';
import type { Database } from '../store';
import { countedHistory, type CountedHistory } from './counted-history';
import type { SeenEvent } from './seen-event';

/** A person of a review as the contact-check set has them, in memory alone. */
export interface KnownSubject {
  readonly subjectId: string;
  readonly name: string;
  readonly dateOfBirth: string | null;
  readonly position: number;
}

/** What the rules may ask about the time before an event; the event itself counts in. */
export interface History extends CountedHistory {
  /** How many refusals the user's last events are, without anything else between them. */
  deniedInARow(seen: SeenEvent, from: Date): Promise<number>;
  /** How often the user read the same review with that standing. */
  openings(seen: SeenEvent, of: { readonly standing: Standing; readonly from: Date }): Promise<number>;
  /** How many of the user's answers to contact checks had one of the outcomes. */
  answers(
    seen: SeenEvent,
    of: { readonly outcomes: readonly string[]; readonly from: Date },
  ): Promise<number>;
  /** When the user last did anything before; undefined for a first time. Of times from `enough` on, any will do. */
  lastBefore(seen: SeenEvent, enough: Date): Promise<Date | undefined>;
  /** The last day of an account, as an ISO 8601 date; undefined where none is recorded. */
  leftOn(seen: SeenEvent): Promise<string | undefined>;
  /** The people of a review; undefined where they cannot be read, such as after their key was destroyed. */
  subjects(reviewId: ReviewId): Promise<readonly KnownSubject[] | undefined>;
}

/** What the history is read from. */
export interface HistorySources {
  readonly db: Kysely<Database>;
  readonly register: { contactSet(reviewId: ReviewId): Promise<readonly KnownSubject[]> };
}

/** How many of a user's last events are looked through for a streak. */
const STREAK_LIMIT = 200;

/** Reads the history from the audit record, from what the watch counted of it (`tallyAll`), and from the register. */
export function historyOf({ db, register }: HistorySources): History {
  return {
    deniedInARow: (seen, from) => deniedInARow(db, seen, from),
    openings: async (seen, { standing, from }) => {
      const rows = await userEvents(db, seen, from)
        .select(sql<string>`payload::jsonb ->> 'standing'`.as('standing'))
        .where('action', '=', 'READ')
        .where('review_id', '=', seen.event.review?.id ?? null)
        .execute();
      return rows.filter((row) => row.standing === standing).length;
    },
    answers: async (seen, { outcomes, from }) => {
      const rows = await userEvents(db, seen, from)
        .select(sql<string>`payload::jsonb -> 'details' ->> 'outcome'`.as('answer'))
        .where('action', '=', 'ANSWER_CONTACT_CHECK')
        .where('outcome', '=', 'SUCCESS')
        .execute();
      return rows.filter(({ answer }) => outcomes.includes(answer)).length;
    },
    lastBefore: async (seen) => {
      const row = await userEvents(db, seen)
        .select('occurred_at')
        .where('event_id', '!=', seen.eventId)
        .orderBy('occurred_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.occurred_at;
    },
    leftOn: async ({ event }) => {
      const row = await db
        .selectFrom('account_leaving')
        .select('left_on')
        .where('user_id', '=', event.actor.user)
        .where('agency_id', '=', event.actor.agency)
        .executeTakeFirst();
      return row?.left_on;
    },
    ...countedHistory(db),
    subjects: (reviewId) => register.contactSet(reviewId).catch(() => undefined),
  };
}

/** The events of the user up to the one that is looked at. */
const userEvents = (db: Kysely<Database>, { event, occurredAt, position }: SeenEvent, from?: Date) => {
  const query = db
    .selectFrom('audit_event')
    .where('actor_user', '=', event.actor.user)
    .where('actor_agency', '=', event.actor.agency)
    .where('occurred_at', '<=', occurredAt)
    .where('position', '<=', position);
  return from === undefined ? query : query.where('occurred_at', '>', from);
};

async function deniedInARow(db: Kysely<Database>, seen: SeenEvent, from: Date): Promise<number> {
  const rows = await userEvents(db, seen, from)
    .select('outcome')
    .orderBy('occurred_at', 'desc')
    .orderBy('position', 'desc')
    .limit(STREAK_LIMIT)
    .execute();
  const end = rows.findIndex(({ outcome }) => outcome !== 'DENIED');
  return end === -1 ? rows.length : end;
}
