import { sql } from 'kysely';
import { openAuditLog, type AuditLog } from '../../src/audit';
import type { AgencyId, PartnershipId, ReviewId, UserId } from '../../src/domain/ids';
import type { Store } from '../../src/store';
import { EMPTY_ROOT } from '../../src/audit/merkle';
import { ownSchema, STORE_KINDS } from '../store/each-store';
import { draft, randomness, REVIEW, steppingClock } from './drafts';

const clock = steppingClock();

async function transactionsOf(store: Store, from: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct xmin::text) as n from audit_event
    where log = 'northshire' and sequence > ${from}`.execute(store.db);
  return rows[0]?.n ?? 0;
}

const lastSequence = async ({ db }: Store): Promise<number> =>
  (await db.selectFrom('audit_head').select('sequence').where('log', '=', 'northshire').executeTakeFirst())
    ?.sequence ?? 0;

describe.each(STORE_KINDS)('the audit log over $name', ({ open, name }) => {
  const schema = ownSchema();
  let store: Store;
  let audit: AuditLog;
  beforeAll(async () => {
    store = await open(schema);
    audit = openAuditLog({ db: store.db, clock, randomness });
  });
  afterAll(() => store.close());

  it('verifies while it is empty', async () => {
    await expect(audit.verify()).resolves.toMatchObject({
      ok: true,
      events: 0,
      head: { sequence: 0, hash: '0'.repeat(64) },
      logs: [{ log: 'gateway', root: EMPTY_ROOT.toString('hex') }],
    });
  });

  it('gives a receipt for an event that can be read back whole', async () => {
    const receipt = await audit.append(draft({ details: { subjectRole: 'SIBLING' } }));
    const { events } = await audit.page({}, { first: 10 });
    const stored = events.find(({ eventId }) => eventId === receipt.eventId);
    expect(stored).toMatchObject({
      sequence: receipt.sequence,
      hash: receipt.hash,
      occurredAt: receipt.occurredAt,
      event: draft({ details: { subjectRole: 'SIBLING' } }),
    });
    expect(receipt.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('makes one unbroken log of 500 concurrent events in far fewer transactions', async () => {
    const before = await lastSequence(store);
    const receipts = await Promise.all(Array.from({ length: 500 }, () => audit.append(draft())));
    expect(new Set(receipts.map(({ sequence }) => sequence)).size).toBe(500);
    expect(await lastSequence(store)).toBe(before + 500);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true, events: before + 500 });
    expect(await transactionsOf(store, before)).toBeLessThanOrEqual(5);
  });

  it('shares the next transaction among what comes in while one runs', async () => {
    const before = await lastSequence(store);
    const rounds = Array.from({ length: 40 }, async (_, round) => {
      await new Promise((resolve) => setTimeout(resolve, round));
      await Promise.all(Array.from({ length: 5 }, () => audit.append(draft())));
    });
    await Promise.all(rounds);
    expect(await lastSequence(store)).toBe(before + 200);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true });
  });

  it('keeps one log of the partnership when two logs write to one database', async () => {
    const second = name === 'PostgreSQL' ? await open(schema) : store;
    const other = openAuditLog({ db: second.db, clock, randomness });
    const before = await lastSequence(store);
    const append = async (log: AuditLog, count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) await Promise.all([log.append(draft()), log.append(draft())]);
    };
    await Promise.all([append(audit, 20), append(other, 20)]);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true, events: before + 80 });
    if (second !== store) await second.close();
  });

  it('leaves no event of a change that is rolled back', async () => {
    const before = await lastSequence(store);
    const change = store.db.transaction().execute(async (trx) => {
      await audit.appendWithin(trx, draft({ action: 'SET_STANDING' }));
      throw new Error('the change failed');
    });
    await expect(change).rejects.toThrow('the change failed');
    expect(await lastSequence(store)).toBe(before);
    await store.db.transaction().execute((trx) => audit.appendWithin(trx, draft({ action: 'SET_STANDING' })));
    await expect(audit.verify()).resolves.toMatchObject({ ok: true, events: before + 1 });
  });

  it.each([
    ['a detail', draft({ details: { note: 'seen 999 001 2385' } })],
    ['the name of a detail', draft({ details: { '9990012385': 'x' } })],
    ['the name of an operation', draft({ operation: { name: 'NHS9990000018', hash: null } })],
    ['a request id', draft({ requestId: 'ce123456a' })],
    ['a national insurance number with gaps', draft({ details: { note: 'CE 12 34 56 A' } })],
    ['what only looks like a pseudonym', draft({ details: { note: 'SUBJ-W1ER-NDMK-GS85-4429-K' } })],
    ['a text beside a pseudonym', draft({ details: { note: 'SUBJ-W1ER-NDMK-GS85-4429-H CE123456A' } })],
  ])('refuses an official identifier in %s before anything is written', async (_where, tainted) => {
    const before = await lastSequence(store);
    await expect(audit.append(tainted)).rejects.toMatchObject({ code: 'INTERNAL' });
    const within = store.db.transaction().execute((trx) => audit.appendWithin(trx, tainted));
    await expect(within).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await lastSequence(store)).toBe(before);
  });

  it('takes ids, pseudonyms, digests, instants and ten digits that are no NHS number', async () => {
    const details = { subjectId: REVIEW, digest: `${'9990012385'.repeat(6)}abcd`, at: '2026-03-02T09:00' };
    const entries = draft().entries.map((entry) => ({ ...entry, subject: 'CE12-3456' }));
    await audit.append(draft({ entries, details: { ...details, number: '1234567890' } }));
  });

  it('takes the pseudonyms that are asked about, though one in some thousand has the form of a number', async () => {
    // GS85-4429 has the form of a national insurance number.
    const one = 'SUBJ-W1ER-NDMK-GS85-4429-H';
    const pseudonyms = [one, one].join(',');
    await expect(audit.append(draft({ details: { pseudonyms } }))).resolves.toHaveProperty('sequence');
  });

  it('finds events by each filter, in their order, page by page', async () => {
    const mine = {
      actor: { user: 'user-9' as UserId, agency: 'police' as AgencyId, roles: [] },
      partnership: 'southshire' as PartnershipId,
      review: {
        id: '0190a2b4-0000-7000-8000-000000000009' as ReviewId,
        type: 'RAPID_REVIEW',
        state: 'OPEN',
      },
    } as const;
    for (const action of ['SEARCH', 'ANSWER', 'SEARCH'] as const)
      await audit.append(draft({ ...mine, action }));
    const count = async (filter: Parameters<AuditLog['page']>[0]): Promise<number> =>
      (await audit.page(filter, { first: 1_000 })).events.length;
    expect(await count({ user: mine.actor.user })).toBe(3);
    expect(await count({ agency: mine.actor.agency, action: 'SEARCH' })).toBe(2);
    expect(await count({ reviewId: mine.review.id })).toBe(3);
    expect(await count({ partnerships: [mine.partnership] })).toBe(3);
    expect(await count({ partnerships: [] })).toBe(0);
    const all = await audit.page({ user: mine.actor.user }, { first: 2 });
    expect(all.hasNextPage).toBe(true);
    const last = all.events[1];
    const rest = await audit.page({ user: mine.actor.user }, { first: 2, after: last?.cursor ?? '' });
    expect(rest.hasNextPage).toBe(false);
    expect([...all.events, ...rest.events].map(({ event }) => event.action)).toEqual([
      'SEARCH',
      'ANSWER',
      'SEARCH',
    ]);
    expect(await count({ user: mine.actor.user, from: last?.occurredAt ?? new Date(0) })).toBe(2);
    expect(await count({ user: mine.actor.user, to: last?.occurredAt ?? new Date(0) })).toBe(1);
  });

  it('refuses what is more than its queue holds, and keeps what it took', async () => {
    const before = await lastSequence(store);
    const narrow = openAuditLog({ db: store.db, clock, randomness, queueLimit: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => narrow.append(draft())));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      ...Array<string>(3).fill('fulfilled'),
      ...Array<string>(5).fill('rejected'),
    ]);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
    expect(await lastSequence(store)).toBe(before + 3);
  });

  it('gives no receipt after the deadline, and goes on once the way is free', async () => {
    const before = await lastSequence(store);
    const hasty = openAuditLog({ db: store.db, clock, randomness, deadlineMs: 50 });
    await store.db.transaction().execute(async (trx) => {
      await trx.selectFrom('audit_head').select('hash').forUpdate().execute();
      await expect(hasty.append(draft())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
      await expect(hasty.append(draft())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    });
    await hasty.drain();
    // The first was already being written and became durable late; the second had left the queue.
    expect(await lastSequence(store)).toBe(before + 1);
    const patient = openAuditLog({ db: store.db, clock, randomness });
    await patient.append(draft());
    await expect(audit.verify()).resolves.toMatchObject({ ok: true });
  });

  it('drains what it took', async () => {
    const before = await lastSequence(store);
    const appended = Promise.all(Array.from({ length: 30 }, () => audit.append(draft())));
    await audit.drain();
    expect(await lastSequence(store)).toBe(before + 30);
    await appended;
  });

  it('is unavailable once the store is closed', async () => {
    await store.close();
    const unavailable = { code: 'AUDIT_UNAVAILABLE' };
    await expect(audit.append(draft())).rejects.toMatchObject(unavailable);
    await expect(audit.page({}, { first: 1 })).rejects.toMatchObject(unavailable);
    await expect(audit.verify()).rejects.toMatchObject(unavailable);
    await audit.drain();
  });
});
