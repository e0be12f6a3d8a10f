import { randomUUID } from 'node:crypto';

import { at, listAt, type Caller, type ServiceGateway } from '../support/service-gateway';
import { change, code, openStory, type Story } from '../support/story';
import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { OTHER, OWN, WIDER } from '../support/review-fixture';

const REVIEW_TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

let story: Story;
let service: ServiceGateway;
let agencies: readonly Subgraph[];
let coordinator: Caller;
let housing: Caller;
let trust: Caller;
let auditor: Caller;
let reviewId: string;
const refs: string[] = [];

beforeAll(async () => {
  story = await openStory();
  ({ service, agencies, coordinator, housing, trust, auditor } = story);
}, 240_000);
afterAll(() => story.close());

const CHECK = `query ($id: ID!) { review(id: $id, purpose: CONTACT_CHECK) {
  reference type subjects { ref role name dateOfBirth addresses { lines postcode } returns { agency health { description assertion addenda { text } } } }
  disclosure { category outcome agency reason } } }`;

describe('a review', () => {
  it('is opened by a coordinator, once per idempotency key', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      partnershipId: 'partnership-baseline',
      type: REVIEW_TYPE,
      reference: 'CSPR-2026-014',
    };
    const first = await change(coordinator, 'openReview', input, 'reviewId state');
    const again = await change(coordinator, 'openReview', input, 'reviewId state');
    expect(first.errors).toEqual([]);
    expect(again.data).toEqual(first.data);
    expect(at(first.data, 'openReview', 'state')).toBe('OPEN');
    reviewId = String(at(first.data, 'openReview', 'reviewId'));
    const other = await change(
      coordinator,
      'openReview',
      { ...input, reference: 'CSPR-2026-015' },
      'reviewId',
    );
    expect(code(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('has its subjects put on the contact check by the coordinator and by nobody else', async () => {
    const child = {
      reviewId,
      role: 'INDEX_CHILD',
      name: 'Tamsin Vale',
      dateOfBirth: '2018-04-09',
      addresses: [
        { lines: ['2 Larch Row'], postcode: 'ZZ1 1AA', from: '2024-05' },
        { lines: ['31 Former Street'], postcode: 'ZZ2 2BB', to: '2024-05' },
      ],
    };
    const mother = {
      reviewId,
      role: 'MOTHER',
      name: 'Joan Vale',
      dateOfBirth: '1990-10-30',
      addresses: [{ lines: ['Flat 9, Hidden House'], postcode: 'ZZ9 9ZZ' }],
      protectedAddress: true,
    };
    for (const input of [child, mother]) {
      const answer = await change(coordinator, 'addSubject', input, 'ref');
      expect(answer.errors).toEqual([]);
      refs.push(String(at(answer.data, 'addSubject', 'ref')));
    }
    expect(code(await change(housing, 'addSubject', child, 'ref'))).toBe('ACTION_NOT_PERMITTED');
    const invalid = await change(coordinator, 'addSubject', { ...child, dateOfBirth: 'spring' }, 'ref');
    expect(code(invalid)).toBe('INPUT_INVALID');
    expect(invalid.text).not.toContain('spring');
  });

  it('refuses input that the schema does not know, such as a standing of one’s own choosing', async () => {
    const answer = await change(
      coordinator,
      'openReview',
      { type: REVIEW_TYPE, reference: 'X-1', standing: 'COORDINATOR' },
      'reviewId',
    );
    expect(code(answer)).toBe('INPUT_INVALID');
  });

  it('is not yet to be seen by an agency that was not asked', async () => {
    expect(code(await housing(CHECK, { id: reviewId }))).toBe('REVIEW_NOT_FOUND');
  });

  it('asks wider agencies, who see name, date of birth and address, and nothing else', async () => {
    const sent = await change(
      coordinator,
      'sendContactCheck',
      { reviewId, agencyIds: [OWN, OTHER, WIDER] },
      'contactCheckIds',
    );
    expect(listAt(sent.data, 'sendContactCheck', 'contactCheckIds')).toHaveLength(3);
    const answer = await housing(CHECK, { id: reviewId });
    expect(answer.errors).toEqual([]);
    expect(listAt(answer.data, 'review', 'subjects')).toEqual([
      {
        ref: expect.stringMatching(/^SUBJ-/),
        role: 'INDEX_CHILD',
        name: 'Tamsin Vale',
        dateOfBirth: '2018-04-09',
        addresses: [{ lines: ['2 Larch Row'], postcode: 'ZZ1 1AA' }],
        returns: [],
      },
      expect.objectContaining({ name: 'Joan Vale', dateOfBirth: '1990-10-30', returns: [] }),
    ]);
    expect(at(answer.data, 'review', 'type')).toBeNull();
    const health = listAt(answer.data, 'review', 'disclosure').find(
      (entry) => at(entry, 'category') === 'HEALTH',
    );
    expect(health).toMatchObject({ outcome: 'WITHHELD', agency: null });
  });

  it('gives a wider agency present addresses and no former ones, unless the pack has that decided', async () => {
    expect((await housing(CHECK, { id: reviewId })).text).not.toContain('Former Street');
    expect((await coordinator(CHECK, { id: reviewId })).text).toContain('Former Street');
  });

  it('keeps a protected address from everybody but the coordinator, without saying that there is one', async () => {
    const seen = await housing(CHECK, { id: reviewId });
    expect(seen.text).not.toContain('Hidden House');
    expect(seen.text).not.toContain('ZZ9');
    expect(seen.text).not.toMatch(/protected/i);
    const own = await coordinator(CHECK, { id: reviewId });
    expect(own.text).toContain('Hidden House');
  });

  it('ends the wider agency’s access with its answer', async () => {
    const list = await housing(
      '{ contactChecks(state: SENT) { edges { node { id reviewId reviewReference dueOn } } } }',
    );
    const contactCheckId = at(list.data, 'contactChecks', 'edges', 0, 'node', 'id');
    const answered = await change(
      housing,
      'answerContactCheck',
      { contactCheckId, outcome: 'NOT_KNOWN', searchedScope: 'tenancies since 2010' },
      'state',
    );
    expect(at(answered.data, 'answerContactCheck', 'state')).toBe('ANSWERED');
    const after = await housing(CHECK, { id: reviewId });
    expect(after.errors).toEqual([]);
    expect(listAt(after.data, 'review', 'subjects')).toEqual([]);
    expect(after.text).not.toContain('Vale');
  });

  it('lets an agency take part only after a positive answer and the coordinator’s decision', async () => {
    expect(
      code(
        await change(
          coordinator,
          'setStanding',
          { reviewId, agencyId: WIDER, standing: 'PARTICIPATING' },
          'standing',
        ),
      ),
    ).toBe('CONTACT_NOT_POSITIVE');
    const list = await trust('{ contactChecks(state: SENT) { edges { node { id } } } }');
    const contactCheckId = at(list.data, 'contactChecks', 'edges', 0, 'node', 'id');
    const wrong = await change(
      trust,
      'answerContactCheck',
      {
        contactCheckId,
        outcome: 'KNOWN',
        searchedScope: 'all',
        records: [{ ref: 'SUBJ-NOBODY', handle: 'h' }],
      },
      'state',
    );
    expect(code(wrong)).toBe('INPUT_INVALID');
    const ref = at((await trust(CHECK, { id: reviewId })).data, 'review', 'subjects', 0, 'ref');
    const records = [{ ref, handle: 'rec-own' }];
    const known = await change(
      trust,
      'answerContactCheck',
      { contactCheckId, outcome: 'KNOWN', searchedScope: 'all wards', records },
      'state',
    );
    expect(known.errors).toEqual([]);
    expect(
      code(
        await change(
          trust,
          'setStanding',
          { reviewId, agencyId: OWN, standing: 'PARTICIPATING' },
          'standing',
        ),
      ),
    ).toBe('ACTION_NOT_PERMITTED');
    const made = await change(
      coordinator,
      'setStanding',
      { reviewId, agencyId: OWN, standing: 'PARTICIPATING' },
      'standing',
    );
    expect(at(made.data, 'setStanding', 'standing')).toBe('PARTICIPATING');
  });

  it('answers a participating agency once it is scoped, with the record that says so', async () => {
    const query = `query ($id: ID!) { review(id: $id, purpose: ${REVIEW_TYPE}) { state subjects { ref name returns { agency status health { handle code assertion addenda { text } } } } } }`;
    expect(listAt((await trust(query, { id: reviewId })).data, 'review', 'subjects')).toEqual([]);
    expect(code(await change(coordinator, 'advanceReview', { reviewId, to: 'CLOSED' }, 'state'))).toBe(
      'STATE_NOT_PERMITTED',
    );
    await change(coordinator, 'setScopeWindow', { reviewId, from: '1990-01-01', to: '2026-12-31' }, 'to');
    await change(coordinator, 'advanceReview', { reviewId, to: 'SCOPED' }, 'state');
    const answer = await trust(query, { id: reviewId });
    const [child] = listAt(answer.data, 'review', 'subjects');
    expect(at(child, 'name')).toMatch(/^SUBJ-/);
    expect(at(child, 'ref')).not.toBe(refs[0]);
    expect(listAt(child, 'returns', 0, 'health')).toHaveLength(2);
    expect(answer.extensions['disclosure']).toMatchObject({
      review: reviewId,
      purpose: REVIEW_TYPE,
      pack: expect.stringMatching(/^baseline@/),
      lawfulBasis: { article6: expect.any(String) },
    });
  });

  it('can be explained to its coordinator without fetching anything', async () => {
    const before = agencies.map(({ received }) => received.length);
    const answer = await coordinator(
      `query ($id: ID!) { explain(reviewId: $id, purpose: ${REVIEW_TYPE}, agencyId: "${OWN}") { standing pack entries { category contribution outcome reason clauses { key quote } } } }`,
      { id: reviewId },
    );
    expect(at(answer.data, 'explain', 'standing')).toBe('PARTICIPATING');
    expect(listAt(answer.data, 'explain', 'entries')).toHaveLength(44);
    expect(agencies.map(({ received }) => received.length)).toEqual(before);
  });

  it('shows auditors every step, and that they looked', async () => {
    const query = `query ($id: ID!) { auditEvents(filter: { reviewId: $id }, first: 200) { edges { node { action outcome user agency entries { agency subject category outcome records } } } pageInfo { hasNextPage } } }`;
    const answer = await auditor(query, { id: reviewId });
    const actions = listAt(answer.data, 'auditEvents', 'edges').map((edge) => at(edge, 'node', 'action'));
    for (const action of [
      'OPEN_REVIEW',
      'ADD_SUBJECT',
      'SEND_CONTACT_CHECK',
      'READ',
      'ANSWER_CONTACT_CHECK',
      'SET_STANDING',
      'ADVANCE_REVIEW',
      'EXPLAIN',
    ])
      expect(actions).toContain(action);
    expect(answer.text).not.toMatch(/Vale|Larch|Hidden|2018-04-09/);
    const reads = await auditor(
      '{ auditEvents(filter: { action: "READ_AUDIT" }) { edges { node { user } } } }',
    );
    expect(listAt(reads.data, 'auditEvents', 'edges').length).toBeGreaterThanOrEqual(1);
    expect(await service.gateway.audit.verify()).toMatchObject({ ok: true });
  });

  it('answers an auditor with reports, by the page and on record, and nobody else', async () => {
    const query = `query ($name: String!, $filter: AuditReportFilter, $after: String) {
      auditReport(name: $name, filter: $filter, first: 1, after: $after) {
        code ok sentence columns { key } edges { cursor node { cells } } pageInfo { hasNextPage endCursor } } }`;
    const proof = await auditor(query, { name: 'minimality', filter: { review: reviewId } });
    expect(at(proof.data, 'auditReport')).toMatchObject({
      code: 'R8',
      ok: true,
      sentence: expect.stringMatching(/^100 % /),
    });
    const to = new Date().toISOString();
    const first = await auditor(query, { name: 'ledger', filter: { review: reviewId, to } });
    const after = at(first.data, 'auditReport', 'pageInfo', 'endCursor');
    const second = await auditor(query, { name: 'ledger', filter: { review: reviewId, to }, after });
    const rows = [first, second].map(({ data }) => at(data, 'auditReport', 'edges', 0, 'node', 'cells'));
    expect(rows[0]).not.toEqual(rows[1]);
    expect(first.text + second.text).not.toMatch(/Vale|Larch|Hidden|2018-04-09/);
    const refused = await coordinator(query, { name: 'ledger' });
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['ACTION_NOT_PERMITTED']);
    const asked = await auditor(query, { name: 'subject' });
    expect(asked.errors.map(({ extensions }) => extensions.code)).toEqual(['INPUT_INVALID']);
    const readers = await auditor(query, { name: 'audit-reads' });
    expect(at(readers.data, 'auditReport', 'ok')).toBe(true);
    const { events } = await service.gateway.audit.page({ action: 'READ_AUDIT' }, { first: 200 });
    expect(events.map(({ event }) => event.details['report'])).toEqual(
      expect.arrayContaining(['minimality', 'ledger', 'audit-reads']),
    );
  });
});
