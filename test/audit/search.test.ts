import { openAuditLog, type AuditDraft, type AuditFilter, type AuditLog } from '../../src/audit';
import { appendEvents } from '../../src/audit/append-events';
import type { AgencyId, PartnershipId, UserId } from '../../src/domain/ids';
import { openStore, type Store } from '../../src/store';
import { createDatabase, postgresUrl, type TestDatabase } from '../support/database';
import { entry } from './reports/report-log';
import { draft, randomness, steppingClock } from './drafts';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';

withPostgres(`searching the audit record${title}`, () => {
  let database: TestDatabase;
  let store: Store;
  let audit: AuditLog;
  const clock = steppingClock();

  beforeEach(async () => {
    database = await createDatabase();
    store = await openStore({ databaseUrl: database.url });
    audit = openAuditLog({ db: store.db, clock, randomness });
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const of = (partnership: string, changes: Partial<AuditDraft> = {}): AuditDraft =>
    draft({ partnership: partnership as PartnershipId, ...changes });

  /** The request ids that a filter finds, page by page. */
  async function found(filter: AuditFilter, first = 2): Promise<readonly string[]> {
    const ids: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await audit.page(filter, { first, ...(after !== undefined && { after }) });
      ids.push(...page.events.map(({ event }) => event.requestId));
      after = page.events.at(-1)?.cursor;
      if (!page.hasNextPage) return ids;
    }
  }

  it('finds by what one entry names, and does not put two entries together', async () => {
    const clear = entry('health', { subject: 'S-1', agency: 'trust' as AgencyId });
    const withheld = entry('convictions', { subject: 'S-2', outcome: 'WITHHELD' });
    await audit.append(of('northshire', { requestId: 'both', entries: [clear, withheld] }));
    await audit.append(of('northshire', { requestId: 'none', entries: [], outcome: 'DENIED' }));
    await audit.append(of('southshire', { requestId: 'one', entries: [clear] }));
    expect(await found({ entry: { category: 'health' } })).toEqual(['both', 'one']);
    expect(await found({ entry: { subject: 'S-2' } })).toEqual(['both']);
    expect(await found({ entry: { source: 'trust' as AgencyId } })).toEqual(['both', 'one']);
    expect(await found({ entry: { subject: 'S-1', category: 'health', outcome: 'CLEAR' } })).toEqual([
      'both',
      'one',
    ]);
    expect(await found({ entry: { subject: 'S-1', category: 'convictions' } })).toEqual([]);
    expect(await found({ entry: { category: 'health', outcome: 'WITHHELD' } })).toEqual([]);
    expect(await found({ outcome: 'DENIED' })).toEqual(['none']);
    expect(await found({ entry: {} })).toEqual(['both', 'none', 'one']);
    expect(await found({ eventId: 'no id' })).toEqual([]);
  });

  it('finds by keys, in every combination and size of page, what a look at every event finds', async () => {
    const [logs, categories] = [
      ['northshire', 'southshire', null],
      ['health', 'convictions', 'name'],
    ] as const;
    for (let n = 0; n < 60; n += 1) {
      const one = entry(categories[n % 3]!, {
        subject: `S-${n % 5}`,
        outcome: n % 4 === 0 ? 'WITHHELD' : 'CLEAR',
      });
      const other = entry(categories[(n * 7) % 3]!, {
        subject: `S-${n % 2}`,
        agency: `source-${n % 4}` as AgencyId,
      });
      await audit.append(
        draft({
          partnership: logs[n % 7 === 0 ? 2 : n % 2]! as PartnershipId | null,
          actor: { ...draft().actor, user: `user-${n % 3}` as UserId },
          entries: n % 6 === 0 ? [] : [one, other],
          requestId: `request-${n}`,
        }),
      );
    }
    const { events } = await audit.page({}, { first: 100 });
    const byHand = ({ entry: named = {}, user, partnerships }: AuditFilter): readonly string[] =>
      events
        .filter(({ event }) => user === undefined || event.actor.user === user)
        .filter(({ event }) => partnerships?.includes(event.partnership) ?? true)
        .filter(({ event }) =>
          event.entries.some(
            ({ subject, agency, category, outcome }) =>
              (named.subject ?? subject) === subject &&
              (named.source ?? agency) === agency &&
              (named.category ?? category) === category &&
              (named.outcome ?? outcome) === outcome,
          ),
        )
        .map(({ event }) => event.requestId);
    const named = [
      { subject: 'S-1' },
      { source: 'source-2' as AgencyId },
      { category: 'convictions' },
      { outcome: 'WITHHELD' },
      { category: 'health', outcome: 'CLEAR' },
      { subject: 'S-0', category: 'name' },
      { source: 'source-1' as AgencyId, outcome: 'CLEAR' },
      { subject: 'S-none' },
    ] as const;
    const others: readonly AuditFilter[] = [
      {},
      { user: 'user-1' as UserId },
      { partnerships: ['southshire' as PartnershipId] },
      { partnerships: ['northshire' as PartnershipId, null], user: 'user-2' as UserId },
    ];
    for (const one of named)
      for (const other of others)
        for (const first of [1, 4, 100]) {
          const filter = { ...other, entry: one };
          expect([filter, await found(filter, first)]).toEqual([filter, byHand(filter)]);
        }
  });

  it('waits for an event whose transaction was under way, and gives each event once', async () => {
    let commit: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (commit = resolve));
    let written: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (written = resolve));
    await audit.append(of('northshire', { requestId: 'first' }));
    const slow = store.db.transaction().execute(async (trx) => {
      const at = clock.now();
      const pending = [
        {
          draft: of('southshire', { requestId: 'slow' }),
          eventId: randomness.uuid(at) as never,
          occurredAt: at,
        },
      ];
      await appendEvents(trx, { pending, recordedAt: at });
      written();
      await told;
    });
    await late;
    await audit.append(of('northshire', { requestId: 'second' }));
    const reading = found({}, 10);
    setTimeout(commit, 50);
    await slow;
    expect(await reading).toEqual(['first', 'slow', 'second']);
  });

  it('continues with what was written since the last page, whenever that happened', async () => {
    await audit.append(of('northshire', { requestId: 'first' }));
    const last = (await audit.page({}, { first: 5 })).events.at(-1);
    expect((await audit.page({}, { first: 5, after: last?.cursor ?? '' })).events).toEqual([]);
    const earlier = openAuditLog({ db: store.db, clock: steppingClock('2020-01-01T00:00:00Z'), randomness });
    await earlier.append(of('northshire', { requestId: 'by a clock that is behind' }));
    const rest = await audit.page({}, { first: 5, after: last?.cursor ?? '' });
    expect(rest.events.map(({ event }) => event.requestId)).toEqual(['by a clock that is behind']);
    expect(await found({})).toEqual(['by a clock that is behind', 'first']);
  });

  it.each([
    '',
    'x',
    Buffer.from('1.2.3').toString('base64url'),
    Buffer.from('1.2.3.-4').toString('base64url'),
  ])('refuses what is no cursor of ours: %j', async (after) => {
    await expect(audit.page({}, { first: 1, after })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
