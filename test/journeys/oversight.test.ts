import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { auditorOf } from '../support/issuer';
import { COORDINATOR, openFixtureReview, registerAgencies, WIDER } from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const RULES = `version: 1
rules:
  - { key: same-surname, title: A user looked at their own surname, kind: VIEWER_MATCH, matches: [SURNAME] }
  - { key: audit-reading, title: Read by somebody else, kind: AUDIT_READING, actions: [EXPORT], fields: [auditEvents] }
`;

let service: ServiceGateway;
let webhook: Server;
let folder: string;
const posted: string[] = [];
const review: Record<'baseline' | 'lancashire', string> = { baseline: '', lancashire: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-oversight-'));
  const rules = join(folder, 'rules.yaml');
  await writeFile(rules, RULES);
  webhook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      posted.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  service = await startServiceGateway({
    environment: {
      GATEWAY_OVERSIGHT_RULES: rules,
      GATEWAY_ALERT_WEBHOOK_URL: `http://127.0.0.1:${String((webhook.address() as AddressInfo).port)}/`,
    },
  });
  const { register } = service.gateway;
  await registerAgencies(register, {});
  for (const pack of ['baseline', 'lancashire'] as const) {
    const opened = await openFixtureReview(register, { pack, type: TYPE, state: 'OPEN' });
    review[pack] = opened.reviewId;
  }
}, 240_000);

afterAll(async () => {
  await service.close();
  await new Promise((resolve) => webhook.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const codeOf = (answer: GraphQLAnswer): string | undefined => answer.errors[0]?.extensions.code;
const EVENTS = `query ($partnership: ID) { auditEvents(first: 200, filter: { partnership: $partnership }) {
  edges { node { action code user reviewId } } } }`;
const eventsOf = (answer: GraphQLAnswer): readonly unknown[] =>
  listAt(answer.data, 'auditEvents', 'edges').map((edge) => at(edge, 'node'));

describe('an auditor', () => {
  it('reads the partnerships that the token names, and no other', async () => {
    const auditor = await service.as(auditorOf('partnership-baseline'));
    const seen = eventsOf(await auditor(EVENTS));
    expect(seen.some((event) => at(event, 'reviewId') === review.baseline)).toBe(true);
    expect(seen.some((event) => at(event, 'reviewId') === review.lancashire)).toBe(false);
    const narrowed = await auditor(EVENTS, { partnership: 'partnership-lancashire' });
    expect([codeOf(narrowed), narrowed.data]).toEqual(['ACTION_NOT_PERMITTED', null]);
  });

  it('reads nothing where the token names no partnership, and that they tried is on record', async () => {
    const unbound = await service.as({ user: 'unbound', agency: 'audit-office', roles: ['AUDITOR'] });
    expect(codeOf(await unbound(EVENTS))).toBe('ACTION_NOT_PERMITTED');
    const gateway = await service.as(auditorOf('gateway'));
    const events = eventsOf(await gateway(EVENTS));
    expect(events).toContainEqual({
      action: 'DENIED',
      code: 'ACTION_NOT_PERMITTED',
      user: 'unbound',
      reviewId: null,
    });
  });

  it('explains decisions of those partnerships alone', async () => {
    const explain = `query ($id: ID!) { explain(reviewId: $id, purpose: CONTACT_CHECK, agencyId: "${WIDER}") { standing } }`;
    const auditor = await service.as(auditorOf('partnership-baseline'));
    const own = await auditor(explain, { id: review.baseline });
    expect(at(own.data, 'explain', 'standing')).toBe('WIDER');
    expect(codeOf(await auditor(explain, { id: review.lancashire }))).toBe('REVIEW_NOT_FOUND');
  });

  it('finds a refusal in the record of the partnership whose review was named', async () => {
    const stranger = await service.as({ user: 'stranger', agency: 'nowhere', roles: ['AGENCY_CONTACT'] });
    await stranger(`{ review(id: "${review.lancashire}", purpose: CONTACT_CHECK) { id } }`);
    const auditor = await service.as(auditorOf('partnership-lancashire'));
    expect(eventsOf(await auditor(EVENTS))).toContainEqual({
      action: 'DENIED',
      code: 'REVIEW_NOT_FOUND',
      user: 'stranger',
      reviewId: review.lancashire,
    });
  });
});

describe('who has seen data about a person', () => {
  const REQUEST = `mutation ($person: LookedUpInput!) { requestSubjectLookup(input: {
    partnership: "partnership-baseline", caseReference: "DSAR-7", person: $person }) { requestId key } }`;
  const DECIDE = `mutation ($id: ID!) { decideSubjectLookup(input: { requestId: $id, decision: APPROVED }) { decision } }`;
  const VIEW = `mutation ($id: ID!, $key: String!, $person: LookedUpInput!) { viewSubjectLookup(input: {
    requestId: $id, key: $key, person: $person }) { matches disclosures { user agency category records reviewId } } }`;
  const person = { name: 'Wrenna Holloway-Pike', dateOfBirth: '2017-03-21' };

  it('takes two auditors, once, for that person alone, and lists disclosures without a value', async () => {
    const wider = await service.as({ user: 'reader', agency: WIDER, roles: ['AGENCY_CONTACT'] });
    await wider(`{ review(id: "${review.baseline}", purpose: CONTACT_CHECK) { subjects { name } } }`);
    const asking = await service.as({ ...auditorOf('partnership-baseline'), user: 'first' });
    const approving = await service.as({ ...auditorOf('partnership-baseline'), user: 'second' });
    const elsewhere = await service.as({ ...auditorOf('partnership-lancashire'), user: 'third' });
    const requested = at((await asking(REQUEST, { person })).data, 'requestSubjectLookup');
    const [id, key] = [at(requested, 'requestId'), at(requested, 'key')];
    const view = (who: Caller, whom = person): Promise<GraphQLAnswer> => who(VIEW, { id, key, person: whom });
    expect(codeOf(await view(asking))).toBe('APPROVAL_NEEDED');
    expect(codeOf(await asking(DECIDE, { id }))).toBe('SECOND_PERSON_NEEDED');
    expect(codeOf(await elsewhere(DECIDE, { id }))).toBe('NOT_FOUND');
    expect((await approving(DECIDE, { id })).errors).toEqual([]);
    expect(codeOf(await view(approving))).toBe('NOT_FOUND');
    expect(codeOf(await view(asking, { ...person, name: 'Somebody Else' }))).toBe('INPUT_INVALID');
    const found = await view(asking);
    expect(at(found.data, 'viewSubjectLookup')).toEqual({
      matches: 1,
      disclosures: expect.arrayContaining([
        { user: 'reader', agency: WIDER, category: 'name', records: 1, reviewId: review.baseline },
      ]),
    });
    expect(codeOf(await view(asking))).toBe('REQUEST_OVER');
    const rows = await service.gateway.audit.page({ action: 'LOOK_UP_SUBJECT' }, { first: 10 });
    expect(rows.events.map(({ event }) => event.details['step'])).toEqual([
      'REQUESTED',
      'APPROVED',
      'VIEWED',
      'FOUND',
    ]);
    expect(found.text + JSON.stringify(rows)).not.toMatch(/Wrenna|Holloway|2017-03-21/);
  });
});

describe('a user who looks at somebody with their own surname', () => {
  const ALERTS =
    '{ auditAlerts { id rule user agency eventId log reviewId dispositions { disposition decidedBy } } }';
  const DISPOSE = `mutation ($id: ID!) { disposeAlert(input: { alertId: $id, disposition: EXPLAINED }) { auditEventId } }`;
  let id: string;

  /** The watch looks after the answer; a reader of its alerts waits for it. */
  const alertsOf = async (caller: Caller): Promise<readonly unknown[]> => {
    for (;;) {
      const alerts = listAt((await caller(ALERTS)).data, 'auditAlerts');
      if (alerts.length > 0) return alerts;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('is answered as ever, and raises an alert that says nothing of whom it is about', async () => {
    const claims = { user: 'cousin', agency: WIDER, roles: ['AGENCY_CONTACT'], familyName: 'Holloway-Pike' };
    const cousin = await service.as(claims);
    const answer = await cousin(
      `{ review(id: "${review.baseline}", purpose: CONTACT_CHECK) { subjects { name } } }`,
    );
    expect(answer.errors).toEqual([]);
    expect(answer.text).toContain('Wrenna Holloway-Pike');
    const auditor = await service.as(auditorOf('partnership-baseline'));
    const [alert] = await alertsOf(auditor);
    expect(alert).toMatchObject({
      rule: 'same-surname',
      user: 'cousin',
      agency: WIDER,
      log: 'partnership-baseline',
      reviewId: review.baseline,
      dispositions: [],
    });
    id = String(at(alert, 'id'));
    while (!posted.some((body) => body.includes(id))) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(posted).toContain(JSON.stringify({ alert: id }));
    expect(posted.join() + service.log.join()).not.toMatch(/Wrenna|Holloway|cousin/);
  });

  it('is for another person of the partnership to decide on, and for no other partnership to see', async () => {
    const elsewhere = await service.as(auditorOf('partnership-lancashire'));
    expect(listAt((await elsewhere(ALERTS)).data, 'auditAlerts')).toEqual([]);
    expect(codeOf(await elsewhere(DISPOSE, { id }))).toBe('NOT_FOUND');
    const own = await service.as({ ...auditorOf('partnership-baseline'), user: 'cousin' });
    expect(codeOf(await own(DISPOSE, { id }))).toBe('SECOND_PERSON_NEEDED');
    const auditor = await service.as(auditorOf('partnership-baseline'));
    expect((await auditor(DISPOSE, { id })).errors).toEqual([]);
    const [alert] = await alertsOf(auditor);
    expect(at(alert, 'dispositions')).toEqual([{ disposition: 'EXPLAINED', decidedBy: 'auditor' }]);
  });

  it('is not for coordinators to read, and that they tried is an alert', async () => {
    const coordinator = await service.as({ user: 'curious', agency: COORDINATOR, roles: ['COORDINATOR'] });
    expect(codeOf(await coordinator(ALERTS))).toBe('ACTION_NOT_PERMITTED');
    expect(codeOf(await coordinator(EVENTS))).toBe('ACTION_NOT_PERMITTED');
    const gateway = await service.as(auditorOf('gateway'));
    const [alert] = await alertsOf(gateway);
    expect(alert).toMatchObject({ rule: 'audit-reading', user: 'curious', log: 'gateway' });
  });
});
