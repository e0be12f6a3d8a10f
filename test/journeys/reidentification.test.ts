import { randomUUID } from 'node:crypto';

import { Client } from 'pg';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencyId } from '../../src/domain/ids';
import type { SubjectFlag } from '../../src/domain/subject-flag';
import { canaryRecord, serveCanaryAgency } from '../support/canary-agency';
import {
  actor,
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  REVIEWER,
  WIDER,
} from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';
import { decide, dictionaryOf, request, requested, returnsOf, view, VIEW } from '../support/way-back';

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const DAYS = 86_400_000;

let service: ServiceGateway;
let client: Client;
const agencies: Subgraph[] = [];
const time = { offset: 0 };

beforeAll(async () => {
  service = await startServiceGateway({ clock: { now: () => new Date(Date.now() + time.offset) } });
  agencies.push(
    ...(await Promise.all([
      serveCanaryAgency(OWN, service.gateway),
      serveCanaryAgency(OTHER, service.gateway),
    ])),
  );
  await registerAgencies(service.gateway.register, endpoints());
  client = new Client({ connectionString: service.database.url });
  await client.connect();
}, 120_000);
afterAll(async () => {
  await client.end();
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});
afterEach(() => {
  time.offset = 0;
});

const endpoints = () => ({ [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });

const signIn = (user: string, agency: string, role: string): Promise<Caller> =>
  service.as({ user, agency, roles: [role], expiresIn: 30 * 86_400 });
/** A user of their own for each use, since requests are counted by user. */
const contactOf = (agency: string): Promise<Caller> =>
  signIn(`contact-${randomUUID()}`, agency, 'AGENCY_CONTACT');
const coordinatorNamed = (user: string): Promise<Caller> => signIn(user, COORDINATOR, 'COORDINATOR');
const officer = (): Promise<Caller> =>
  service.as({
    user: 'officer',
    agency: 'audit-office',
    roles: ['AUDITOR'],
    auditPartnerships: ['partnership-baseline'],
    expiresIn: 30 * 86_400,
  });

const codeOf = ({ errors }: GraphQLAnswer): string | undefined => errors[0]?.extensions.code;

async function review(flags: Parameters<typeof openFixtureReview>[1]['flags'] = []) {
  const opened = await openFixtureReview(service.gateway.register, {
    pack: 'baseline',
    type: PURPOSE,
    state: 'GATHERING',
    flags,
  });
  const coordinator = await coordinatorNamed('reader');
  const answer = await coordinator(
    'query Refs($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) { subjects { ref } } }',
    { id: opened.reviewId, purpose: PURPOSE },
  );
  return { ...opened, pseudonym: String(at(answer.data, 'review', 'subjects', 0, 'ref')) };
}

const setFlag = (
  { reviewId, subjectId }: Pick<Awaited<ReturnType<typeof openFixtureReview>>, 'reviewId' | 'subjectId'>,
  flag: SubjectFlag,
) =>
  service.gateway.register.setSubjectFlags(actor(COORDINATOR, 'COORDINATOR'), {
    idempotencyKey: randomUUID(),
    reviewId,
    subjectId,
    flags: [flag],
  });

describe('the way back from a pseudonym', () => {
  it('takes two people of two agencies and shows who asked, once, who the agencies say it is', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await signIn('asker', OWN, 'AGENCY_CONTACT');
    const received = agencies.map((agency) => agency.received.length);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    expect(codeOf(await view(own, requestId))).toBe('APPROVAL_NEEDED');
    expect(codeOf(await decide(own, requestId))).toBe('SECOND_PERSON_NEEDED');
    expect(codeOf(await decide(await contactOf(OWN), requestId))).toBe('SECOND_AGENCY_NEEDED');
    for (const stranger of [await contactOf(WIDER), await contactOf('agency-stranger')])
      expect(codeOf(await decide(stranger, requestId))).toBe('NOT_FOUND');
    const coordinator = await coordinatorNamed('coordinator');
    expect((await decide(coordinator, requestId)).errors).toEqual([]);
    expect(codeOf(await view(coordinator, requestId))).toBe('NOT_FOUND');
    expect(agencies.map((agency) => agency.received.length)).toEqual(received);

    const seen = await view(own, requestId);
    expect(seen.errors).toEqual([]);
    expect(seen.headers.get('cache-control')).toBe('no-store');
    expect(at(seen.data, 'viewReidentification', 'warning')).toContain('section 171');
    expect(at(seen.data, 'viewReidentification', 'people', 0)).toMatchObject({
      pseudonym,
      role: 'INDEX_CHILD',
    });
    const { name } = canaryRecord(OTHER, `rec-${OTHER}`);
    expect(returnsOf(seen).find((part) => at(part, 'agency') === OTHER)).toMatchObject({
      status: 'OK',
      name,
    });
    const asked = JSON.stringify(agencies.flatMap((agency, index) => agency.received.slice(received[index])));
    expect(asked).toContain('dateOfBirth');
    for (const category of ['health', 'nhsNumber', 'convictions', 'religion'])
      expect(asked).not.toContain(category);
    expect(codeOf(await view(own, requestId))).toBe('REQUEST_OVER');
  });

  it('is on record with both people before anything is shown, and the source controllers are told without content', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await signIn('asker-2', OWN, 'AGENCY_CONTACT');
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await coordinatorNamed('approver-2'), requestId);
    const logged = service.log.length;
    const seen = await view(own, requestId);
    const { rows } = await client.query<{ payload: string }>(
      'select payload from audit_event where event_id = $1',
      [at(seen.data, 'viewReidentification', 'auditEventId')],
    );
    const event: unknown = JSON.parse(rows[0]?.payload ?? '{}');
    expect(event).toMatchObject({
      action: 'REIDENTIFY',
      actor: { user: 'asker-2', agency: OWN },
      details: {
        requestId,
        reasonCode: 'CORRECT_PERSON_CHECK',
        statedBasis: '6(1)(e)',
        approvedBy: 'approver-2',
      },
    });
    const told = await (
      await contactOf(OTHER)
    )('{ reidentificationNotices { id reviewId requestedByAgency reasonCode } }');
    expect(listAt(told.data, 'reidentificationNotices')[0]).toMatchObject({
      reviewId,
      requestedByAgency: OWN,
    });
    const lines = service.log.slice(logged);
    expect(lines.filter((line) => line.includes('a notice waits'))).toHaveLength(2);
    const { name } = canaryRecord(OTHER, `rec-${OTHER}`);
    for (const line of service.log)
      for (const secret of [pseudonym, 'SUBJ-', IDENTITY.name, String(name), reviewId])
        expect(line).not.toContain(secret);
  });

  it('is over after 15 minutes', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await contactOf(OWN);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await coordinatorNamed('approver'), requestId);
    time.offset = 15 * 60_000 + 5_000;
    expect(codeOf(await view(own, requestId))).toBe('REQUEST_OVER');
  });

  it('goes ahead at once where somebody is at immediate risk, and shows when the approval is late', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await contactOf(OWN);
    const answer = await request(own, { reviewId, pseudonyms: [pseudonym], reasonCode: 'IMMEDIATE_RISK' });
    expect(at(answer.data, 'requestReidentification')).toMatchObject({
      breakGlass: true,
      postApprovalDueOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    });
    const requestId = String(at(answer.data, 'requestReidentification', 'requestId'));
    expect((await view(own, requestId)).errors).toEqual([]);
    const auditor = await officer();
    const overdue = async () => {
      const all = await auditor('{ reidentificationRequests { id overdue decision viewedAt } }');
      return listAt(all.data, 'reidentificationRequests').find((one) => at(one, 'id') === requestId);
    };
    expect(await overdue()).toMatchObject({ overdue: false, decision: null });
    time.offset = 6 * DAYS;
    expect(await overdue()).toMatchObject({ overdue: true });
    expect((await decide(auditor, requestId)).errors).toEqual([]);
    expect(await overdue()).toMatchObject({ overdue: false, decision: 'APPROVED' });
  });

  it('says the same of nobody, of somebody of another review, and of those whom nobody may find', async () => {
    const [here, elsewhere] = [await review(), await review()];
    const own = await contactOf(OWN);
    const texts: string[] = [];
    const ask = async (pseudonym: string, reviewId: string = here.reviewId): Promise<void> => {
      texts.push((await request(own, { reviewId, pseudonyms: [pseudonym] })).text);
    };
    await ask('SUBJ-0000-0000-0000-0000-0');
    await ask(elsewhere.pseudonym);
    await ask(here.subjectId);
    for (const flag of ['ADOPTED', 'PROTECTED_PERSON'] as const) {
      const flagged = await review();
      await setFlag(flagged, flag);
      await ask(flagged.pseudonym, flagged.reviewId);
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('NOT_FOUND');
  });

  it('is shut by a flag that is set after the approval, and nobody is asked', async () => {
    const { reviewId, subjectId, pseudonym } = await review();
    const own = await contactOf(OWN);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await coordinatorNamed('approver'), requestId);
    await setFlag({ reviewId, subjectId }, 'PROTECTED_PERSON');
    const received = agencies.map((agency) => agency.received.length);
    expect(codeOf(await view(own, requestId))).toBe('NOT_FOUND');
    expect(agencies.map((agency) => agency.received.length)).toEqual(received);
  });

  it('takes another agency for the coordinator too where somebody is flagged, and keeps a protected address', async () => {
    const plain = await review();
    const asker = await coordinatorNamed('asker-c');
    const open = await requested(asker, { reviewId: plain.reviewId, pseudonyms: [plain.pseudonym] });
    expect((await decide(await coordinatorNamed('colleague'), open)).errors).toEqual([]);
    const { reviewId, pseudonym } = await review(['PROTECTED_ADDRESS']);
    const requestId = await requested(asker, { reviewId, pseudonyms: [pseudonym] });
    expect(codeOf(await decide(await coordinatorNamed('colleague'), requestId))).toBe('SECOND_AGENCY_NEEDED');
    const own = await contactOf(OWN);
    const theirs = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    expect((await decide(await contactOf(OTHER), theirs)).errors).toEqual([]);
    const seen = returnsOf(await view(own, theirs));
    expect(seen.map((part) => at(part, 'addresses'))).toEqual([null, null]);
    expect(seen.map((part) => typeof at(part, 'name'))).toEqual(['string', 'string']);
  });

  it('costs no approval when no agency answers', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await contactOf(OWN);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await coordinatorNamed('approver'), requestId);
    const { register } = service.gateway;
    const save = (url: (agency: string) => string | null) =>
      Promise.all(
        [OWN, OTHER].map((id) =>
          register.saveAgency({ id: id as AgencyId, name: id, kind: 'TEST', endpointUrl: url(id) }),
        ),
      );
    await save(() => 'http://127.0.0.1:9/');
    expect(returnsOf(await view(own, requestId)).map((part) => at(part, 'name'))).toEqual([null, null]);
    await save((id) => (id === OWN ? endpoints()[OWN] : endpoints()[OTHER]));
    expect(returnsOf(await view(own, requestId)).map((part) => at(part, 'status'))).toEqual(['OK', 'OK']);
    expect(codeOf(await view(own, requestId))).toBe('REQUEST_OVER');
  });

  it('refuses two views in one operation', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await contactOf(OWN);
    const requestId = await requested(own, {
      reviewId,
      pseudonyms: [pseudonym],
      reasonCode: 'IMMEDIATE_RISK',
    });
    const both = await own(`mutation Both($id: ID!) { a: ${VIEW} b: ${VIEW} }`, { id: requestId });
    expect(both.errors.map((error) => error.extensions.code)).toContain('REVIEW_NOT_SINGLE');
  });
});

describe('a request for re-identification', () => {
  it('names one to five pseudonyms, a basis and a reason of twenty characters that names nobody', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await contactOf(OWN);
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
    const { rows } = await client.query<{ payload: string }>('select payload from audit_event');
    for (const { payload } of rows)
      for (const secret of [IDENTITY.name, '943 476 5919', 'ZZ4 7QX']) expect(payload).not.toContain(secret);
  });

  it('is for the coordinator and for agencies that take part, while the review is under way', async () => {
    const { reviewId, pseudonym } = await review();
    const ask = async (caller: Caller) =>
      codeOf(await request(caller, { reviewId, pseudonyms: [pseudonym] }));
    expect(await ask(await contactOf(WIDER))).toBe('ACTION_NOT_PERMITTED');
    expect(await ask(await signIn('r', REVIEWER, 'REVIEWER'))).toBe('ACTION_NOT_PERMITTED');
    expect(await ask(await contactOf('agency-stranger'))).toBe('REVIEW_NOT_FOUND');
    const untrained = await service.as({
      user: 'u',
      agency: OWN,
      roles: ['AGENCY_CONTACT'],
      trainedOn: null,
    });
    expect(await ask(untrained)).toBe('TRAINING_OUT_OF_DATE');
    for (const to of ['PANEL', 'REPORTING'] as const)
      await service.gateway.register.advanceReview(actor(COORDINATOR, 'COORDINATOR'), {
        idempotencyKey: randomUUID(),
        reviewId,
        to,
      });
    expect(await ask(await contactOf(OWN))).toBe('POLICY_REFUSED');
  });

  it('is made ten times a day by one user, and no more', async () => {
    const { reviewId, pseudonym } = await review();
    const busy = await contactOf(OWN);
    for (let made = 0; made < 10; made += 1) await requested(busy, { reviewId, pseudonyms: [pseudonym] });
    expect(codeOf(await request(busy, { reviewId, pseudonyms: [pseudonym] }))).toBe('RATE_LIMITED');
  });

  it('is answered as before when it is sent again', async () => {
    const { reviewId, pseudonym } = await review();
    const own = await contactOf(OWN);
    const input = { reviewId, pseudonyms: [pseudonym], idempotencyKey: randomUUID() };
    const first = await requested(own, input);
    expect(await requested(own, input)).toBe(first);
    const other = await request(own, { ...input, reason: 'Another reason of more than twenty characters' });
    expect(codeOf(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('a pseudonym', () => {
  it('is derived from nothing that could be guessed, even by who has the key', async () => {
    const { reviewId } = await review();
    const own = await contactOf(OWN);
    const answer = await own(
      `query Health($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) { subjects { ref name
        returns { nhsNumber nationalInsuranceNumber familyMembers { handle name assertion addenda { text } }
          practitioners { handle name assertion addenda { text } } } } } }`,
      { id: reviewId, purpose: PURPOSE },
    );
    const seen = new Set(answer.text.match(/\b(?:SUBJ|PERS|PRAC|RECD|IDEN)(?:-[0-9A-Z]{4}){4}-[0-9A-Z]/g));
    expect(seen.size).toBeGreaterThan(2);
    const dictionary = await dictionaryOf(service, reviewId);
    expect(dictionary.length).toBeGreaterThan(1_000);
    expect(dictionary.filter((one) => seen.has(one))).toEqual([]);
  });
});
