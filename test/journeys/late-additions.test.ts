import { randomUUID } from 'node:crypto';

import type { ReviewId } from '../../src/domain/ids';
import { serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import {
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
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

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const NAME = 'Famous Stranger';

let service: ServiceGateway;
let agency: Awaited<ReturnType<typeof serveCanaryAgency>>;
let first: Caller;
let second: Caller;
let wider: Caller;
let participant: Caller;

beforeAll(async () => {
  service = await startServiceGateway();
  agency = await serveCanaryAgency(OWN, service.gateway);
  await registerAgencies(service.gateway.register, { [OWN]: agency.url, [OTHER]: agency.url });
  first = await service.as({ user: 'first', agency: COORDINATOR, roles: ['COORDINATOR'] });
  second = await service.as({ user: 'second', agency: COORDINATOR, roles: ['COORDINATOR'] });
  wider = await service.as({ user: 'wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
  participant = await service.as({ user: 'participant', agency: OWN, roles: ['AGENCY_CONTACT'] });
}, 240_000);

afterAll(async () => {
  await service.close();
  await agency.close();
});

const review = async (state: 'OPEN' | 'GATHERING'): Promise<string> =>
  (await openFixtureReview(service.gateway.register, { pack: 'baseline', type: PURPOSE, state })).reviewId;

const add = (caller: Caller, reviewId: string, name = NAME): Promise<GraphQLAnswer> =>
  caller(
    'mutation Add($input: AddSubjectInput!) { addSubject(input: $input) { ref waitsForSecondPerson } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        reviewId,
        role: 'OTHER_HOUSEHOLD',
        name,
        dateOfBirth: IDENTITY.dateOfBirth,
        addresses: [],
        protectedAddress: false,
      },
    },
  );

const agree = (caller: Caller, reviewId: string, ref: unknown): Promise<GraphQLAnswer> =>
  caller(
    'mutation Agree($input: SetSubjectFlagsInput!) { setSubjectFlags(input: $input) { waitsForSecondPerson } }',
    { input: { idempotencyKey: randomUUID(), reviewId, ref, flags: [] } },
  );

const waits = (answer: GraphQLAnswer, mutation: string): unknown =>
  at(answer.data, mutation, 'waitsForSecondPerson');

async function peopleSeen(caller: Caller, id: string, purpose: string): Promise<number> {
  const answer = await caller(FULL_QUERY, { id, purpose });
  expect(answer.errors).toEqual([]);
  return listAt(at(answer.data, 'review'), 'subjects').length;
}

const EVERYBODY = (reviewId: string): Promise<readonly number[]> =>
  Promise.all([
    peopleSeen(wider, reviewId, 'CONTACT_CHECK'),
    peopleSeen(first, reviewId, 'CONTACT_CHECK'),
    peopleSeen(second, reviewId, PURPOSE),
  ]);

describe('a person who is put on the list after agencies were asked', () => {
  it('is seen by nobody, not even who added them, until another coordinator agrees', async () => {
    const reviewId = await review('OPEN');
    const added = await add(first, reviewId);
    expect(waits(added, 'addSubject')).toBe(true);
    const ref = at(added.data, 'addSubject', 'ref');
    expect(await EVERYBODY(reviewId)).toEqual([1, 1, 1]);
    expect(waits(await agree(first, reviewId, ref), 'setSubjectFlags')).toBe(true);
    expect(await EVERYBODY(reviewId)).toEqual([1, 1, 1]);
    expect(waits(await agree(second, reviewId, ref), 'setSubjectFlags')).toBe(false);
    expect(await EVERYBODY(reviewId)).toEqual([2, 2, 2]);
  });

  it('is asked of no agency, and named to none that takes part', async () => {
    const reviewId = await review('GATHERING');
    await add(first, reviewId);
    const answer = await participant(FULL_QUERY, { id: reviewId, purpose: PURPOSE });
    expect(listAt(at(answer.data, 'review'), 'subjects')).toHaveLength(1);
    expect(answer.text).not.toContain(NAME);
  });

  it('is on record with who added them, and that a second person is waited for', async () => {
    const reviewId = await review('OPEN');
    await add(first, reviewId);
    const filter = { reviewId: reviewId as ReviewId, action: 'ADD_SUBJECT' };
    const { events } = await service.gateway.audit.page(filter, { first: 10 });
    const who = events.map(({ event }) => [event.actor.user, event.details['secondPerson']]);
    expect(who).toContainEqual(['first', 'WAITED_FOR']);
  });
});

describe('a review that is opened with more people than families have', () => {
  it('takes a second coordinator from the thirteenth on', async () => {
    const opened = await first(
      'mutation Open($input: OpenReviewInput!) { openReview(input: $input) { reviewId } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          partnershipId: 'partnership-baseline',
          type: PURPOSE,
          reference: 'T-MANY',
        },
      },
    );
    const reviewId = String(at(opened.data, 'openReview', 'reviewId'));
    const waited: unknown[] = [];
    for (let person = 1; person <= 13; person += 1)
      waited.push(waits(await add(first, reviewId, `Person ${String(person)}`), 'addSubject'));
    expect(waited).toEqual([...Array.from({ length: 12 }, () => false), true]);
  });
});
