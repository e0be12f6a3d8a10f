import type { ContactOutcome } from '../../src/domain/review';
import type { Actor, Agency, Register } from '../../src/reviews';
import { STORE_KINDS } from '../store/each-store';
import {
  ABSENT,
  actor,
  contact,
  coordinator,
  Fixture,
  fresh,
  HOUSING,
  TRUST,
  UNIT,
} from './register-fixture';

const refused = (code: string): unknown => expect.objectContaining({ code });
type Handle = Parameters<Register['answerContactCheck']>[1]['records'][number]['handle'];
const known = (agency: Agency | undefined): Agency => {
  if (agency === undefined) throw new Error('no such agency');
  return agency;
};
const handle = (text: string): Handle => text as Handle;

describe.each(STORE_KINDS)('a contact check over $name', (kind) => {
  let fixture: Fixture;
  let register: Register;
  beforeAll(async () => {
    fixture = await Fixture.open(kind);
    register = fixture.register;
  });
  afterAll(() => fixture.close());

  it('makes the agency wider, once, with a due day of working days', async () => {
    const { reviewId } = await fixture.review();
    const id = await fixture.send(reviewId, TRUST);
    await expect(register.standingOf(reviewId, TRUST)).resolves.toBe('WIDER');
    const before = await register.contactChecks({ reviewId });
    expect(before).toMatchObject([
      { id, agencyId: TRUST, state: 'SENT', outcome: null, dueOn: '2026-03-05' },
    ]);
    expect(await fixture.send(reviewId, TRUST)).toBe(id);
    await expect(register.contactChecks({ reviewId })).resolves.toEqual(before);
  });

  it('is not sent for nobody, to nobody known, or to an agency with another standing', async () => {
    const { reviewId } = await register.openReview(coordinator(), {
      ...fresh(),
      type: 'RAPID_REVIEW',
      reference: 'RR-EMPTY',
    });
    await expect(fixture.send(reviewId, TRUST)).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
    await fixture.addSubject(reviewId);
    await expect(fixture.send(reviewId, 'nowhere' as typeof TRUST)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(fixture.send(reviewId, UNIT)).rejects.toEqual(refused('ACTION_NOT_PERMITTED'));
    await expect(register.contactChecks({ reviewId })).resolves.toEqual([]);
  });

  it('is answered once, by a contact of the agency, with the scope that was searched', async () => {
    const { reviewId, subjectId } = await fixture.review();
    const contactCheckId = await fixture.send(reviewId, TRUST);
    const records = [{ subjectId, handle: handle('r-1') }];
    const input = {
      contactCheckId,
      outcome: 'KNOWN',
      searchedScope: 'All systems since 2001',
      records,
    } as const;
    const answer = (by: Actor, more: object = {}): Promise<unknown> =>
      register.answerContactCheck(by, { ...fresh(), ...input, ...more });
    await expect(answer(actor(TRUST, 'COORDINATOR'))).rejects.toEqual(refused('ACTION_NOT_PERMITTED'));
    await expect(answer(contact(HOUSING))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(answer(contact(TRUST), { contactCheckId: ABSENT })).rejects.toEqual(refused('NOT_FOUND'));
    for (const wrong of [
      { searchedScope: '  ' },
      { outcome: 'NOT_KNOWN' },
      { records: [...records, ...records] },
      { records: [{ subjectId, handle: 'NHS 9990000018' }] },
      { records: [{ subjectId: ABSENT, handle: 'r-1' }] },
    ])
      await expect(answer(contact(TRUST), wrong)).rejects.toEqual(refused('INPUT_INVALID'));
    await expect(answer(contact(TRUST))).resolves.toMatchObject({ contactCheckId, state: 'ANSWERED' });
    await expect(register.contactChecks({ reviewId, state: 'ANSWERED' })).resolves.toMatchObject([
      { outcome: 'KNOWN', searchedScope: 'All systems since 2001', answeredBy: 'user-of-trust' },
    ]);
    await expect(register.recordLinks(reviewId)).resolves.toEqual([
      { agencyId: TRUST, subjectId, handle: 'r-1' },
    ]);
    await expect(answer(contact(TRUST))).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
  });

  it('takes no record of a subject of another review', async () => {
    const [one, other] = [await fixture.review(), await fixture.review()];
    const contactCheckId = await fixture.send(one.reviewId, TRUST);
    const answering = register.answerContactCheck(contact(TRUST), {
      ...fresh(),
      contactCheckId,
      outcome: 'KNOWN',
      searchedScope: 'all',
      records: [{ subjectId: other.subjectId, handle: handle('r-2') }],
    });
    await expect(answering).rejects.toEqual(refused('INPUT_INVALID'));
  });

  it('ends unanswered when the review leaves OPEN, and can be sent again on return', async () => {
    const { reviewId } = await fixture.review();
    const contactCheckId = await fixture.send(reviewId, TRUST);
    await fixture.advance(reviewId, 'PAUSED');
    await expect(register.contactChecks({ reviewId })).resolves.toMatchObject([{ state: 'ENDED' }]);
    await fixture.advance(reviewId, 'OPEN');
    const answering = register.answerContactCheck(contact(TRUST), {
      ...fresh(),
      contactCheckId,
      outcome: 'NOT_KNOWN',
      searchedScope: 'all',
      records: [],
    });
    await expect(answering).rejects.toEqual(refused('STATE_NOT_PERMITTED'));
    expect(await fixture.send(reviewId, TRUST)).toBe(contactCheckId);
    await expect(register.contactChecks({ reviewId })).resolves.toMatchObject([{ state: 'SENT' }]);
  });

  it("is a machine's only for NOT_KNOWN, over the very scope that the agency lets a machine answer for", async () => {
    const scope = 'Open cases since 2010';
    const agency = await register.agency(TRUST);
    const { reviewId } = await fixture.review();
    const contactCheckId = await fixture.send(reviewId, TRUST);
    const answer = (outcome: ContactOutcome, searchedScope: string): Promise<unknown> =>
      register.answerContactCheck(contact(TRUST), {
        ...fresh(),
        ...{ contactCheckId, outcome, searchedScope, records: [], answeredBy: 'MACHINE' as const },
      });
    await expect(answer('NOT_KNOWN', scope)).rejects.toEqual(refused('CONTACT_NEEDS_PERSON'));
    await register.saveAgency({ ...known(agency), machineNilScope: scope });
    await expect(answer('KNOWN', scope)).rejects.toEqual(refused('CONTACT_NEEDS_PERSON'));
    await expect(answer('POSSIBLE', scope)).rejects.toEqual(refused('CONTACT_NEEDS_PERSON'));
    await expect(answer('NOT_KNOWN', 'another scope')).rejects.toEqual(refused('CONTACT_NEEDS_PERSON'));
    await answer('NOT_KNOWN', scope);
    await expect(register.contactChecks({ reviewId })).resolves.toMatchObject([
      { state: 'ANSWERED', outcome: 'NOT_KNOWN', isByMachine: true },
    ]);
    await register.saveAgency({ ...known(agency), machineNilScope: null });
  });
});
