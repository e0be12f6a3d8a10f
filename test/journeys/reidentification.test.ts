import type { AgencyId } from '../../src/domain/ids';
import { canaryRecord } from '../support/canary-agency';
import { IDENTITY, OTHER, OWN, WIDER } from '../support/review-fixture';
import { at, listAt } from '../support/service-gateway';
import {
  codeOf,
  decide,
  request,
  requested,
  returnsOf,
  startWayBack,
  view,
  VIEW,
  type WayBack,
} from '../support/way-back';

const DAYS = 86_400_000;

let way: WayBack;

beforeAll(async () => {
  way = await startWayBack();
}, 240_000);
afterAll(() => way.close());
afterEach(() => {
  way.time.offset = 0;
});

describe('the way back from a pseudonym', () => {
  it('takes two people of two agencies and shows who asked, once, who the agencies say it is', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.signIn('asker', OWN, 'AGENCY_CONTACT');
    const received = way.agencies.map((agency) => agency.received.length);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    expect(codeOf(await view(own, requestId))).toBe('APPROVAL_NEEDED');
    expect(codeOf(await decide(own, requestId))).toBe('SECOND_PERSON_NEEDED');
    expect(codeOf(await decide(await way.contactOf(OWN), requestId))).toBe('SECOND_AGENCY_NEEDED');
    for (const stranger of [await way.contactOf(WIDER), await way.contactOf('agency-stranger')])
      expect(codeOf(await decide(stranger, requestId))).toBe('NOT_FOUND');
    const coordinator = await way.coordinatorNamed('coordinator');
    expect((await decide(coordinator, requestId)).errors).toEqual([]);
    expect(codeOf(await view(coordinator, requestId))).toBe('NOT_FOUND');
    expect(way.agencies.map((agency) => agency.received.length)).toEqual(received);

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
    const asked = JSON.stringify(
      way.agencies.flatMap((agency, index) => agency.received.slice(received[index])),
    );
    expect(asked).toContain('dateOfBirth');
    for (const category of ['health', 'nhsNumber', 'convictions', 'religion'])
      expect(asked).not.toContain(category);
    expect(codeOf(await view(own, requestId))).toBe('REQUEST_OVER');
  });

  it('is on record with both people before anything is shown, and the source controllers are told without content', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.signIn('asker-2', OWN, 'AGENCY_CONTACT');
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await way.coordinatorNamed('approver-2'), requestId);
    const logged = way.service.log.length;
    const seen = await view(own, requestId);
    const { rows } = await way.client.query<{ payload: string }>(
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
      await way.contactOf(OTHER)
    )('{ reidentificationNotices { id reviewId requestedByAgency reasonCode } }');
    expect(listAt(told.data, 'reidentificationNotices')[0]).toMatchObject({
      reviewId,
      requestedByAgency: OWN,
    });
    const lines = way.service.log.slice(logged);
    expect(lines.filter((line) => line.includes('a notice waits'))).toHaveLength(2);
    const { name } = canaryRecord(OTHER, `rec-${OTHER}`);
    for (const line of way.service.log)
      for (const secret of [pseudonym, 'SUBJ-', IDENTITY.name, String(name), reviewId])
        expect(line).not.toContain(secret);
  });

  it('is over after 15 minutes', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await way.coordinatorNamed('approver'), requestId);
    way.time.offset = 15 * 60_000 + 5_000;
    expect(codeOf(await view(own, requestId))).toBe('REQUEST_OVER');
  });

  it('goes ahead at once where somebody is at immediate risk, and shows when the approval is late', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const answer = await request(own, { reviewId, pseudonyms: [pseudonym], reasonCode: 'IMMEDIATE_RISK' });
    expect(at(answer.data, 'requestReidentification')).toMatchObject({
      breakGlass: true,
      postApprovalDueOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    });
    const requestId = String(at(answer.data, 'requestReidentification', 'requestId'));
    expect((await view(own, requestId)).errors).toEqual([]);
    const auditor = await way.officer();
    const overdue = async () => {
      const all = await auditor('{ reidentificationRequests { id overdue decision viewedAt } }');
      return listAt(all.data, 'reidentificationRequests').find((one) => at(one, 'id') === requestId);
    };
    expect(await overdue()).toMatchObject({ overdue: false, decision: null });
    way.time.offset = 6 * DAYS;
    expect(await overdue()).toMatchObject({ overdue: true });
    expect((await decide(auditor, requestId)).errors).toEqual([]);
    expect(await overdue()).toMatchObject({ overdue: false, decision: 'APPROVED' });
  });

  it('says the same of nobody, of somebody of another review, and of those whom nobody may find', async () => {
    const [here, elsewhere] = [await way.review(), await way.review()];
    const own = await way.contactOf(OWN);
    const texts: string[] = [];
    const ask = async (pseudonym: string, reviewId: string = here.reviewId): Promise<void> => {
      texts.push((await request(own, { reviewId, pseudonyms: [pseudonym] })).text);
    };
    await ask('SUBJ-0000-0000-0000-0000-0');
    await ask(elsewhere.pseudonym);
    await ask(here.subjectId);
    for (const flag of ['ADOPTED', 'PROTECTED_PERSON'] as const) {
      const flagged = await way.review();
      await way.setFlag(flagged, flag);
      await ask(flagged.pseudonym, flagged.reviewId);
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('NOT_FOUND');
  });

  it('is shut by a flag that is set after the approval, and nobody is asked', async () => {
    const { reviewId, subjectId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await way.coordinatorNamed('approver'), requestId);
    await way.setFlag({ reviewId, subjectId }, 'PROTECTED_PERSON');
    const received = way.agencies.map((agency) => agency.received.length);
    expect(codeOf(await view(own, requestId))).toBe('NOT_FOUND');
    expect(way.agencies.map((agency) => agency.received.length)).toEqual(received);
  });

  it('takes another agency for the coordinator too where somebody is flagged, and keeps a protected address', async () => {
    const plain = await way.review();
    const asker = await way.coordinatorNamed('asker-c');
    const open = await requested(asker, { reviewId: plain.reviewId, pseudonyms: [plain.pseudonym] });
    expect((await decide(await way.coordinatorNamed('colleague'), open)).errors).toEqual([]);
    const { reviewId, pseudonym } = await way.review(['PROTECTED_ADDRESS']);
    const requestId = await requested(asker, { reviewId, pseudonyms: [pseudonym] });
    expect(codeOf(await decide(await way.coordinatorNamed('colleague'), requestId))).toBe(
      'SECOND_AGENCY_NEEDED',
    );
    const own = await way.contactOf(OWN);
    const theirs = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    expect((await decide(await way.contactOf(OTHER), theirs)).errors).toEqual([]);
    const seen = returnsOf(await view(own, theirs));
    expect(seen.map((part) => at(part, 'addresses'))).toEqual([null, null]);
    expect(seen.map((part) => typeof at(part, 'name'))).toEqual(['string', 'string']);
  });

  it('costs no approval when no agency answers', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const requestId = await requested(own, { reviewId, pseudonyms: [pseudonym] });
    await decide(await way.coordinatorNamed('approver'), requestId);
    const { register } = way.service.gateway;
    const save = (url: (agency: string) => string | null) =>
      Promise.all(
        [OWN, OTHER].map((id) =>
          register.saveAgency({ id: id as AgencyId, name: id, kind: 'TEST', endpointUrl: url(id) }),
        ),
      );
    await save(() => 'http://127.0.0.1:9/');
    expect(returnsOf(await view(own, requestId)).map((part) => at(part, 'name'))).toEqual([null, null]);
    await save((id) => (id === OWN ? way.endpoints()[OWN] : way.endpoints()[OTHER]));
    expect(returnsOf(await view(own, requestId)).map((part) => at(part, 'status'))).toEqual(['OK', 'OK']);
    expect(codeOf(await view(own, requestId))).toBe('REQUEST_OVER');
  });

  it('refuses two views in one operation', async () => {
    const { reviewId, pseudonym } = await way.review();
    const own = await way.contactOf(OWN);
    const requestId = await requested(own, {
      reviewId,
      pseudonyms: [pseudonym],
      reasonCode: 'IMMEDIATE_RISK',
    });
    const both = await own(`mutation Both($id: ID!) { a: ${VIEW} b: ${VIEW} }`, { id: requestId });
    expect(both.errors.map((error) => error.extensions.code)).toContain('REVIEW_NOT_SINGLE');
  });
});
