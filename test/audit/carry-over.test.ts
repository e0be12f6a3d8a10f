import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { openAuditLog } from '../../src/audit';
import { auditChain } from '../../src/store/migrations/0001-audit-chain';
import { auditMerkle } from '../../src/store/migrations/0003-audit-merkle';
import { auditSearch } from '../../src/store/migrations/0008-audit-search';
import { auditKeys } from '../../src/store/migrations/0015-audit-keys';
import type { Store } from '../../src/store';
import { STORE_KINDS } from '../store/each-store';
import { draft, randomness, steppingClock } from './drafts';

const AT = '2026-03-02T09:00:00.000Z';

/** Takes the audit tables back to what they were before the Merkle log. */
async function toChain({ db }: Store): Promise<void> {
  await sql`drop view audit_entry`.execute(db);
  await sql`drop table audit_event, audit_key, audit_head, audit_checkpoint`.execute(db);
  await sql`drop function refuse_audit_change, refuse_audit_head_return, write_audit_keys cascade`.execute(
    db,
  );
  await auditChain.up(db);
}

async function appendToChain({ db }: Store, partnerships: readonly (string | null)[]): Promise<void> {
  let previous = '0'.repeat(64);
  for (const [index, partnership] of partnerships.entries()) {
    const sequence = index + 1;
    const eventId = `0190a2b4-0000-7000-8000-00000000000${sequence}`;
    const payload = JSON.stringify({
      ...draft(),
      partnership,
      eventId,
      sequence,
      occurredAt: AT,
      recordedAt: AT,
    });
    const hash = createHash('sha256').update(previous).update(payload).digest('hex');
    const { review, actor, action, purpose, outcome } = draft();
    await sql`insert into audit_event (sequence, event_id, occurred_at, partnership, review_id, actor_user, actor_agency,
        action, purpose, outcome, payload, previous_hash, hash)
      values (${sequence}, ${eventId}, ${AT}, ${partnership}, ${review?.id ?? null}, ${actor.user}, ${actor.agency},
        ${action}, ${purpose}, ${outcome}, ${payload}, ${previous}, ${hash})`.execute(db);
    previous = hash;
  }
}

describe.each(STORE_KINDS)('events of the hash chain over $name', ({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await toChain(store);
    await appendToChain(store, ['northshire', null, 'northshire', 'southshire', 'northshire']);
  });
  afterEach(() => store.close());

  it('are carried over into the log of their partnership, in their order, which then goes on', async () => {
    await auditMerkle.up(store.db);
    await auditSearch.up(store.db);
    await auditKeys.up(store.db);
    const log = openAuditLog({ db: store.db, clock: steppingClock(), randomness });
    const { events } = await log.page({}, { first: 10 });
    expect(events.map(({ log: name, sequence, eventId }) => [name, sequence, eventId.at(-1)])).toEqual([
      ['northshire', 1, '1'],
      ['gateway', 1, '2'],
      ['northshire', 2, '3'],
      ['southshire', 1, '4'],
      ['northshire', 3, '5'],
    ]);
    await log.append(draft());
    await expect(log.verify()).resolves.toMatchObject({ ok: true, events: 6 });
    const found = await log.page({ entry: { category: 'health' } }, { first: 10 });
    expect(found.events).toHaveLength(6);
  });

  it('are not carried over where the chain is broken', async () => {
    await sql`alter table audit_event disable trigger user`.execute(store.db);
    await sql`update audit_event set payload = replace(payload, 'CLEAR', 'WITHHELD') where sequence = 3`.execute(
      store.db,
    );
    await expect(store.db.transaction().execute((trx) => auditMerkle.up(trx))).rejects.toThrow(
      'broken at event 3',
    );
    const { rows } = await sql`select sequence from audit_event`.execute(store.db);
    expect(rows).toHaveLength(5);
  });
});

describe.each(STORE_KINDS)('the view of entries over $name', ({ open }) => {
  it('has a row for each entry of each event', async () => {
    const store = await open();
    const log = openAuditLog({ db: store.db, clock: steppingClock(), randomness });
    const [entry] = draft().entries;
    const entries = [entry!, { ...entry!, agency: null, category: 'name' as const, records: 0 }];
    const { eventId } = await log.append(draft({ entries }));
    await log.append(draft({ entries: [] }));
    const rows = await store.db.selectFrom('audit_entry').selectAll().orderBy('entry').execute();
    expect(rows).toMatchObject([
      { event_id: eventId, entry: 1, agency: 'council', category: 'health', outcome: 'CLEAR', records: 3 },
      { event_id: eventId, entry: 2, agency: null, category: 'name', event_outcome: 'SUCCESS', records: 0 },
    ]);
    await store.close();
  });
});
