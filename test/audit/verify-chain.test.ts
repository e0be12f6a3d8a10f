import { sql } from 'kysely';
import { openAuditLog, type AuditLog, type VerifyReport } from '../../src/audit';
import { linkHash } from '../../src/audit/chain';
import type { Store } from '../../src/store';
import { STORE_KINDS } from '../store/each-store';
import { draft, randomness, steppingClock } from './drafts';

const EVENTS = 12;

describe.each(STORE_KINDS)('the chain over $name', ({ open }) => {
  let store: Store;
  let audit: AuditLog;
  beforeAll(async () => {
    store = await open();
    audit = openAuditLog({ db: store.db, clock: steppingClock(), randomness });
    for (let n = 0; n < EVENTS; n += 1) await audit.append(draft({ requestId: `request-${n}` }));
  });
  afterAll(() => store.close());

  /** What verification says of a tampered chain; the tampering is then undone. */
  async function after(...statements: string[]): Promise<VerifyReport> {
    let report: VerifyReport | undefined;
    const tampering = store.db.transaction().execute(async (trx) => {
      for (const table of ['audit_event', 'audit_head'])
        await sql.raw(`alter table ${table} disable trigger user`).execute(trx);
      for (const statement of statements) await sql.raw(statement).execute(trx);
      report = await openAuditLog({ db: trx, clock: steppingClock(), randomness }).verify();
      throw new Error('undo');
    });
    await expect(tampering).rejects.toThrow('undo');
    if (report === undefined) throw new Error('no report');
    return report;
  }

  const set = (assignment: string, sequence: number): string =>
    `update audit_event set ${assignment} where sequence = ${sequence}`;

  it.each([
    'update audit_event set outcome = outcome where sequence = 1',
    'delete from audit_event where sequence = 1',
    'truncate audit_event',
    "update audit_head set sequence = sequence, hash = 'x'",
    'update audit_head set sequence = sequence - 1',
    'delete from audit_head',
    'truncate audit_head',
  ])('refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(store.db)).rejects.toThrow(/append-only|forwards only/);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true, events: EVENTS });
  });

  it('is located where the content was altered', async () => {
    const report = await after(set(`payload = replace(payload, '"CLEAR"', '"WITHHELD"')`, 5));
    expect(report).toMatchObject({ ok: false, events: 4, fault: { sequence: 5, what: 'ALTERED' } });
  });

  it('is located after an event whose content and hash were both altered', async () => {
    const row = await store.db
      .selectFrom('audit_event')
      .selectAll()
      .where('sequence', '=', 5)
      .executeTakeFirstOrThrow();
    const payload = row.payload.replace('"CLEAR"', '"WITHHELD"');
    const hash = linkHash(row.previous_hash, payload);
    const report = await after(set(`payload = '${payload}', hash = '${hash}'`, 5));
    expect(report.fault).toEqual({ sequence: 6, what: 'UNLINKED' });
  });

  it('is located at the last event when that was altered with its hash', async () => {
    const row = await store.db
      .selectFrom('audit_event')
      .selectAll()
      .where('sequence', '=', EVENTS)
      .executeTakeFirstOrThrow();
    const payload = row.payload.replace('"CLEAR"', '"WITHHELD"');
    const report = await after(
      set(`payload = '${payload}', hash = '${linkHash(row.previous_hash, payload)}'`, EVENTS),
    );
    expect(report.fault).toEqual({ sequence: EVENTS, what: 'ALTERED' });
  });

  it.each([
    "occurred_at = occurred_at + interval '1 second'",
    "partnership = 'elsewhere'",
    'review_id = null',
    "actor_user = 'somebody'",
    "actor_agency = 'elsewhere'",
    "action = 'SEARCH'",
    'purpose = null',
    "outcome = 'DENIED'",
    "event_id = '0190a2b4-0000-7000-8000-00000000ffff'",
  ])('is located where a search column was altered: %s', async (assignment) => {
    const report = await after(set(assignment, 7));
    expect(report.fault).toEqual({ sequence: 7, what: 'COLUMN_ALTERED' });
  });

  it.each([
    [1, 1],
    [6, 6],
    [EVENTS, EVENTS],
  ])('is located where event %i was deleted', async (deleted, sequence) => {
    const report = await after(`delete from audit_event where sequence = ${deleted}`);
    expect(report.fault).toEqual({ sequence, what: 'MISSING' });
  });

  it('is located where everything was deleted', async () => {
    const report = await after('truncate audit_event');
    expect(report.fault).toEqual({ sequence: 1, what: 'MISSING' });
  });

  it('is located where two events changed places', async () => {
    const report = await after(set('sequence = 1000', 3), set('sequence = 3', 4), set('sequence = 4', 1000));
    expect(report.fault).toEqual({ sequence: 3, what: 'MOVED' });
  });

  it('is located where an event was taken out and the gap closed', async () => {
    const report = await after(
      'delete from audit_event where sequence = 4',
      'update audit_event set sequence = sequence - 1 where sequence = 5',
    );
    expect(report.fault).toEqual({ sequence: 4, what: 'MOVED' });
  });

  const insertAt = (sequence: number): string =>
    `insert into audit_event select ${sequence}, '0190a2b4-0000-7000-8000-0000000000aa', occurred_at, partnership,
     review_id, actor_user, actor_agency, action, purpose, outcome, payload, previous_hash, hash
     from audit_event where sequence = ${EVENTS}`;

  it.each([
    [0, 0, 'INSERTED'],
    [EVENTS + 1, EVENTS + 1, 'MOVED'],
  ])('is located where an event was inserted at %i', async (at, sequence, what) => {
    const report = await after(insertAt(at));
    expect(report.fault).toEqual({ sequence, what });
  });

  it('is located where a well-made event was inserted at the end', async () => {
    const last = await store.db
      .selectFrom('audit_event')
      .selectAll()
      .where('sequence', '=', EVENTS)
      .executeTakeFirstOrThrow();
    const eventId = '0190a2b4-0000-7000-8000-0000000000aa';
    const payload = last.payload
      .replace(last.event_id, eventId)
      .replace(`"sequence":${EVENTS}`, `"sequence":${EVENTS + 1}`);
    const hash = linkHash(last.hash, payload);
    const report = await after(
      `insert into audit_event select ${EVENTS + 1}, '${eventId}', occurred_at, partnership, review_id, actor_user,
       actor_agency, action, purpose, outcome, '${payload}', '${last.hash}', '${hash}'
       from audit_event where sequence = ${EVENTS}`,
    );
    expect(report.fault).toEqual({ sequence: EVENTS + 1, what: 'INSERTED' });
  });

  it('is located where the head was taken back or away', async () => {
    await expect(after('update audit_head set sequence = 9')).resolves.toMatchObject({
      fault: { sequence: 10, what: 'INSERTED' },
    });
    await expect(after('delete from audit_head')).resolves.toMatchObject({
      fault: { sequence: EVENTS + 1, what: 'MISSING' },
    });
  });

  it('is walked in chunks, over more events than one chunk holds', async () => {
    await Promise.all(Array.from({ length: 2_300 }, () => audit.append(draft())));
    await expect(audit.verify()).resolves.toMatchObject({ ok: true, events: EVENTS + 2_300 });
    const report = await after(set(`payload = payload || ' '`, 2_111));
    expect(report.fault).toEqual({ sequence: 2_111, what: 'ALTERED' });
  });
});
