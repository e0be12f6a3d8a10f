import { Client } from 'pg';

import { COORDINATOR, openFixtureReview, OWN, registerAgencies } from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type ServiceGateway,
} from '../support/service-gateway';

const PARTNERSHIP = 'partnership-baseline';

let service: ServiceGateway;
let client: Client;
let coordinator: Caller;
let auditor: Caller;

beforeAll(async () => {
  service = await startServiceGateway();
  const { register } = service.gateway;
  await registerAgencies(register, {});
  client = new Client({ connectionString: service.database.url });
  await client.connect();
  for (let made = 0; made < 11; made += 1)
    await openFixtureReview(register, {
      pack: 'baseline',
      type: made < 9 ? 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' : 'RAPID_REVIEW',
      state: 'OPEN',
    });
  // Years that are over: nine reviews and two, in the second quarter of each.
  await client.query(`update review set opened_at = '2024-08-15T12:00:00Z'`);
  coordinator = await service.as({ user: 'coordinator', agency: COORDINATOR, roles: ['COORDINATOR'] });
  auditor = await service.as({
    user: 'auditor',
    agency: 'audit-office',
    roles: ['AUDITOR'],
    auditPartnerships: [PARTNERSHIP],
  });
}, 240_000);
afterAll(async () => {
  await client.end();
  await service.close();
});

const ask = (caller: Caller, some: Readonly<Record<string, unknown>> = {}) =>
  caller(
    `query Table($partnership: ID!, $measure: StatisticsMeasure!, $financialYear: Int!, $profile: StatisticsProfile) {
      statistics(partnership: $partnership, measure: $measure, financialYear: $financialYear, profile: $profile) {
        columns columnTotals total note auditEventId releasedAt
        rows { label cells percentages total } } }`,
    {
      partnership: PARTNERSHIP,
      measure: 'REVIEWS_BY_TYPE_AND_QUARTER',
      financialYear: 2024,
      profile: 'NHS',
      ...some,
    },
  );
const codeOf = async (answer: ReturnType<typeof ask>): Promise<string | undefined> =>
  (await answer).errors[0]?.extensions.code;

describe('statistics', () => {
  it('are counts that are suppressed and rounded, with totals of the true ones, and on record', async () => {
    const answer = await ask(coordinator);
    expect(answer.errors).toEqual([]);
    const rows = listAt(answer.data, 'statistics', 'rows');
    expect(rows[0]).toEqual({
      label: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
      cells: ['0', '10', '0', '0'],
      percentages: [0, 100, 0, 0],
      total: '10',
    });
    expect(rows[1]).toMatchObject({ label: 'RAPID_REVIEW', cells: ['0', '*', '0', '0'], total: '*' });
    expect(at(rows[1], 'percentages')).toEqual([null, null, null, null]);
    expect(at(answer.data, 'statistics')).toMatchObject({ columnTotals: ['0', '10', '0', '0'], total: '10' });
    const { rows: events } = await client.query<{ payload: string }>(
      'select payload from audit_event where event_id = $1',
      [at(answer.data, 'statistics', 'auditEventId')],
    );
    expect(JSON.parse(events[0]?.payload ?? '{}')).toMatchObject({
      action: 'STATISTICS',
      purpose: 'STATISTICS',
      partnership: PARTNERSHIP,
      details: { measure: 'REVIEWS_BY_TYPE_AND_QUARTER', profile: 'NHS', financialYear: '2024' },
    });
  });

  it('are released once: the same to everybody and for good, and no second table to subtract', async () => {
    const first = at((await ask(coordinator)).data, 'statistics', 'rows');
    await client.query(`update review set opened_at = '2024-12-15T12:00:00Z'
      where id = (select id from review where type = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' limit 1)`);
    expect(at((await ask(auditor)).data, 'statistics', 'rows')).toEqual(first);
    expect(await codeOf(ask(auditor, { profile: 'DFE' }))).toBe('STATISTICS_OVERLAP');
    expect(await codeOf(ask(auditor, { measure: 'REVIEWS_BY_TYPE_AND_OUTCOME' }))).toBe('STATISTICS_OVERLAP');
    const { rows } = await client.query<{ content: string }>(
      `select content from statistics_release where financial_year = 2024`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.content).not.toMatch(/"(9|2|11)"/);
  });

  it('count contact checks by agency and answer', async () => {
    const answer = await ask(coordinator, { measure: 'CONTACT_CHECKS_BY_AGENCY_AND_ANSWER', profile: 'DFE' });
    const own = listAt(answer.data, 'statistics', 'rows').find((row) => at(row, 'label') === OWN);
    expect(at(answer.data, 'statistics', 'columns', 4)).toBe('NO_ANSWER');
    expect(own).toMatchObject({ cells: ['0', '0', '0', '0', '11'], total: '10' });
  });

  it('are of years that are over', async () => {
    const year = new Date().getUTCFullYear();
    expect(await codeOf(ask(coordinator, { financialYear: year }))).toBe('INPUT_INVALID');
  });

  it("are for the partnership's coordinators and auditors, trained, and on record when they are refused", async () => {
    const foreign = await service.as({ user: 'f', agency: OWN, roles: ['COORDINATOR'] });
    expect(await codeOf(ask(foreign))).toBe('NOT_FOUND');
    const contact = await service.as({ user: 'c', agency: COORDINATOR, roles: ['AGENCY_CONTACT'] });
    expect(await codeOf(ask(contact))).toBe('ACTION_NOT_PERMITTED');
    const untrained = await service.as({
      user: 'u',
      agency: COORDINATOR,
      roles: ['COORDINATOR'],
      trainedOn: null,
    });
    expect(await codeOf(ask(untrained))).toBe('TRAINING_OUT_OF_DATE');
    const { rows } = await client.query<{ payload: string }>(
      `select payload from audit_event where action = 'STATISTICS' and outcome = 'DENIED'`,
    );
    const codes = rows.map(({ payload }) => at(JSON.parse(payload), 'code'));
    expect(codes).toEqual(
      expect.arrayContaining(['NOT_FOUND', 'TRAINING_OUT_OF_DATE', 'STATISTICS_OVERLAP']),
    );
  });

  it('are refused under a pack that has no cell for them', async () => {
    const answer = await ask(coordinator, { partnership: 'partnership-lancashire' });
    expect(answer.errors[0]?.extensions.code).toBe('POLICY_REFUSED');
  });
});
