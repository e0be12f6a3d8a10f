import { Client } from 'pg';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencySource } from '../../src/domain/agency-source';
import type { SubjectFlag } from '../../src/domain/subject-flag';
import { canarySource, serveAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import {
  actor,
  COORDINATOR,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  STRANGER,
  WIDER,
} from '../support/review-fixture';
import {
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

/** What is not permitted, not there, adopted or protected looks the same, to the letter. */

const PURPOSE = 'RAPID_REVIEW';
const NOWHERE = '01900000-0000-7000-8000-00000000dead';
/** Records without a gender; as long as the fixture's own handles, so that lengths can be compared. */
const SPARSE = { [OWN]: 'rec-sparse-own', [OTHER]: 'rec-sparse-other' };
/** The order of contact checks that were sent together is any. */
const WITHOUT_CHECKS = FULL_QUERY.replace(/contactChecks \{[^}]*\}/, '');

let service: ServiceGateway;
const agencies: Subgraph[] = [];
const callers = new Map<string, Caller>();

/** Holds no gender in its sparse record. */
function sparseSource(agency: string): AgencySource {
  const full = canarySource(agency);
  return {
    ...full,
    read: async (handles, ...rest) => {
      const records = await full.read(handles, ...rest);
      return new Map(
        [...records].map(([handle, record]) => [
          handle,
          handle.startsWith('rec-sparse') && 'gender' in record ? { ...record, gender: null } : record,
        ]),
      );
    },
  };
}

beforeAll(async () => {
  service = await startServiceGateway();
  agencies.push(
    await serveAgency(sparseSource(OWN), service.gateway),
    await serveAgency(sparseSource(OTHER), service.gateway),
  );
  await registerAgencies(service.gateway.register, {
    [OWN]: agencies[0]?.url ?? '',
    [OTHER]: agencies[1]?.url ?? '',
  });
  for (const agency of [OWN, WIDER, STRANGER]) {
    callers.set(agency, await service.as({ user: agency, agency, roles: ['AGENCY_CONTACT', 'COORDINATOR'] }));
  }
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const review = (state: 'OPEN' | 'GATHERING', handles?: Readonly<Record<string, string>>) =>
  openFixtureReview(service.gateway.register, {
    ...{ pack: 'baseline', type: PURPOSE, state },
    ...(handles && { handles }),
  });

const flag = (of: Awaited<ReturnType<typeof review>>, flags: readonly SubjectFlag[]) =>
  service.gateway.register.setSubjectFlags(actor(COORDINATOR, 'COORDINATOR'), {
    ...{ idempotencyKey: `${of.reviewId} flags`, reviewId: of.reviewId, subjectId: of.subjectId, flags },
  });

/** All that a caller can see of an answer, without what differs between any two answers. */
function shape({ status, headers, text }: GraphQLAnswer, ids: readonly string[] = []): string {
  const own = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const whole = `${String(status)}\n${JSON.stringify(own)}\n${text}`
    .replaceAll(/"auditEventId":"[^"]+"/g, '"auditEventId":"~"')
    .replaceAll(/"retrievedAt":"[^"]+"/g, '"retrievedAt":"~"')
    .replaceAll(/"(sentAt|answeredAt)":"[^"]+"/g, '"$1":"~"')
    .replaceAll(/"reference":"T-\d{4}"/g, '"reference":"~"')
    .replaceAll(/"[A-Z]{4}-[0-9A-Z-]{10,}"/g, '"~"');
  return ids.reduce((left, id) => left.replaceAll(id, '~'), whole);
}

const asking = (agency: string): Caller => {
  const caller = callers.get(agency);
  if (!caller) throw new Error(`Nobody asks for ${agency}.`);
  return caller;
};

describe('a review in which an agency has no standing', () => {
  const INPUT = { idempotencyKey: 'probing' };
  const OPERATIONS: readonly (readonly [
    string,
    string,
    (id: string) => Readonly<Record<string, unknown>>,
  ])[] = [
    ['its data', FULL_QUERY, (id) => ({ id, purpose: PURPOSE })],
    ['its reminder', 'query Q($id: ID!) { reminder(reviewId: $id) { text } }', (id) => ({ id })],
    ['its settings', 'query Q($id: ID!) { reviewSettings(reviewId: $id) { reviewId } }', (id) => ({ id })],
    [
      'what the policy says of it',
      `query Q($id: ID!) { explain(reviewId: $id, agencyId: "${OWN}", purpose: ${PURPOSE}) { pack } }`,
      (id) => ({ id }),
    ],
    [
      'its requests for re-identification',
      'query Q($id: ID!) { reidentificationRequests(reviewId: $id) { id } }',
      (id) => ({ id }),
    ],
    [
      'a change of its state',
      'mutation M($input: AdvanceReviewInput!) { advanceReview(input: $input) { state } }',
      (id) => ({ input: { ...INPUT, idempotencyKey: `state ${id}`, reviewId: id, to: 'PANEL' } }),
    ],
    [
      'a standing in it',
      'mutation M($input: SetStandingInput!) { setStanding(input: $input) { standing } }',
      (id) => ({
        input: {
          idempotencyKey: `standing ${id}`,
          reviewId: id,
          agencyId: STRANGER,
          standing: 'PARTICIPATING',
        },
      }),
    ],
    [
      'another period',
      'mutation M($input: SetScopeWindowInput!) { setScopeWindow(input: $input) { from } }',
      (id) => ({
        input: { idempotencyKey: `period ${id}`, reviewId: id, from: '2020-01-01', to: '2021-01-01' },
      }),
    ],
  ];

  it.each(OPERATIONS)(
    'answers like one that does not exist, to the letter: %s',
    async (_what, query, variables) => {
      const { reviewId } = await review('GATHERING');
      const known = await asking(STRANGER)(query, variables(reviewId));
      const unknown = await asking(STRANGER)(query, variables(NOWHERE));
      expect(known.errors.length).toBeGreaterThan(0);
      expect(shape(known, [reviewId])).toBe(shape(unknown, [NOWHERE]));
    },
  );

  it('has contact checks that answer like none', async () => {
    const { contactCheckIds } = await review('OPEN');
    const answering =
      'mutation M($input: AnswerContactCheckInput!) { answerContactCheck(input: $input) { state } }';
    const answerTo = (contactCheckId: string): Promise<GraphQLAnswer> =>
      asking(STRANGER)(answering, {
        input: {
          ...{ idempotencyKey: `check ${contactCheckId}`, contactCheckId, outcome: 'NOT_KNOWN' },
          ...{ searchedScope: 'all', records: [] },
        },
      });
    const theirs = contactCheckIds[WIDER] ?? '';
    const known = await answerTo(theirs);
    expect(known.errors.length).toBeGreaterThan(0);
    expect(shape(known, [theirs])).toBe(shape(await answerTo(NOWHERE), [NOWHERE]));
  });
});

describe('a person who is not shown', () => {
  const hidden: readonly SubjectFlag[] = ['ADOPTED', 'PROTECTED_PERSON', 'RESTRICTED_PROCESSING'];
  const cases = (['OPEN', 'GATHERING'] as const).flatMap((state) =>
    [state === 'OPEN' ? WIDER : OWN].map((agency) => [state, agency] as const),
  );

  it.each(cases)(
    'is one answer whatever the reason, in a review that is %s, for %s',
    async (state, agency) => {
      const purpose = state === 'OPEN' ? 'CONTACT_CHECK' : PURPOSE;
      const shapes = new Set<string>();
      for (const one of hidden) {
        const of = await review(state);
        await flag(of, [one]);
        shapes.add(shape(await asking(agency)(WITHOUT_CHECKS, { id: of.reviewId, purpose }), [of.reviewId]));
      }
      const empty = await reviewOfNobody(state);
      shapes.add(shape(await asking(agency)(WITHOUT_CHECKS, { id: empty, purpose }), [empty]));
      expect([...shapes]).toHaveLength(1);
      expect([...shapes][0]).toContain('"subjects":[]');
    },
  );
});

describe('a person who is not shown beside one who is', () => {
  it.each(['ADOPTED', 'PROTECTED_PERSON', 'RESTRICTED_PROCESSING'] as const)(
    'is to the letter like one who was never entered: %s',
    async (hidden) => {
      const pair = await openFixtureReview(service.gateway.register, {
        ...{ pack: 'baseline', type: PURPOSE, state: 'GATHERING', second: { [OTHER]: 'rec-sibling' } },
      });
      const [, sibling] = await service.gateway.register.contactSet(pair.reviewId);
      if (!sibling) throw new Error('The review has no second person.');
      const shown = await asking(OWN)(WITHOUT_CHECKS, { id: pair.reviewId, purpose: PURPOSE });
      await flag({ ...pair, subjectId: sibling.subjectId }, [hidden]);
      const one = await review('GATHERING');
      const [flagged, never] = await Promise.all(
        [pair, one].map(async ({ reviewId }) =>
          shape(await asking(OWN)(WITHOUT_CHECKS, { id: reviewId, purpose: PURPOSE }), [reviewId]),
        ),
      );
      expect(flagged).toBe(never);
      expect(shape(shown, [pair.reviewId])).not.toBe(never);
    },
  );
});

/** A review whose one person was never entered. */
async function reviewOfNobody(state: 'OPEN' | 'GATHERING'): Promise<string> {
  const { reviewId } = await review(state);
  const client = new Client({ connectionString: service.database.url });
  await client.connect();
  await client.query('delete from record_link where review_id = $1', [reviewId]);
  await client.query('delete from subject where review_id = $1', [reviewId]);
  await client.end();
  return reviewId;
}

describe('a field that a flag withholds', () => {
  it('looks like one that nobody holds: gender under the Gender Recognition Act', async () => {
    const flagged = await review('GATHERING');
    await flag(flagged, ['GENDER_RECOGNITION']);
    const sparse = await review('GATHERING', SPARSE);
    const of = async (id: string): Promise<string> =>
      shape(await asking(OWN)(WITHOUT_CHECKS, { id, purpose: PURPOSE }), [id]).replaceAll(
        'recsparse',
        'recagency',
      );
    expect(await of(flagged.reviewId)).toBe(await of(sparse.reviewId));
  });

  it('looks like one that is not held where it is asked for alone: the address that must not be found', async () => {
    const query = `query Q($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) {
      subjects { addresses { lines postcode } returns { agency status gender addresses { lines } } } disclosure { category outcome reason agency } } }`;
    const flagged = await review('GATHERING');
    await flag(flagged, ['PROTECTED_ADDRESS']);
    const answer = await asking(OWN)(query, { id: flagged.reviewId, purpose: PURPOSE });
    const plain = await review('GATHERING');
    const open = await asking(OWN)(query, { id: plain.reviewId, purpose: PURPOSE });
    const withoutPlaces = JSON.stringify(open.data, (name, value: unknown) =>
      name === 'addresses' ? null : value,
    );
    expect(JSON.stringify(answer.data)).toBe(withoutPlaces);
    expect([...answer.headers.keys()]).toEqual([...open.headers.keys()]);
  });
});
