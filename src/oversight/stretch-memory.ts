import type { Kysely } from 'kysely';

import type { Database } from '../store';
import type { History } from './history';
import { alertsBefore, isQuiet, type Raised } from './quiet';
import type { Finding } from './raise';
import type { Rule } from './rules';
import { peopleOf, type SeenEvent } from './seen-event';

/** What a stretch has told of one user so far. */
interface KnownUser {
  /** The user's last event. */
  lastAt?: Date;
  /** When the user last received anything of each person, by pseudonym. */
  readonly received: Map<string, Date>;
  leftOn?: Promise<string | undefined>;
  raised?: Raised[];
}

/**
 * What is known while a stretch of one log is looked at. Users do the same again and again: where an earlier event of the
 * stretch answers already, the database is not asked.
 */
export interface StretchMemory {
  readonly history: History;
  /** Whether a finding would be none, since the rule has noticed the user and the review a short while before. */
  isQuiet(rule: Rule, seen: SeenEvent): Promise<boolean>;
  /** To be told of each event once it has been looked at, in the order of the log. */
  remember(seen: SeenEvent, findings: readonly Finding[]): void;
}

interface Sources {
  readonly db: Kysely<Database>;
  readonly history: History;
  readonly rules: readonly Rule[];
}

type UserOf = (seen: SeenEvent) => KnownUser;

/** A memory of nothing yet; it serves one stretch. */
export function memoryOfStretch({ db, history, rules }: Sources): StretchMemory {
  const users = new Map<string, KnownUser>();
  const userOf: UserOf = ({ event: { actor } }) => {
    const name = JSON.stringify([actor.agency, actor.user]);
    const user = users.get(name) ?? { received: new Map<string, Date>() };
    users.set(name, user);
    return user;
  };
  const hours = Math.max(0, ...rules.map(({ quietHours }) => quietHours));
  return {
    history: rememberedHistory(history, userOf),
    isQuiet: async (rule, seen) => {
      const user = userOf(seen);
      const raised = user.raised ?? (await alertsBefore(db, seen, hours));
      user.raised = raised;
      return isQuiet(rule, seen, raised);
    },
    remember: (seen, findings) => {
      const user = userOf(seen);
      user.lastAt = seen.occurredAt;
      for (const person of peopleOf(seen)) user.received.set(person, seen.occurredAt);
      user.raised?.push(...findings.map(raisedBy));
    },
  };
}

const raisedBy = ({ rule, seen: { event, occurredAt } }: Finding): Raised => ({
  rule: rule.key,
  review: event.review?.id ?? null,
  at: occurredAt,
});

const rememberedHistory = (history: History, userOf: UserOf): History => ({
  ...history,
  lastBefore: async (seen, enough) => {
    const { lastAt } = userOf(seen);
    return lastAt !== undefined && lastAt >= enough ? lastAt : history.lastBefore(seen, enough);
  },
  leftOn: (seen) => (userOf(seen).leftOn ??= history.leftOn(seen)),
  hasReceived: async (seen, { people, from }) => {
    const { received } = userOf(seen);
    const isKnown = (at: Date | undefined): boolean => at !== undefined && at > from && at <= seen.occurredAt;
    const others = [...people].filter((person) => !isKnown(received.get(person)));
    return others.length === 0 || history.hasReceived(seen, { people: others, from });
  },
});
