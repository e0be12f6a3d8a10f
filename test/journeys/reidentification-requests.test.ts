import { randomUUID } from 'node:crypto';

import { actor, COORDINATOR, IDENTITY, OWN, REVIEWER, WIDER } from '../support/review-fixture';
import type { Caller } from '../support/service-gateway';
import {
  codeOf,
  dictionaryOf,
  PURPOSE,
  request,
  requested,
  startWayBack,
  type WayBack,
} from '../support/way-back';

let way: WayBack;

beforeAll(async () => {
  way = await startWayBack();
}, 240_000);
afterAll(() => way.close());

describe('a request for re-identification', () => {
  it('names one to five pseudonyms, a basis and a reason of twenty characters that names nobody', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const refused = [
      { pseudonyms: [] },
      { pseudonyms: [1, 2, 3, 4, 5, 6].map((digit) => `${pseudonym}${String(digit)}`) },
      { reason: 'Too short a reason.' },
      { reason: `Is ${IDENTITY.name} the child whom we know?` },
      { reason: 'Is the number 943 476 5919 of this child right?' },
      { reason: 'The child lives at ZZ4 7QX, so we believe it is ours' },
      { lawfulBasis: 'because we may' },
    ];
    for (const input of refused)
      expect(codeOf(await request(own, { reviewId, pseudonyms: [pseudonym], ...input }))).toBe(
        'INPUT_INVALID',
      );
    const { rows } = await way.client.query<{ payload: string }>('select payload from audit_event');
    for (const { payload } of rows)
      for (const secret of [IDENTITY.name, '943 476 5919', 'ZZ4 7QX']) expect(payload).not.toContain(secret);
  });

  it('is for the coordinator and for agencies that take part, while the review is under way', async () => {
    const { reviewId, pseudonym } = await way.review();
    const ask = async (caller: Caller) =>
      codeOf(await request(caller, { reviewId, pseudonyms: [pseudonym] }));
    expect(await ask(await way.contactOf(WIDER))).toBe('ACTION_NOT_PERMITTED');
    expect(await ask(await way.signIn('r', REVIEWER, 'REVIEWER'))).toBe('ACTION_NOT_PERMITTED');
    expect(await ask(await way.contactOf('agency-stranger'))).toBe('REVIEW_NOT_FOUND');
    const untrained = await way.service.as({
      user: 'u',
      agency: OWN,
      roles: ['AGENCY_CONTACT'],
      trainedOn: null,
    });
    expect(await ask(untrained)).toBe('TRAINING_OUT_OF_DATE');
    for (const to of ['PANEL', 'REPORTING'] as const)
      await way.service.gateway.register.advanceReview(actor(COORDINATOR, 'COORDINATOR'), {
        idempotencyKey: randomUUID(),
        reviewId,
        to,
      });
    expect(await ask(await way.contactOf(OWN))).toBe('POLICY_REFUSED');
  });

  it('is made ten times a day by one user, and no more', async () => {
    const { reviewId, pseudonym } = await way.review();
    const busy = await way.contactOf(OWN);
    for (let made = 0; made < 10; made += 1) await requested(busy, { reviewId, pseudonyms: [pseudonym] });
    expect(codeOf(await request(busy, { reviewId, pseudonyms: [pseudonym] }))).toBe('RATE_LIMITED');
  });

  it('is answered as before when it is sent again', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const input = { reviewId, pseudonyms: [pseudonym], idempotencyKey: randomUUID() };
    const first = await requested(own, input);
    expect(await requested(own, input)).toBe(first);
    const other = await request(own, { ...input, reason: 'Another reason of more than twenty characters' });
    expect(codeOf(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('a pseudonym', () => {
  it('is derived from nothing that could be guessed, even by who has the key', async () => {
    const { reviewId } = await way.review();
    const own = await way.contactOf(OWN);
    const answer = await own(
      `query Health($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) { subjects { ref name
        returns { nhsNumber nationalInsuranceNumber familyMembers { handle name assertion addenda { text } }
          practitioners { handle name assertion addenda { text } } } } } }`,
      { id: reviewId, purpose: PURPOSE },
    );
    expect(answer.errors).toEqual([]);
    const seen = new Set(answer.text.match(/\b(?:SUBJ|PERS|PRAC|RECD|IDEN)(?:-[0-9A-Z]{4}){4}-[0-9A-Z]/g));
    expect(seen.size).toBeGreaterThan(2);
    const dictionary = await dictionaryOf(way.service, reviewId);
    expect(dictionary.length).toBeGreaterThan(1_000);
    expect(dictionary.filter((one) => seen.has(one))).toEqual([]);
  });
});
