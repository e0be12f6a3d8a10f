import fc from 'fast-check';

import type { AuditDraft, AuditEntry } from '../../src/audit';
import { OFFENCE_CATEGORIES } from '../../src/domain/data-category';
import type { PartnershipId, ReviewId } from '../../src/domain/ids';
import { countedHistory } from '../../src/oversight/counted-history';
import type { Rule } from '../../src/oversight';
import type { SeenEvent } from '../../src/oversight/seen-event';
import { forgetTally, tallyAll } from '../../src/oversight/tally';
import { REVIEW } from '../audit/drafts';
import { postgresUrl } from '../support/database';
import { DAY, entry, HOUR, NOON, openWatchFixture, someone, type WatchFixture } from './watch-fixture';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';

const actors = [someone(), someone(), someone()] as const;
const partnerships = ['northshire', 'southshire'] as const;
const reviews = [REVIEW, '0190a2b4-0000-7000-8000-000000000002' as ReviewId] as const;

const entries = fc.array(
  fc.record({
    subject: fc.option(
      fc.nat(60).map((n) => `SUBJ-${n}`),
      { freq: 6 },
    ),
    category: fc.constantFrom('name', 'health', 'convictions', 'investigations'),
    outcome: fc.constantFrom('CLEAR', 'PSEUDONYMISED', 'WITHHELD'),
    records: fc.constantFrom(0, 1, 13),
  }),
  { maxLength: 12 },
);

interface Step {
  /** Milliseconds since the event before it. */
  readonly after: number;
  readonly changes: Partial<AuditDraft> & Pick<AuditDraft, 'actor' | 'partnership' | 'entries'>;
}

/** An event of one of a few users, some time after the one before it. */
const event = fc
  .record({
    after: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(0, 1_000, 60_000) },
      { weight: 4, arbitrary: fc.constantFrom(20 * 60_000, 5 * HOUR) },
      { weight: 1, arbitrary: fc.constantFrom(3 * DAY, 91 * DAY) },
    ),
    actor: fc.constantFrom(actors[0], ...actors),
    partnership: fc.constantFrom(...partnerships),
    review: fc.constantFrom(...reviews),
    isDenied: fc.boolean(),
    standing: fc.constantFrom('PARTICIPATING', 'WIDER'),
    viewer: fc.constantFrom({}, { 'viewer:SURNAME': 'SUBJ-1' }),
    entries,
  })
  .map(({ after, isDenied, partnership, review, viewer, entries: held, ...same }): Step => ({
    after,
    changes: {
      ...same,
      partnership: partnership as PartnershipId,
      review: { id: review, type: 'RAPID_REVIEW', state: 'GATHERING' },
      ...(isDenied
        ? { action: 'DENIED', outcome: 'DENIED', code: 'REVIEW_NOT_FOUND', entries: [] }
        : { entries: held.map((one) => entry(one as Partial<AuditEntry>)) }),
      details: viewer,
    },
  }));

/** Three histories of ninety events, the same in every run. */
const HISTORIES = fc.sample(fc.array(event, { minLength: 70, maxLength: 70 }), {
  numRuns: 3,
  seed: 20_261_126,
});

/** The shipped rules, with a line that so few people cross too. */
const keen = (shipped: readonly Rule[]): readonly Rule[] =>
  shipped.map((rule) => (rule.kind === 'VOLUME' ? { ...rule, atLeast: 6, factor: 1.5 } : rule));

const alertsOf = ({ store }: WatchFixture) =>
  store.db
    .selectFrom('oversight_alert')
    .select(['rule', 'log', 'sequence', 'viewer_user', 'review_id'])
    .orderBy('log')
    .orderBy('sequence')
    .orderBy('rule')
    .execute();

async function write(fixture: WatchFixture, history: (typeof HISTORIES)[number]): Promise<readonly Date[]> {
  let now = Date.parse(NOON);
  const times: Date[] = [];
  for (const { after, changes } of history) {
    now += after;
    times.push(new Date(now));
    await fixture.at(now, changes);
  }
  return times;
}

withPostgres(`a stretch of the record that is looked at in one${title}`, () => {
  const open: WatchFixture[] = [];
  const rules: string[] = [];
  const fixtureOf = async (stretch?: number): Promise<WatchFixture> => {
    const fixture = await openWatchFixture({ ...(stretch !== undefined && { stretch }), rules: keen });
    open.push(fixture);
    return fixture;
  };
  afterEach(async () => {
    for (const fixture of open.splice(0)) await fixture.close();
  });

  it.each(HISTORIES.map((_, number) => number))(
    'shows what its events show one by one (history %i)',
    async (number) => {
      const found = [];
      for (const stretch of [1, 9, 200]) {
        const fixture = await fixtureOf(stretch);
        await write(fixture, HISTORIES[number]!);
        await fixture.watch.run();
        found.push(await alertsOf(fixture));
      }
      rules.push(...found[0]!.map(({ rule }) => rule));
      expect(found[1]).toEqual(found[0]);
      expect(found[2]).toEqual(found[0]);
    },
  );

  it('is of histories that rules which look back notice, among others', () => {
    expect([...new Set(rules)].sort()).toEqual(
      expect.arrayContaining([
        ...['denied-streak', 'dormant-account', 'offence-outlier', 'repeated-opening'],
        ...['same-surname', 'volume'],
      ]),
    );
  });

  it('is counted as its entries say, of every log, whoever counts it and however often', async () => {
    const { store, ...fixture } = await fixtureOf();
    const [history] = HISTORIES;
    const times = await write({ store, ...fixture }, history!);
    await Promise.all([tallyAll(store.db), tallyAll(store.db)]);
    await tallyAll(store.db);
    const counted = countedHistory(store.db);
    const places = { eventId: '', log: 'none', sequence: 0, position: 0 };
    for (const [index, { changes }] of history!.entries()) {
      const occurredAt = times[index]!;
      const from = new Date(occurredAt.getTime() - HOUR);
      const seen: SeenEvent = { ...places, occurredAt, event: changes as AuditDraft };
      const within = history!.flatMap((one, at) =>
        times[at]! > from && times[at]! <= occurredAt ? [one.changes] : [],
      );
      const received = within.flatMap(({ actor, partnership, entries: held }) =>
        held
          .filter(({ outcome, records }) => outcome !== 'WITHHELD' && records > 0)
          .map((one) => ({ ...one, actor: actor.user, partnership })),
      );
      const own = received.filter(({ actor }) => actor === changes.actor.user);
      const people = new Set(own.flatMap(({ subject }) => subject ?? []));
      expect(await counted.peopleBefore(seen, from)).toEqual(people);
      expect(await counted.hasReceived(seen, { people, from })).toBe(true);
      expect(await counted.hasReceived(seen, { people: [...people, 'SUBJ-nobody'], from })).toBe(false);
      const offences = own.filter(
        ({ category, partnership }) =>
          partnership === changes.partnership && (OFFENCE_CATEGORIES as readonly string[]).includes(category),
      );
      const total = offences.reduce((sum, { records }) => sum + records, 0);
      expect(await counted.ownOffenceRecords(seen, from)).toBe(total);
      expect((await counted.offenceRecords(seen, from)).get(changes.actor.user) ?? 0).toBe(total);
    }
  });

  it('is counted for as long as a rule can look back, and no longer', async () => {
    const { store, ...fixture } = await fixtureOf();
    await fixture.at(NOON, { entries: [entry()] });
    await fixture.at(Date.parse(NOON) + DAY, { entries: [entry()] });
    await tallyAll(store.db);
    const placesAfter = async (days: number) => {
      await forgetTally(store.db, new Date(Date.parse(NOON) + days * DAY));
      return store.db.selectFrom('oversight_tally').select('sequence').orderBy('sequence').execute();
    };
    expect(await placesAfter(408)).toEqual([{ sequence: 1 }, { sequence: 2 }]);
    expect(await placesAfter(408.5)).toEqual([{ sequence: 2 }]);
    await tallyAll(store.db);
    expect(await placesAfter(408.5)).toEqual([{ sequence: 2 }]);
    expect(await placesAfter(409.5)).toEqual([]);
  });

  it('counts people anew whom a user last received before the time that counts', async () => {
    const fixture = await fixtureOf();
    const actor = someone();
    const people = (of: string): AuditEntry[] =>
      Array.from({ length: 5 }, (_, n) => entry({ subject: `${of}-${n}` }));
    const start = Date.parse(NOON);
    const minute = HOUR / 60;
    for (const [at, of] of [
      [0, 'S'],
      [61, 'T'],
      [62, 'S'],
    ] as const)
      await fixture.at(start + at * minute, { actor, entries: people(of) });
    expect(await fixture.noticed(actor)).toEqual(['volume']);
  });

  it('is quiet about one review, and not about another', async () => {
    const fixture = await fixtureOf();
    const actor = someone();
    const [review, other] = reviews.map((id) => ({ id, type: 'RAPID_REVIEW', state: 'GATHERING' }) as const);
    for (const [at, of] of [review!, review!, other!, review!].entries())
      await fixture.at(Date.parse(NOON) + at, { actor, review: of, details: { 'viewer:SURNAME': 'SUBJ-1' } });
    await fixture.noticed(actor);
    expect((await alertsOf(fixture)).map(({ sequence }) => sequence)).toEqual([1, 3]);
  });

  it('counts for an event what left in another log before it, though that log is looked at later', async () => {
    const fixture = await fixtureOf();
    const actor = someone();
    const people = (of: string, count: number): AuditEntry[] =>
      Array.from({ length: count }, (_, n) => entry({ subject: `${of}-${n}` }));
    const start = Date.parse(NOON);
    const [first, second] = partnerships.map((one) => one as PartnershipId);
    await fixture.at(start, { actor, partnership: second!, entries: people('S', 6) });
    await fixture.at(start + 1_000, { actor, partnership: first!, entries: people('N', 5) });
    expect(await fixture.noticed(actor)).toEqual(['volume']);
  });
});
