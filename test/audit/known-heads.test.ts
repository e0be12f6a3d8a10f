import type { KyselyPlugin } from 'kysely';

import { openAuditLog } from '../../src/audit';
import { KnownHeads } from '../../src/audit/known-heads';
import type { Pending } from '../../src/audit/append-events';
import type { AuditEventId, PartnershipId } from '../../src/domain/ids';
import type { Store } from '../../src/store';
import { ownSchema, STORE_KINDS } from '../store/each-store';
import { draft, randomness, steppingClock } from './drafts';

const clock = steppingClock();

/** Counts the statements that go through it, but for those that begin and end a transaction. */
function counting(): KyselyPlugin & { readonly count: () => number } {
  let statements = 0;
  return {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
    count: () => statements,
  };
}

const pendingOf = (partnership: string): Pending => {
  const occurredAt = clock.now();
  return {
    draft: draft({ partnership: partnership as PartnershipId }),
    eventId: randomness.uuid(occurredAt) as AuditEventId,
    occurredAt,
  };
};

describe.each(STORE_KINDS)('known heads over $name', ({ open }) => {
  const schema = ownSchema();
  let store: Store;
  beforeAll(async () => {
    store = await open(schema);
  });
  afterAll(() => store.close());
  const logOver = (db = store.db) => openAuditLog({ db, clock, randomness });
  const group = (...partnerships: string[]) => ({
    pending: partnerships.map(pendingOf),
    recordedAt: clock.now(),
  });

  it('store a group in one statement, once the log is there and its head is known', async () => {
    const plugin = counting();
    const audit = logOver(store.db.withPlugin(plugin));
    await audit.append(draft());
    await audit.append(draft());
    const before = plugin.count();
    const receipts = await Promise.all([audit.append(draft()), audit.append(draft())]);
    expect(plugin.count()).toBe(before + 1);
    expect(receipts[1].sequence).toBe(receipts[0].sequence + 1);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true });
  });

  it('leave a new log and a group of several logs to the transaction that locks them', async () => {
    const heads = new KnownHeads(store.db);
    await expect(heads.append(group('nobody-yet'))).resolves.toBeUndefined();
    await expect(heads.append(group('northshire', 'gateway'))).resolves.toBeUndefined();
    await expect(heads.append(group())).resolves.toBeUndefined();
  });

  it('go on from what another writer has left, and write each event once', async () => {
    const [one, other] = [logOver(), logOver()];
    const sequences: number[] = [];
    for (const audit of [one, other, one, one, other, other, one])
      sequences.push((await audit.append(draft())).sequence);
    const [first = 0] = sequences;
    expect(sequences).toEqual(sequences.map((_, at) => first + at));
    await expect(one.verify()).resolves.toMatchObject({ ok: true });
  });

  it('go on after a change that was taken back', async () => {
    const audit = logOver();
    const { sequence } = await audit.append(draft());
    const undone = store.db.transaction().execute(async (trx) => {
      await audit.appendWithin(trx, draft());
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect((await audit.append(draft())).sequence).toBe(sequence + 1);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true });
  });

  it('write nothing onto a head of before, and leave the log to that transaction', async () => {
    const audit = logOver();
    await audit.append(draft());
    const headOf = () =>
      store.db.selectFrom('audit_head').selectAll().where('log', '=', 'northshire').executeTakeFirstOrThrow();
    const before = await headOf();
    await audit.append(draft());
    const head = await headOf();
    // As if another writer came between each reading of the head and the statement that goes on from it.
    const late = new KnownHeads(
      store.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: ({ result }) =>
          Promise.resolve({
            ...result,
            rows: result.rows.map((row) => ('nodes' in row ? { ...before } : row)),
          }),
      }),
    );
    await expect(late.append(group('northshire'))).resolves.toBeUndefined();
    await expect(headOf()).resolves.toEqual(head);
    await expect(audit.verify()).resolves.toMatchObject({ ok: true });
  });
});
