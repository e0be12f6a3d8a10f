import type { PartnershipId, UserId } from '../../src/domain/ids';
import { openAlerts } from '../../src/oversight';
import { randomness } from '../audit/drafts';
import { postgresUrl } from '../support/database';
import { HOUR, NOON, openWatchFixture, someone, type WatchFixture } from './watch-fixture';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';

withPostgres(`alerts of unusual access${title}`, () => {
  let fixture: WatchFixture;
  beforeAll(async () => {
    fixture = await openWatchFixture();
  });
  afterAll(() => fixture.close());

  const at: WatchFixture['at'] = (instant, changes) => fixture.at(instant, changes);
  const noticed: WatchFixture['noticed'] = (actor) => fixture.noticed(actor);
  const base = Date.parse(NOON);

  it('does not repeat itself about one user and review within the quiet hours, and does after them', async () => {
    const actor = someone();
    const details = { 'viewer:SURNAME': 'SUBJ-1' };
    for (const hours of [0, 1, 23]) await at(base + hours * HOUR, { actor, details });
    expect(await noticed(actor)).toHaveLength(1);
    await at(base + 25 * HOUR, { actor, details });
    expect(await noticed(actor)).toHaveLength(2);
  });

  it('looks at each event once, however many replicas look and however often they start again', async () => {
    const actor = someone();
    await at(NOON, { actor, details: { 'viewer:OWN_RECORD': 'SUBJ-1' } });
    const { audit, store } = fixture;
    const replicas = [fixture.replica(), fixture.replica(), fixture.replica()];
    await Promise.all(replicas.map((one) => one.run()));
    await fixture.replica().run();
    expect(await noticed(actor)).toEqual(['own-record']);
    const raised = await audit.page({ action: 'RAISE_ALERT' }, { first: 200 });
    const alerts = await store.db.selectFrom('oversight_alert').select('event_id').execute();
    expect(raised.events.map(({ event }) => event.details['event']).sort()).toEqual(
      alerts.map(({ event_id }) => event_id).sort(),
    );
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  it('sends the reference of each alert when it is durable, again where that failed, and nothing else', async () => {
    const actor = someone();
    const { notices, store, watch } = fixture;
    fixture.refuseNotices = true;
    await at(NOON, { actor, details: { 'viewer:OWN_RECORD': 'SUBJ-1' } });
    await expect(watch.run()).rejects.toThrow('the notice was not taken');
    const before = notices.length;
    fixture.refuseNotices = false;
    await watch.run();
    await watch.run();
    const rows = await store.db.selectFrom('oversight_alert').select('alert_id').execute();
    expect(notices).toHaveLength(before + 1);
    expect([...new Set(notices)].sort()).toEqual(rows.map(({ alert_id }) => alert_id).sort());
  });

  it('takes a disposition of anybody but the user whom it is about, and keeps all of them', async () => {
    const actor = someone();
    await at(NOON, { actor, details: { 'viewer:OWN_RECORD': 'SUBJ-1' } });
    const { audit, clock, store, watch } = fixture;
    await watch.run();
    const alerts = openAlerts({ db: store.db, audit, clock, randomness });
    const own = (await alerts.list({ open: true })).find(({ viewer }) => viewer.user === actor.user);
    const id = own!.id;
    const by = (user: string) => ({
      ...actor,
      user: user as UserId,
      requestId: 'r',
      operation: { name: null, hash: null },
    });
    const partnerships = ['northshire' as PartnershipId];
    await expect(
      alerts.dispose(by(actor.user), { id, disposition: 'EXPLAINED', partnerships }),
    ).rejects.toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    await expect(
      alerts.dispose(by('dpo'), { id, disposition: 'EXPLAINED', partnerships: [null] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await alerts.dispose(by('dpo'), { id, disposition: 'EXPLAINED', partnerships });
    fixture.setClock(base + 1_000);
    await alerts.dispose(by('guardian'), { id, disposition: 'INCIDENT', partnerships });
    const [disposed] = await alerts.list({ id, open: false });
    expect(disposed?.dispositions.map(({ disposition }) => disposition)).toEqual(['EXPLAINED', 'INCIDENT']);
    await expect(store.db.deleteFrom('oversight_disposition').execute()).rejects.toThrow();
    await expect(store.db.updateTable('oversight_alert').set({ rule: 'x' }).execute()).rejects.toThrow();
  });
});
