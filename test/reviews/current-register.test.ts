import { sql } from 'kysely';

import { openCurrentRegister, type AnswerRegister, type CurrentRegister } from '../../src/reviews';

import { STORE_KINDS } from '../store/each-store';
import { coordinator, Fixture, fresh, PARTNERSHIP, TRUST } from './register-fixture';

/** Everything that an answer asks of the register about a review. */
const readAll = async (register: AnswerRegister, reviewId: Parameters<CurrentRegister['of']>[0]) => {
  const use = {
    session: 's',
    user: 'u' as Parameters<AnswerRegister['hasAcknowledged']>[0]['user'],
    pack: { key: 'baseline', version: '1' } as Parameters<AnswerRegister['hasAcknowledged']>[0]['pack'],
  };
  return JSON.stringify([
    await register.review(reviewId),
    await register.standingOf(reviewId, TRUST),
    await register.partnership(PARTNERSHIP),
    await register.standings(reviewId),
    await register.contactChecks({ reviewId }),
    await register.contactChecks({ reviewId, agencyId: TRUST }),
    (await register.contactSet(reviewId)).map((one) => ({ ...one, flags: [...one.flags] })),
    (await register.subjects(reviewId)).map((one) => ({ ...one, flags: [...one.flags] })),
    await register.recordLinks(reviewId),
    await register.recordedConditions(reviewId),
    await register.hasAcknowledged(use),
    await register.agencies(),
    await register.agency(TRUST),
    [...(await register.offers())].map(([id, offers]) => [id, [...offers]]),
    [...(await register.salts(reviewId, ['labels']))],
    await register.roleLabels(reviewId),
    await register.releasedTexts(reviewId),
  ]);
};

/** One change of each table that an answer reads, made past the register itself. */
const CHANGES: readonly (readonly [table: string, statement: string])[] = [
  ['review', `update review set reference = reference || '+'`],
  ['review_agency', `update review_agency set standing = 'REVIEWER' where agency_id = 'trust'`],
  ['review_agency', `delete from review_agency where agency_id = 'trust'`],
  ['agency', `update agency set state = 'REMOVED' where id = 'police'`],
  ['agency', `update agency set endpoint_url = 'https://elsewhere.invalid' where id = 'trust'`],
  ['partnership', `update partnership set pack_key = 'lancashire'`],
  ['subject', `update subject set flags = 'ADOPTED'`],
  ['contact_check', `update contact_check set state = 'ANSWERED'`],
  ['record_link', `insert into record_link select review_id, 'trust', id, 'h-1' from subject`],
  [
    'review_condition',
    `insert into review_condition select gen_random_uuid(), id, 'CONSENT', 'c', 'u', now() from review`,
  ],
  ['review_salt', `delete from review_salt`],
  ['role_label', `insert into role_label select id, 'n:x', 'Person 9', true, now() from review`],
  [
    'text_release',
    `insert into text_release select gen_random_uuid(), id, 'trust', 'TEXT-1', 'r', 'u', now() from review`,
  ],
  [
    'reminder_acknowledgement',
    `insert into reminder_acknowledgement values (encode(sha256('s'), 'hex'), 'u', 'baseline', '1', now())`,
  ],
];

describe.each(STORE_KINDS)('what answers read of the register, on $name', (kind) => {
  let fixture: Fixture;
  let current: CurrentRegister;
  beforeAll(async () => {
    fixture = await Fixture.open(kind);
    current = openCurrentRegister(fixture.register, fixture.store.db);
  });
  afterAll(() => fixture.close());

  const gathered = async () => {
    const { reviewId } = await fixture.review();
    await fixture.register.sendContactCheck(coordinator(), { ...fresh(), reviewId, agencyIds: [TRUST] });
    return reviewId;
  };

  it('is read once for as long as nothing of it changes, and is what the register itself says', async () => {
    const reviewId = await gathered();
    const register = await current.of(reviewId);
    expect(await readAll(register, reviewId)).toBe(await readAll(fixture.register, reviewId));
    // The salts were made by that reading.
    const settled = await current.of(reviewId);
    expect(await readAll(settled, reviewId)).toBe(await readAll(fixture.register, reviewId));
    const again = await current.of(reviewId);
    expect(again).toBe(settled);
    expect(await again.contactSet(reviewId)).toBe(await settled.contactSet(reviewId));
  });

  it.each(CHANGES)(
    'shows a change of %s to the next request, whoever made it: %s',
    async (_table, statement) => {
      const reviewId = await gathered();
      await readAll(await current.of(reviewId), reviewId);
      await readAll(await current.of(reviewId), reviewId);
      await sql.raw(statement).execute(fixture.store.db);
      expect(await readAll(await current.of(reviewId), reviewId)).toBe(
        await readAll(fixture.register, reviewId),
      );
    },
  );

  it('keeps no review apart from the others: a change of one is none of another', async () => {
    const [one, other] = [await gathered(), await gathered()];
    await readAll(await current.of(one), one);
    const before = await current.of(one);
    await sql`update review set reference = 'changed' where id = ${other}`.execute(fixture.store.db);
    expect(await current.of(one)).toBe(before);
  });

  it('answers what it was not asked to keep from the database', async () => {
    const [one, other] = [await gathered(), await gathered()];
    const register = await current.of(one);
    expect(await register.review(other)).toEqual(await fixture.register.review(other));
    expect(await register.subjects('none' as typeof one)).toEqual([]);
  });

  it('reads role labels again after it has allotted some', async () => {
    const reviewId = await gathered();
    const register = await current.of(reviewId);
    expect(await register.roleLabels(reviewId)).toEqual([]);
    const label = { fingerprint: 'n:one', label: 'Person 1', allots: true };
    await register.allotRoleLabels(reviewId, [label]);
    expect(await register.roleLabels(reviewId)).toEqual([label]);
  });

  it('has a trigger on every table that names a review, or a reason to have none', async () => {
    const { rows } = await sql<{ name: string; counted: boolean }>`select c.relname as name,
        exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like '%_revision') as counted
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attname = 'review_id'
      order by 1`.execute(fixture.store.db);
    const uncounted = rows.filter(({ counted }) => !counted).map(({ name }) => name);
    // What was recorded, asked for or is to be destroyed: no answer is made from these.
    expect(uncounted).toEqual(['audit_event', 'oversight_alert', 'review_retention', 'two_person_request']);
  });
});
