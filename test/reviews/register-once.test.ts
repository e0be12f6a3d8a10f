import { openAuditLog } from '../../src/audit';
import { openRegister, type Register } from '../../src/reviews';
import { draft, randomness, steppingClock } from '../audit/drafts';
import { STORE_KINDS } from '../store/each-store';
import {
  actor,
  coordinator,
  Fixture,
  fresh,
  HOUSING,
  IDENTITY,
  OTHER_UNIT,
  POLICE,
  TRUST,
  UNIT,
} from './register-fixture';

const refused = (code: string): unknown => expect.objectContaining({ code });

describe.each(STORE_KINDS)('a change over $name', (kind) => {
  let fixture: Fixture;
  let register: Register;
  beforeAll(async () => {
    fixture = await Fixture.open(kind);
    register = fixture.register;
  });
  afterAll(() => fixture.close());

  const opening = (reference: string): Parameters<Register['openReview']>[1] => ({
    ...fresh(),
    type: 'CHILD_DEATH_REVIEW',
    reference,
  });

  it('is made once for one key, and answers the same again', async () => {
    const input = opening('ONCE-1');
    const first = await register.openReview(coordinator(), input);
    const { count } = await fixture.lastEvent();
    await expect(register.openReview(coordinator(), input)).resolves.toEqual(first);
    expect((await fixture.lastEvent()).count).toBe(count);
  });

  it('is made once for one key when it is asked for many times at once', async () => {
    const input = opening('ONCE-2');
    const all = await Promise.all(Array.from({ length: 8 }, () => register.openReview(coordinator(), input)));
    expect(new Set(all.map(({ auditEventId }) => auditEventId)).size).toBe(1);
  });

  it('answers the same again although it could not be made any more', async () => {
    const { reviewId } = await fixture.review();
    const input = { ...fresh(), reviewId, role: 'FATHER', ...IDENTITY, protectedAddress: false } as const;
    const first = await register.addSubject(coordinator(), input);
    await fixture.advance(reviewId, 'SCOPED', 'GATHERING', 'PANEL');
    await expect(register.addSubject(coordinator(), input)).resolves.toEqual(first);
    await expect(register.subjects(reviewId)).resolves.toHaveLength(2);
  });

  it('is refused for a key that was used for other input, personal input included', async () => {
    const { reviewId } = await fixture.review();
    const input = { ...fresh(), reviewId, role: 'FATHER', ...IDENTITY, protectedAddress: false } as const;
    await register.addSubject(coordinator(), input);
    const reused = refused('IDEMPOTENCY_KEY_REUSED');
    for (const other of [{ name: 'Somebody Else' }, { role: 'MOTHER' }, { dateOfBirth: null }] as const)
      await expect(register.addSubject(coordinator(), { ...input, ...other })).rejects.toEqual(reused);
    const { idempotencyKey } = input;
    const advancing = register.advanceReview(coordinator(), { idempotencyKey, reviewId, to: 'SCOPED' });
    await expect(advancing).rejects.toEqual(reused);
    const { last } = await fixture.lastEvent();
    expect(last?.event).toMatchObject({ outcome: 'ERROR', code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('does not block another, however many there are at once', async () => {
    const reviews = await Promise.all(Array.from({ length: 12 }, () => fixture.review()));
    await Promise.all(
      reviews.flatMap(({ reviewId }) => [
        fixture.addSubject(reviewId),
        fixture.send(reviewId, TRUST),
        fixture.send(reviewId, POLICE),
        fixture.audit.append(draft()),
      ]),
    );
    await expect(fixture.audit.verify()).resolves.toMatchObject({ ok: true });
    for (const { reviewId } of reviews) {
      await expect(register.standings(reviewId)).resolves.toHaveLength(3);
      await expect(register.subjects(reviewId)).resolves.toHaveLength(2);
    }
  });

  it('keeps the keys of users and agencies apart', async () => {
    const input = opening('ONCE-3');
    const mine = await register.openReview(coordinator(), input);
    const theirs = await register.openReview(actor(OTHER_UNIT, 'COORDINATOR'), input);
    expect(theirs.reviewId).not.toBe(mine.reviewId);
  });

  it('frees the key when it is refused', async () => {
    const { reviewId } = await fixture.review();
    const input = { ...fresh(), reviewId, agencyId: TRUST, standing: 'PARTICIPATING' } as const;
    await expect(register.setStanding(coordinator(), input)).rejects.toEqual(refused('CONTACT_NOT_POSITIVE'));
    await fixture.answer(reviewId, TRUST, 'KNOWN');
    await expect(register.setStanding(coordinator(), input)).resolves.toMatchObject({ agencyId: TRUST });
  });

  it('is not made when its audit event cannot be', async () => {
    const { reviewId } = await fixture.review();
    const tainted = { ...coordinator(), requestId: '9990000018' };
    const advancing = register.advanceReview(tainted, { ...fresh(), reviewId, to: 'SCOPED' });
    await expect(advancing).rejects.toEqual(refused('INTERNAL'));
    await expect(register.review(reviewId)).resolves.toMatchObject({ state: 'OPEN' });
  });

  it('is refused with AUDIT_UNAVAILABLE when a refusal cannot be recorded', async () => {
    const { store } = fixture;
    const clock = steppingClock();
    const audit = openAuditLog({ db: store.db, clock, randomness, queueLimit: 0 });
    const cipher = { seal: () => Promise.resolve(Buffer.of()), open: () => Promise.resolve('') };
    const blocked = openRegister({ store, audit, clock, randomness, cipher });
    const opening2 = blocked.openReview(actor(TRUST, 'COORDINATOR'), opening('ONCE-4'));
    await expect(opening2).rejects.toEqual(refused('AUDIT_UNAVAILABLE'));
  });

  describe('the directory', () => {
    it('enters and changes agencies and partnerships', async () => {
      await register.saveAgency({
        id: HOUSING,
        name: 'Homes',
        kind: 'HOUSING',
        endpointUrl: 'http://127.0.0.1:9',
      });
      await expect(register.agency(HOUSING)).resolves.toEqual({
        id: HOUSING,
        name: 'Homes',
        kind: 'HOUSING',
        endpointUrl: 'http://127.0.0.1:9',
        authority: null,
        machineNilScope: null,
      });
      await expect(register.agencies()).resolves.toHaveLength(5);
      const northshire = await register.partnershipCoordinatedBy(UNIT);
      expect(northshire).toMatchObject({ id: 'northshire', packKey: 'baseline' });
      if (northshire === undefined) throw new Error('no partnership');
      const trust = { id: TRUST, name: 'trust', kind: 'TEST', endpointUrl: null };
      await register.saveAgency({ ...trust, partnerships: [northshire.id] });
      await expect(register.partnershipsOf(TRUST)).resolves.toEqual([northshire]);
      await register.saveAgency({ ...trust, name: 'Trust' });
      await expect(register.partnershipsOf(TRUST)).resolves.toEqual([northshire]);
      await register.saveAgency({ ...trust, partnerships: [] });
      await expect(register.partnershipsOf(TRUST)).resolves.toEqual([]);
      await expect(register.partnershipsOf(UNIT)).resolves.toEqual([northshire]);
      await expect(register.partnership(northshire.id)).resolves.toEqual(northshire);
      await expect(register.partnershipCoordinatedBy(TRUST)).resolves.toBeUndefined();
    });

    it('lists the reviews of an agency newest first, page by page, with cursors that hold no more than a place', async () => {
      const made = [];
      for (let n = 0; n < 5; n += 1) {
        const { reviewId } = await fixture.review();
        await fixture.send(reviewId, HOUSING);
        made.unshift(reviewId);
      }
      const first = await register.reviewsFor(HOUSING, { first: 2 });
      expect(first.items.map(({ review }) => review.id)).toEqual(made.slice(0, 2));
      expect(first.items.map(({ standing }) => standing)).toEqual(['WIDER', 'WIDER']);
      expect(first.hasNextPage).toBe(true);
      const after = first.items[1]?.cursor ?? '';
      const rest = await register.reviewsFor(HOUSING, { first: 10, after });
      expect(rest.items.map(({ review }) => review.id)).toEqual(made.slice(2));
      expect(rest.hasNextPage).toBe(false);
      expect(Buffer.from(after, 'base64url').toString()).toMatch(/^\["2026-[^"]+","[0-9a-f-]{36}"\]$/);
      for (const cursor of ['', 'x', Buffer.from('[1,2]').toString('base64url')])
        await expect(register.reviewsFor(HOUSING, { first: 1, after: cursor })).rejects.toEqual(
          refused('INPUT_INVALID'),
        );
    });

    it('finds nothing under an id that is none', async () => {
      const none = "'; drop table review" as Parameters<Register['review']>[0];
      await expect(register.review(none)).resolves.toBeUndefined();
      await expect(register.standingOf(none, UNIT)).resolves.toBeUndefined();
      await expect(register.subjects(none)).resolves.toEqual([]);
      await expect(register.contactSet(none)).resolves.toEqual([]);
      await expect(register.recordLinks(none)).resolves.toEqual([]);
      await expect(register.contactChecks({ reviewId: none })).resolves.toEqual([]);
    });
  });

  it('is refused with STORE_UNAVAILABLE once the store is closed, and so is every read', async () => {
    await fixture.store.close();
    const unavailable = refused('STORE_UNAVAILABLE');
    await expect(register.openReview(coordinator(), opening('ONCE-5'))).rejects.toEqual(unavailable);
    await expect(register.agencies()).rejects.toEqual(unavailable);
    await expect(register.reviewsFor(UNIT, { first: 1 })).rejects.toEqual(unavailable);
  });
});
