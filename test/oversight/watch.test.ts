import type { AuditDraft, AuditEntry } from '../../src/audit';
import type { AgencyId, PartnershipId, ReviewId, UserId } from '../../src/domain/ids';
import { recordLeaving } from '../../src/oversight';
import type { KnownSubject } from '../../src/oversight/history';
import { REVIEW } from '../audit/drafts';
import { postgresUrl } from '../support/database';
import { DAY, entry, HOUR, NOON, openWatchFixture, someone, type WatchFixture } from './watch-fixture';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';
const OTHER_REVIEW = '0190a2b4-0000-7000-8000-000000000002' as ReviewId;

withPostgres(`the watch over unusual access${title}`, () => {
  let fixture: WatchFixture;
  beforeAll(async () => {
    fixture = await openWatchFixture();
  });
  afterAll(() => fixture.close());

  const at: WatchFixture['at'] = (instant, changes) => fixture.at(instant, changes);
  const noticed: WatchFixture['noticed'] = (actor) => fixture.noticed(actor);
  const base = Date.parse(NOON);
  const denied: Partial<AuditDraft> = { action: 'DENIED', outcome: 'DENIED', code: 'REVIEW_NOT_FOUND' };

  it('notices nothing in an ordinary reading', async () => {
    const actor = someone();
    await at(NOON, { actor, entries: [entry({ category: 'health', records: 2 })] });
    expect(await noticed(actor)).toEqual([]);
  });

  it.each([
    ['viewer:OWN_RECORD', ['own-record']],
    ['viewer:SURNAME', ['same-surname']],
    ['viewer:ADDRESS', ['same-address']],
    ['viewer:POSTCODE', ['same-address']],
  ])('notices what the record says by %s', async (detail, expected) => {
    const actor = someone();
    await at(NOON, { actor, details: { [detail]: 'SUBJ-1' } });
    expect(await noticed(actor)).toEqual(expected);
  });

  it.each([
    ['special category data at night', '2026-03-03T22:30:00Z', 'health', 1, ['out-of-hours']],
    ['offence data on a Sunday', '2026-03-08T12:00:00Z', 'convictions', 1, ['out-of-hours']],
    ['special category data on Good Friday', '2026-04-03T12:00:00Z', 'religion', 1, ['out-of-hours']],
    ['summer time: seven in London is six in UTC', '2026-06-02T06:30:00Z', 'health', 1, []],
    ['a name at night', '2026-03-03T22:30:00Z', 'name', 1, []],
    ['special category data that nobody held', '2026-03-03T22:30:00Z', 'health', 0, []],
  ] as const)('tells by the hour: %s', async (_what, instant, category, records, expected) => {
    const actor = someone();
    await at(instant, { actor, entries: [entry({ category, records })] });
    expect(await noticed(actor)).toEqual(expected);
  });

  it.each([
    ['what was withheld at the exit', { action: 'WITHHOLD_OUTGOING', details: { 'withheld:data': 'NAME' } }],
    ['an official number in what an agency sent', { details: { 'masked:trust': 'NHS_NUMBER=1' } }],
  ] as const)('notices %s', async (_what, changes) => {
    const actor = someone();
    await at(NOON, { actor, ...changes });
    expect(await noticed(actor)).toEqual(['outgoing-identifier']);
  });

  it('notices what the gateway itself kept from its log or its headers', async () => {
    const actor = { user: 'gateway' as UserId, agency: 'gateway' as AgencyId, roles: [] };
    await at(NOON, { actor, action: 'WITHHOLD_OUTGOING', details: { 'withheld:log': 'NHS_NUMBER' } });
    expect(await noticed(actor)).toEqual(['outgoing-identifier']);
  });

  it('notices three refusals in a row, not ones that an answer lies between or that lie far apart', async () => {
    const [streak, broken, slow] = [someone(), someone(), someone()];
    for (let n = 0; n < 3; n += 1) {
      await at(base + n * 1_000, { actor: streak, ...denied });
      await at(base + n * 1_000, { actor: broken, ...denied });
      if (n === 1) await at(base + n * 1_000 + 500, { actor: broken });
      await at(base + n * 2 * HOUR, { actor: slow, ...denied });
    }
    expect(await noticed(streak)).toEqual(['denied-streak']);
    expect(await noticed(broken)).toEqual([]);
    expect(await noticed(slow)).toEqual([]);
  });

  it('notices people who are entered like steps of a search, and knows nothing once their key is gone', async () => {
    const actor = someone();
    const person = (n: number): KnownSubject => ({
      subjectId: `s-${n}`,
      name: `Person ${n}`,
      dateOfBirth: `2012-03-0${n}`,
      position: n,
    });
    fixture.subjects = [1, 2, 3].map(person);
    const added = (n: number): Partial<AuditDraft> => ({
      actor,
      action: 'ADD_SUBJECT',
      entries: [],
      details: { subjectId: `s-${n}` },
    });
    await at(base, added(1));
    await at(base + 1_000, added(2));
    expect(await noticed(actor)).toEqual([]);
    await at(base + 2_000, added(3));
    expect(await noticed(actor)).toEqual(['probing']);
    fixture.subjects = [];
  });

  it('notices the fourth POSSIBLE of a month, and no NOT_KNOWN', async () => {
    const [guessing, searching] = [someone(), someone()];
    for (let n = 0; n < 4; n += 1) {
      const answer = { action: 'ANSWER_CONTACT_CHECK', entries: [] } as const;
      await at(base + n * DAY, { actor: guessing, ...answer, details: { outcome: 'POSSIBLE' } });
      await at(base + n * DAY, { actor: searching, ...answer, details: { outcome: 'NOT_KNOWN' } });
    }
    expect(await noticed(guessing)).toEqual(['repeated-possible']);
    expect(await noticed(searching)).toEqual([]);
  });

  it('notices an account after its last day, in London', async () => {
    const actor = someone();
    const leaving = { user: actor.user, agency: actor.agency, leftOn: '2026-03-03', recordedBy: 'ig' };
    await recordLeaving(fixture.store.db, { ...leaving, at: new Date(base) });
    await at('2026-03-03T18:00:00Z', { actor });
    expect(await noticed(actor)).toEqual([]);
    await at('2026-03-04T12:00:00Z', { actor });
    expect(await noticed(actor)).toEqual(['after-leaving']);
  });

  it('notices a closed review, whether it answered or refused', async () => {
    const [reader, refused] = [someone(), someone()];
    const review = { id: REVIEW, type: 'RAPID_REVIEW', state: 'CLOSED' } as const;
    await at(NOON, { actor: reader, review, entries: [] });
    await at(NOON, { actor: refused, review, ...denied });
    expect(await noticed(reader)).toEqual(['closed-review']);
    expect(await noticed(refused)).toEqual(['closed-review']);
  });

  it('notices the sixth opening of one request by a wider agency, not six of different ones', async () => {
    const [again, busy, participating] = [someone(), someone(), someone()];
    for (let n = 0; n < 6; n += 1) {
      const wider = { standing: 'WIDER', purpose: 'CONTACT_CHECK' } as const;
      await at(base + n * HOUR, { actor: again, ...wider });
      const review = { id: n < 3 ? REVIEW : OTHER_REVIEW, type: 'RAPID_REVIEW', state: 'OPEN' } as const;
      await at(base + n * HOUR, { actor: busy, ...wider, review });
      await at(base + n * HOUR, { actor: participating });
    }
    expect(await noticed(again)).toEqual(['repeated-opening']);
    expect(await noticed(busy)).toEqual([]);
    expect(await noticed(participating)).toEqual([]);
  });

  it('notices an account that wakes after ninety days', async () => {
    const [waking, usual] = [someone(), someone()];
    for (const actor of [waking, usual]) await at(base, { actor });
    await at(base + 80 * DAY, { actor: usual });
    for (const actor of [waking, usual]) await at(base + 91 * DAY, { actor });
    expect(await noticed(waking)).toEqual(['dormant-account']);
    expect(await noticed(usual)).toEqual([]);
  });

  it('notices who received far more offence data than the others of the partnership', async () => {
    const partnership = 'offence-partnership' as PartnershipId;
    const convictions = (records: number): Pick<AuditDraft, 'partnership' | 'entries'> => ({
      partnership,
      entries: [entry({ category: 'convictions', records })],
    });
    const [outlier, ...others] = [someone(), someone(), someone()];
    for (const actor of others) await at(base, { actor, ...convictions(5) });
    await at(base + 1_000, { actor: outlier, ...convictions(20) });
    expect(await noticed(outlier)).toEqual([]);
    await at(base + 2_000, { actor: outlier, ...convictions(1) });
    expect(await noticed(outlier)).toEqual(['offence-outlier']);
  });

  it('notices readings of the record by whoever is no auditor, an operator among them', async () => {
    const [curious, operator, auditor] = [someone(), someone(), someone()];
    await at(NOON, { actor: curious, ...denied, details: { fields: 'auditEvents' } });
    await at(NOON, { actor: { ...operator, agency: 'gateway' as AgencyId, roles: [] }, action: 'EXPORT' });
    await at(NOON, { actor: { ...auditor, roles: ['AUDITOR'] }, action: 'READ_AUDIT' });
    expect(await noticed(curious)).toEqual(['audit-reading']);
    expect(await noticed(operator)).toEqual(['audit-reading']);
    expect(await noticed(auditor)).toEqual([]);
  });

  it("notices more people in an hour than four times the user's own median", async () => {
    const people = (from: number, count: number): AuditEntry[] =>
      Array.from({ length: count }, (_, n) => entry({ subject: `SUBJ-${from + n}` }));
    const [sudden, steady] = [someone(), someone()];
    for (let day = 1; day <= 5; day += 1) {
      await at(base + day * DAY, { actor: sudden, entries: people(0, 2) });
      await at(base + day * DAY, { actor: steady, entries: people(0, 9) });
    }
    await at(base + 6 * DAY, { actor: sudden, entries: people(100, 6) });
    await at(base + 6 * DAY, { actor: steady, entries: people(100, 30) });
    expect(await noticed(sudden)).toEqual([]);
    await at(base + 6 * DAY + 60_000, { actor: sudden, entries: people(200, 5) });
    expect(await noticed(sudden)).toEqual(['volume']);
    expect(await noticed(steady)).toEqual([]);
  });
});
