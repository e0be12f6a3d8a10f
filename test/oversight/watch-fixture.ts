import { join } from 'node:path';

import { openAuditLog, type AuditDraft, type AuditEntry, type AuditLog } from '../../src/audit';
import { packageRoot } from '../../src/config/package-root';
import type { AgencyId, UserId } from '../../src/domain/ids';
import type { Clock } from '../../src/domain/ports';
import { historyOf, loadRules, openWatch, type Rule, type Watch } from '../../src/oversight';
import type { KnownSubject } from '../../src/oversight/history';
import { openStore, type Store } from '../../src/store';
import { draft, randomness } from '../audit/drafts';
import { createDatabase } from '../support/database';

/** A Tuesday at noon in London, within working hours. */
export const NOON = '2026-03-03T12:00:00.000Z';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A watch with the rules as they are shipped, over a database of its own and a clock that tests set. */
export interface WatchFixture {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly watch: Watch;
  readonly clock: Clock;
  /** What the notifier was given. */
  readonly notices: readonly string[];
  subjects: readonly KnownSubject[];
  refuseNotices: boolean;
  /** Another watch over the same database, as another replica has. */
  replica(): Watch;
  setClock(instant: number): void;
  /** Appends an event of that instant. */
  at(instant: number | string, changes: Partial<AuditDraft>): Promise<void>;
  /** The rules that noticed a user's events, after a look. */
  noticed(actor: AuditDraft['actor']): Promise<readonly string[]>;
  close(): Promise<void>;
}

let users = 0;

/** A user of nobody else's, so that one case never counts towards another. */
export const someone = (): AuditDraft['actor'] => ({
  user: `user-${String((users += 1))}` as UserId,
  agency: 'trust' as AgencyId,
  roles: ['AGENCY_CONTACT'],
});

export const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  agency: 'council' as AgencyId,
  subject: 'SUBJ-1',
  category: 'name',
  outcome: 'CLEAR',
  clause: 'a',
  records: 1,
  ...changes,
});

interface Changes {
  /** How many events are looked at between two commits, if not as many as the watch would take. */
  readonly stretch?: number;
  /** Other thresholds than those which are shipped. */
  readonly rules?: (shipped: readonly Rule[]) => readonly Rule[];
}

export async function openWatchFixture({ stretch, rules: changed }: Changes = {}): Promise<WatchFixture> {
  const shipped = loadRules(join(packageRoot(), 'policies', 'oversight', 'rules.yaml'));
  const rules = changed?.(shipped) ?? shipped;
  const database = await createDatabase();
  const store = await openStore({ databaseUrl: database.url });
  let now = Date.parse(NOON);
  const clock: Clock = { now: () => new Date(now) };
  const audit = openAuditLog({ db: store.db, clock, randomness });
  const notices: string[] = [];
  const replica = (): Watch =>
    openWatch({
      db: store.db,
      audit,
      clock,
      randomness,
      rules,
      history: historyOf({ db: store.db, register: { contactSet: async () => fixture.subjects } }),
      notifier: {
        notify: async (alert) => {
          if (fixture.refuseNotices) throw new Error('the notice was not taken');
          notices.push(alert);
        },
      },
      onFailure: () => undefined,
      ...(stretch !== undefined && { stretch }),
    });
  const watch = replica();
  const fixture: WatchFixture = {
    store,
    audit,
    watch,
    clock,
    notices,
    subjects: [],
    refuseNotices: false,
    replica,
    setClock: (instant) => (now = instant),
    at: async (instant, changes) => {
      now = typeof instant === 'string' ? Date.parse(instant) : instant;
      await audit.append(draft({ entries: [entry()], ...changes }));
    },
    noticed: async ({ user }) => {
      await watch.run();
      const rows = await store.db
        .selectFrom('oversight_alert')
        .select('rule')
        .where('viewer_user', '=', user)
        .orderBy('sequence')
        .execute();
      return rows.map(({ rule }) => rule).sort();
    },
    close: async () => {
      await watch.stop();
      await store.close();
      await database.drop();
    },
  };
  return fixture;
}
