import type { ReviewId } from '../../src/domain/ids';
import type { ReviewState } from '../../src/domain/review';
import type { Actor, Register } from '../../src/reviews';
import { STORE_KINDS } from '../store/each-store';
import {
  ABSENT,
  actor,
  coordinator,
  Fixture,
  fresh,
  HOUSING,
  IDENTITY,
  OTHER_UNIT,
  PARTNERSHIP,
  POLICE,
  TRUST,
  UNIT,
} from './register-fixture';

const refused = (code: string): unknown => expect.objectContaining({ code });

describe.each(STORE_KINDS)('the register over $name', (kind) => {
  let fixture: Fixture;
  let register: Register;
  beforeAll(async () => {
    fixture = await Fixture.open(kind);
    register = fixture.register;
  });
  afterAll(() => fixture.close());

  describe('opening a review', () => {
    const input = (reference: string): Parameters<Register['openReview']>[1] => ({
      ...fresh(),
      type: 'RAPID_REVIEW',
      reference,
    });

    it('makes the agency its coordinator, in state OPEN, under its partnership', async () => {
      const opened = await register.openReview(coordinator(), input('RR/2026-01'));
      await expect(register.review(opened.reviewId)).resolves.toMatchObject({
        reference: 'RR/2026-01',
        type: 'RAPID_REVIEW',
        state: 'OPEN',
        partnershipId: PARTNERSHIP,
        openedBy: 'user-of-unit',
      });
      await expect(register.standingOf(opened.reviewId, UNIT)).resolves.toBe('COORDINATOR');
      const { last } = await fixture.lastEvent();
      expect(last).toMatchObject({
        eventId: opened.auditEventId,
        event: { action: 'OPEN_REVIEW', outcome: 'SUCCESS', review: { id: opened.reviewId, state: 'OPEN' } },
      });
    });

    it.each([
      ['without the role', actor(UNIT, 'AGENCY_CONTACT'), {}],
      ['of an agency that coordinates nothing', actor(TRUST, 'COORDINATOR'), {}],
      ['of another partnership', actor(OTHER_UNIT, 'COORDINATOR'), { partnershipId: PARTNERSHIP }],
    ])('is refused to a user %s', async (_who, by, more) => {
      await expect(register.openReview(by, { ...input('RR/NO'), ...more })).rejects.toEqual(
        refused('ACTION_NOT_PERMITTED'),
      );
    });

    it('is refused under a reference that is in use, or holds an official identifier', async () => {
      await register.openReview(coordinator(), input('RR-TWICE'));
      for (const reference of ['RR-TWICE', 'RR-9990000018', 'RR CE123456A', '']) {
        await expect(register.openReview(coordinator(), input(reference))).rejects.toEqual(
          refused('INPUT_INVALID'),
        );
      }
    });
  });

  describe('adding a subject', () => {
    it('keeps the identity encrypted, and gives it back to the contact set alone', async () => {
      const { reviewId, subjectId } = await fixture.review();
      await expect(register.contactSet(reviewId)).resolves.toEqual([
        { subjectId, role: 'INDEX_CHILD', position: 1, flags: new Set(['PROTECTED_ADDRESS']), ...IDENTITY },
      ]);
      await expect(register.subjects(reviewId)).resolves.toEqual([
        { id: subjectId, reviewId, role: 'INDEX_CHILD', position: 1, flags: new Set(['PROTECTED_ADDRESS']) },
      ]);
      const rows = await fixture.store.db
        .selectFrom('subject')
        .selectAll()
        .where('id', '=', subjectId)
        .execute();
      expect(rows[0]?.identity_ciphertext.toString('latin1')).not.toContain('Tamsin');
    });

    it('leaves none of the three items in any table or in the audit record', async () => {
      const { reviewId } = await fixture.review();
      const everything = [
        await fixture.store.db.selectFrom('idempotency').selectAll().execute(),
        await fixture.store.db.selectFrom('audit_event').selectAll().execute(),
        await fixture.store.db.selectFrom('review').selectAll().where('id', '=', reviewId).execute(),
      ];
      expect(JSON.stringify(everything)).not.toMatch(/Tamsin|Larkspur|ZZ9 4RT|2015-07/);
    });

    it('numbers the subjects of a review in their order, also when they come at once', async () => {
      const { reviewId } = await fixture.review();
      await Promise.all(Array.from({ length: 6 }, () => fixture.addSubject(reviewId)));
      const positions = (await register.subjects(reviewId)).map(({ position }) => position);
      expect(positions).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    it.each([
      { name: '' },
      { name: 'A\u0000B' },
      { name: 'Tamsin 999 000 0018' },
      { dateOfBirth: '2015-02-30' },
      { dateOfBirth: '1/2/2015' },
      { addresses: [{ ...IDENTITY.addresses[0], lines: [] }] },
      { addresses: [{ ...IDENTITY.addresses[0], uprn: '1' }] },
      { role: 'NEIGHBOUR' },
      { standing: 'COORDINATOR' },
      JSON.parse('{"__proto__": {"role": "MOTHER"}, "constructor": 1}') as object,
    ])('is refused with %p', async (change) => {
      const { reviewId } = await fixture.review();
      const input = { ...fresh(), reviewId, role: 'MOTHER', ...IDENTITY, protectedAddress: false, ...change };
      const adding = register.addSubject(coordinator(), input as Parameters<Register['addSubject']>[1]);
      await expect(adding).rejects.toEqual(refused('INPUT_INVALID'));
      await expect(register.subjects(reviewId)).resolves.toHaveLength(1);
    });

    it('is refused once the panel sits', async () => {
      const { reviewId } = await fixture.review();
      await fixture.advance(reviewId, 'SCOPED', 'GATHERING');
      await fixture.addSubject(reviewId);
      await fixture.advance(reviewId, 'PANEL');
      await expect(fixture.addSubject(reviewId)).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
    });
  });

  describe('a standing', () => {
    const set = (
      reviewId: ReviewId,
      agencyId: typeof TRUST,
      standing: 'PARTICIPATING' | 'REVIEWER' | 'WIDER' | 'COORDINATOR' | null,
    ): Promise<unknown> => register.setStanding(coordinator(), { ...fresh(), reviewId, agencyId, standing });

    it.each(['KNOWN', 'POSSIBLE'] as const)(
      'of a participating agency follows the answer %s',
      async (outcome) => {
        const { reviewId } = await fixture.review();
        await fixture.answer(reviewId, TRUST, outcome);
        await set(reviewId, TRUST, 'PARTICIPATING');
        await expect(register.standingOf(reviewId, TRUST)).resolves.toBe('PARTICIPATING');
      },
    );

    it.each(['NOT_KNOWN', 'UNABLE_TO_SEARCH', null] as const)(
      'of a participating agency does not follow the answer %s',
      async (outcome) => {
        const { reviewId } = await fixture.review();
        if (outcome !== null) await fixture.answer(reviewId, TRUST, outcome);
        await expect(set(reviewId, TRUST, 'PARTICIPATING')).rejects.toEqual(refused('CONTACT_NOT_POSITIVE'));
      },
    );

    it('of a reviewer needs no answer, and is taken away with null', async () => {
      const { reviewId } = await fixture.review();
      await set(reviewId, POLICE, 'REVIEWER');
      await expect(register.standings(reviewId)).resolves.toMatchObject([
        { agencyId: POLICE, standing: 'REVIEWER', decidedBy: 'user-of-unit' },
        { agencyId: UNIT, standing: 'COORDINATOR' },
      ]);
      await set(reviewId, POLICE, null);
      await expect(register.standingOf(reviewId, POLICE)).resolves.toBeUndefined();
    });

    it('of a wider agency ends with its contact check', async () => {
      const { reviewId } = await fixture.review();
      await fixture.send(reviewId, HOUSING);
      await set(reviewId, HOUSING, null);
      await expect(register.standingOf(reviewId, HOUSING)).resolves.toBeUndefined();
      await expect(register.contactChecks({ reviewId })).resolves.toMatchObject([{ state: 'ENDED' }]);
    });

    it('of coordinator or wider is not given, and the coordinator keeps its own', async () => {
      const { reviewId } = await fixture.review();
      const denied = refused('ACTION_NOT_PERMITTED');
      await expect(set(reviewId, TRUST, 'COORDINATOR')).rejects.toEqual(denied);
      await expect(set(reviewId, TRUST, 'WIDER')).rejects.toEqual(denied);
      await expect(set(reviewId, UNIT, 'REVIEWER')).rejects.toEqual(denied);
      await expect(set(reviewId, UNIT, null)).rejects.toEqual(denied);
      await expect(set(reviewId, 'nowhere' as typeof TRUST, 'REVIEWER')).rejects.toEqual(
        refused('NOT_FOUND'),
      );
    });

    it('is not changed in a review that is closed', async () => {
      const { reviewId } = await fixture.review();
      const onward: ReviewState[] = ['SCOPED', 'GATHERING', 'PANEL', 'REPORTING', 'NOT_PUBLISHED', 'CLOSED'];
      await fixture.advance(reviewId, ...onward);
      await expect(set(reviewId, POLICE, 'REVIEWER')).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
    });
  });

  it('goes back from a pause to where it was, and refuses ways that are not there', async () => {
    const { reviewId } = await fixture.review();
    await fixture.advance(reviewId, 'SCOPED', 'PAUSED');
    await expect(fixture.advance(reviewId, 'OPEN')).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
    await fixture.advance(reviewId, 'SCOPED');
    await expect(register.review(reviewId)).resolves.toMatchObject({ state: 'SCOPED', pausedFrom: null });
    await expect(fixture.advance(reviewId, 'CLOSED')).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
  });

  describe('every change to a review', () => {
    const changes: readonly (readonly [string, (by: Actor, reviewId: ReviewId) => Promise<unknown>])[] = [
      [
        'ADD_SUBJECT',
        (by, reviewId) =>
          register.addSubject(by, {
            ...fresh(),
            reviewId,
            role: 'SIBLING',
            ...IDENTITY,
            protectedAddress: false,
          }),
      ],
      [
        'SEND_CONTACT_CHECK',
        (by, reviewId) => register.sendContactCheck(by, { ...fresh(), reviewId, agencyIds: [POLICE] }),
      ],
      [
        'SET_STANDING',
        (by, reviewId) =>
          register.setStanding(by, { ...fresh(), reviewId, agencyId: POLICE, standing: 'REVIEWER' }),
      ],
      [
        'ADVANCE_REVIEW',
        (by, reviewId) => register.advanceReview(by, { ...fresh(), reviewId, to: 'SCOPED' }),
      ],
    ];

    it.each(changes)(
      'is refused alike without a standing and without a review: %s',
      async (action, change) => {
        const { reviewId } = await fixture.review();
        const outsider = actor(OTHER_UNIT, 'COORDINATOR');
        for (const id of [reviewId, ABSENT as ReviewId]) {
          const { count } = await fixture.lastEvent();
          await expect(change(outsider, id)).rejects.toEqual(refused('REVIEW_NOT_FOUND'));
          const after = await fixture.lastEvent();
          expect(after.count).toBe(count + 1);
          expect(after.last?.event).toMatchObject({
            action,
            outcome: 'DENIED',
            code: 'REVIEW_NOT_FOUND',
            actor: { agency: OTHER_UNIT },
            review: id === reviewId ? { id } : null,
            details: { reviewId: id },
          });
        }
        await expect(register.review(reviewId)).resolves.toMatchObject({ state: 'OPEN' });
      },
    );

    it.each(changes)('is refused to another standing, and to another role: %s', async (action, change) => {
      const { reviewId } = await fixture.review();
      await fixture.send(reviewId, TRUST);
      for (const by of [actor(TRUST, 'COORDINATOR'), actor(UNIT, 'AGENCY_CONTACT', 'AUDITOR', 'ENGINEER')]) {
        await expect(change(by, reviewId)).rejects.toEqual(refused('ACTION_NOT_PERMITTED'));
        const { last } = await fixture.lastEvent();
        expect(last?.event).toMatchObject({ action, outcome: 'DENIED', review: { id: reviewId } });
      }
    });
  });

  it('tells the audit record of each change what it was about, by ids and names of its own', async () => {
    const { reviewId } = await fixture.review();
    const sent = await fixture.send(reviewId, TRUST);
    const { last } = await fixture.lastEvent();
    expect(last?.event).toMatchObject({
      action: 'SEND_CONTACT_CHECK',
      purpose: 'CONTACT_CHECK',
      standing: 'COORDINATOR',
      partnership: PARTNERSHIP,
      review: { id: reviewId, type: 'RAPID_REVIEW', state: 'OPEN' },
      details: { reviewId, agencies: TRUST },
      entries: [],
    });
    expect(sent).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps one verifiable chain of all of it', async () => {
    await expect(fixture.audit.verify()).resolves.toMatchObject({ ok: true });
  });
});
