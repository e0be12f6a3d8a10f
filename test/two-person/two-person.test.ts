import { randomUUID } from 'node:crypto';

import type { AgencyId, UserId } from '../../src/domain/ids';
import type { Store } from '../../src/store';
import {
  countRequests,
  decideRequest,
  findRequest,
  giveBack,
  isOverdue,
  listRequests,
  requestSecondPerson,
  useRequest,
  type NewRequest,
  type Person,
  type TwoPersonRequestId,
} from '../../src/two-person';
import { STORE_KINDS } from '../store/each-store';

const person = (user: string, agency = 'unit'): Person => ({
  user: user as UserId,
  agency: agency as AgencyId,
});
const ASKER = person('asker');
const SECOND = person('second');
const START = new Date('2026-11-20T16:00:00Z');
const later = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);
const kind = 'SUBJECT_LOOKUP';

let store: Store;

beforeAll(async () => {
  const [first, last = first] = [...STORE_KINDS];
  if (last === undefined) throw new Error('There is no store.');
  store = await last.open();
}, 240_000);
afterAll(() => store.close());

const ask = (some: Partial<NewRequest> = {}) =>
  requestSecondPerson(store.db, {
    id: randomUUID() as TwoPersonRequestId,
    kind,
    reviewId: null,
    by: ASKER,
    at: START,
    content: { reason: 'RIGHTS_REQUEST' },
    decideHours: 24,
    breakGlass: null,
    ...some,
  });

const decide = (id: TwoPersonRequestId, some: Partial<Parameters<typeof decideRequest>[1]> = {}) =>
  decideRequest(store.db, {
    id,
    kind,
    by: SECOND,
    at: later(60),
    decision: 'APPROVED',
    useMinutes: 15,
    ...some,
  });

const use = (id: TwoPersonRequestId, minutes: number, by = ASKER) =>
  useRequest(store.db, { id, kind, by, at: later(minutes) });

const code = (name: string) => ({ code: name });

describe('a request that takes two people', () => {
  it('may be used once, by who asked, after another person has approved', async () => {
    const { id } = await ask();
    await expect(use(id, 1)).rejects.toMatchObject(code('APPROVAL_NEEDED'));
    const approved = await decide(id);
    expect(approved).toMatchObject({ decision: 'APPROVED', decidedBy: SECOND, useBefore: later(75) });
    await expect(use(id, 61, SECOND)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(use(id, 61, person('asker', 'elsewhere'))).rejects.toMatchObject(code('NOT_FOUND'));
    expect(await use(id, 61)).toMatchObject({ usedAt: later(61), content: { reason: 'RIGHTS_REQUEST' } });
    await expect(use(id, 62)).rejects.toMatchObject(code('REQUEST_OVER'));
  });

  it('is decided by nobody who asked, whatever the program does', async () => {
    const { id } = await ask();
    await expect(decide(id, { by: person('asker', 'elsewhere') })).rejects.toMatchObject(
      code('SECOND_PERSON_NEEDED'),
    );
    await expect(
      store.db
        .updateTable('two_person_request')
        .set({ decided_user: ASKER.user })
        .where('id', '=', id)
        .execute(),
    ).rejects.toThrow();
  });

  it('is decided once and in time, and a refusal is the end of it', async () => {
    const { id } = await ask();
    await decide(id, { decision: 'REFUSED' });
    await expect(decide(id, { by: person('third') })).rejects.toMatchObject(code('REQUEST_OVER'));
    await expect(use(id, 61)).rejects.toMatchObject(code('REQUEST_OVER'));
    const late = await ask();
    await expect(decide(late.id, { at: later(24 * 60 + 1) })).rejects.toMatchObject(code('REQUEST_OVER'));
    await expect(use(late.id, 24 * 60 + 2)).rejects.toMatchObject(code('REQUEST_OVER'));
  });

  it('is out of time after its minutes', async () => {
    const { id } = await ask();
    await decide(id);
    await expect(use(id, 76)).rejects.toMatchObject(code('REQUEST_OVER'));
  });

  it('is used by one of many at the same moment', async () => {
    const { id } = await ask();
    await decide(id);
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => use(id, 61)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('gives a use back that came to nothing, within the same minutes', async () => {
    const { id } = await ask();
    await decide(id);
    await giveBack(store.db, await use(id, 61));
    await giveBack(store.db, await use(id, 74));
    await expect(use(id, 76)).rejects.toMatchObject(code('REQUEST_OVER'));
  });

  it('goes ahead at once where the glass is broken, gains no time by the approval, and shows when that is late', async () => {
    const { id } = await ask({ breakGlass: { useMinutes: 15, dueOn: '2026-11-23' } });
    expect(await use(id, 1)).toMatchObject({ decision: null, postApprovalDueOn: '2026-11-23' });
    const request = await findRequest(store.db, { id, kind });
    expect(isOverdue(request, '2026-11-23')).toBe(false);
    expect(isOverdue(request, '2026-11-24')).toBe(true);
    const approved = await decide(id, { at: later(10 * 24 * 60) });
    expect(approved.useBefore).toEqual(later(15));
    expect(isOverdue(approved, '2026-12-24')).toBe(false);
  });

  it('shuts what went ahead when the second person refuses before it was used', async () => {
    const { id } = await ask({ breakGlass: { useMinutes: 15, dueOn: '2026-11-23' } });
    await decide(id, { decision: 'REFUSED', at: later(1) });
    await expect(use(id, 2)).rejects.toMatchObject(code('REQUEST_OVER'));
  });

  it('is found by its own kind only, and never by what is no id', async () => {
    const { id } = await ask();
    for (const other of [
      { id, kind: 'DESTRUCTION' as const },
      { id: 'x' as TwoPersonRequestId, kind: 'SUBJECT_LOOKUP' as const },
    ])
      await expect(findRequest(store.db, other)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await listRequests(store.db, { kind })).map((one) => one.id)).toContain(id);
    expect(await listRequests(store.db, { kind: 'DESTRUCTION' })).toEqual([]);
  });

  it('counts for its user', async () => {
    const by = person('busy');
    for (const minutes of [0, 10, 20]) await ask({ by, at: later(minutes) });
    expect(await countRequests(store.db, { kind, by, since: later(5) })).toBe(2);
  });
});
