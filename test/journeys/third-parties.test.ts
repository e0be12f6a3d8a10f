import { randomUUID } from 'node:crypto';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencyRecord } from '../../src/domain/agency-source';
import { canarySource, serveAgency } from '../support/canary-agency';
import { fixtureUsers } from '../support/fixture-users';
import {
  COORDINATOR,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  REVIEWER,
  WIDER,
} from '../support/review-fixture';
import {
  at,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

/** Brothers and sisters, who is accused, who referred and who practised: each by what they are to the person. */

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const PACKS = ['baseline', 'lancashire'] as const;

const person = (handle: string, name: string, more: Readonly<Record<string, unknown>>) => ({
  ...{ handle, assertion: 'FACT' as const, addenda: [], name },
  ...more,
});
const home = (lines: readonly string[], postcode: string) => [
  { lines: [...lines], postcode, uprn: null, kind: 'home', from: '2019-02-03', to: null },
];

/** Everybody whom the agency's record names beside the child, and what of each must not be read where they are not in clear. */
const PARTIES = {
  familyMembers: {
    record: person('f-1', 'Gethin Overdale', {
      ...{
        dateOfBirth: '2011-04-05',
        relationship: 'brother',
        addresses: home(['7 Larch Croft'], 'PR2 3QQ'),
      },
    }),
    secrets: ['Gethin', 'Overdale', '2011-04-05', 'Larch Croft', 'PR2 3QQ'],
    pseudonymised: {
      dateOfBirth: '2011',
      relationship: 'brother',
      addresses: [{ lines: null, postcode: 'PR2' }],
    },
  },
  otherParties: {
    record: person('o-1', 'Darrow Finchley', {
      ...{ dateOfBirth: '1979-02-03', relationship: 'alleged perpetrator' },
      addresses: home(['12 Mossbank Way'], 'BB5 6TT'),
    }),
    secrets: ['Darrow', 'Finchley', '1979-02-03', 'Mossbank', 'BB5 6TT'],
    pseudonymised: {
      ...{ dateOfBirth: '1979', relationship: 'alleged perpetrator' },
      addresses: [{ lines: null, postcode: 'BB5' }],
    },
  },
  practitioners: {
    record: person('p-1', 'Imogen Tarrant', { role: 'health visitor', organisation: 'Fellmere Clinic' }),
    secrets: ['Imogen', 'Tarrant'],
    pseudonymised: {
      ...{ dateOfBirth: null, relationship: null, addresses: null },
      ...{ role: 'health visitor', organisation: 'Fellmere Clinic' },
    },
  },
  informants: {
    record: person('i-1', 'Cressida Wolmar', {
      ...{
        dateOfBirth: '1965-06-07',
        relationship: 'neighbour',
        addresses: home(['3 Ginnel Row'], 'LA1 4ZZ'),
      },
    }),
    secrets: ['Cressida', 'Wolmar', '1965-06-07', 'Ginnel', 'LA1 4ZZ'],
    pseudonymised: {},
  },
} as const;
type Party = keyof typeof PARTIES;
const CATEGORIES = Object.keys(PARTIES) as Party[];

const NARRATIVE =
  'Darrow Finchley of 12 Mossbank Way, BB5 6TT, hit Wrenna. Her brother Gethin, born 5 April 2011, saw it. ' +
  'Cressida Wolmar rang from 3 Ginnel Row and Imogen Tarrant visited.';
const MASKED =
  '[Person 1] of [address], [postcode], hit [Child A]. Her brother [Sibling A], born [date of birth], saw it. ' +
  '[Person 2] rang from [address] and [Practitioner 1 (test)] visited.';
const TERM = 'Seen with Gethin Overdale by Imogen Tarrant after Ms Wolmar rang';
const MASKED_TERM = 'Seen with [Sibling A] by [Practitioner 1 (test)] after Ms [Person 2] rang';

const record = (handle: string): AgencyRecord => ({
  handle,
  health: [{ ...{ handle: 'h-1', assertion: 'FACT', addenda: [] }, description: TERM, narrative: NARRATIVE }],
  ...Object.fromEntries(CATEGORIES.map((category) => [category, [PARTIES[category].record]])),
});

const PARTY =
  '{ handle assertion addenda { recordedOn text } name dateOfBirth relationship role organisation addresses { lines postcode } }';
const QUERY = `query Parties($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) { subjects { returns(agencies: ["${OTHER}"]) {
  ${CATEGORIES.map((category) => `${category} ${PARTY}`).join(' ')}
  health { assertion addenda { recordedOn text } description narrative narrativeRisk { textIds } } } } } }`;

let service: ServiceGateway;
const agencies: Subgraph[] = [];
const reviews = new Map<string, string>();
let caller: (agency: string) => Caller;

beforeAll(async () => {
  service = await startServiceGateway();
  for (const agency of [OWN, OTHER]) {
    const source = canarySource(agency);
    const read: typeof source.read = (handles) =>
      Promise.resolve(new Map(handles.map((handle) => [handle, record(handle)])));
    agencies.push(await serveAgency({ ...source, read }, service.gateway));
  }
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  for (const pack of PACKS) {
    const { reviewId } = await openFixtureReview(register, { pack, type: PURPOSE, state: 'GATHERING' });
    reviews.set(pack, reviewId);
  }
  caller = await fixtureUsers(service);
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const ask = (pack: string, agency: string, purpose = PURPOSE): Promise<GraphQLAnswer> =>
  caller(agency)(QUERY, { id: reviews.get(pack), purpose });

const partOf = (answer: GraphQLAnswer): unknown =>
  at(answer.data, 'review', 'subjects', 0, 'returns', 0) ?? null;

/** What the packs say, by hand, in the order of the categories: family, other parties, practitioners, informants. */
const STANDINGS: readonly (readonly [
  pack: (typeof PACKS)[number],
  who: string,
  agency: string,
  outcomes: string,
])[] = [
  ['baseline', 'the coordinator', COORDINATOR, 'CLEAR PSEUDONYMISED CLEAR WITHHELD'],
  ['baseline', 'the agency whose record it is', OTHER, 'CLEAR CLEAR CLEAR CLEAR'],
  ['baseline', 'another agency that participates', OWN, 'PSEUDONYMISED PSEUDONYMISED PSEUDONYMISED WITHHELD'],
  ['baseline', 'an independent reviewer', REVIEWER, 'PSEUDONYMISED PSEUDONYMISED PSEUDONYMISED WITHHELD'],
  ['lancashire', 'the review team', COORDINATOR, 'CLEAR WITHHELD WITHHELD WITHHELD'],
  ['lancashire', 'the agency whose record it is', OTHER, 'CLEAR WITHHELD WITHHELD WITHHELD'],
  ['lancashire', 'another agency that participates', OWN, 'CLEAR WITHHELD WITHHELD WITHHELD'],
];

describe('the other people of a record', () => {
  it.each(STANDINGS)('by %s reach %s as what they are to the child', async (pack, _who, agency, outcomes) => {
    const answer = await ask(pack, agency);
    expect(answer.errors).toEqual([]);
    for (const [index, outcome] of outcomes.split(' ').entries()) {
      const category = CATEGORIES[index];
      if (category === undefined) throw new Error('There is no such category.');
      const { record: full, secrets, pseudonymised } = PARTIES[category];
      const value = at(partOf(answer), category) ?? null;
      const names = {
        familyMembers: 'PERS',
        otherParties: 'PERS',
        practitioners: 'PRAC',
        informants: 'PERS',
      };
      if (outcome === 'WITHHELD') expect([category, value]).toEqual([category, null]);
      else if (outcome === 'CLEAR') expect(value).toMatchObject([{ name: full.name }]);
      else
        expect(value).toMatchObject([
          { name: expect.stringMatching(new RegExp(`^${names[category]}-`, 'u')), ...pseudonymised },
        ]);
      for (const secret of outcome === 'CLEAR' ? [] : secrets)
        expect([category, secret, answer.text.includes(secret)]).toEqual([category, secret, false]);
    }
  });

  it.each(PACKS)('do not reach a wider agency at all by the pack %s', async (pack) => {
    const { reviewId } = await openFixtureReview(service.gateway.register, {
      pack,
      type: PURPOSE,
      state: 'OPEN',
    });
    for (const purpose of ['CONTACT_CHECK', PURPOSE]) {
      const answer = await caller(WIDER)(QUERY, { id: reviewId, purpose });
      for (const { secrets } of Object.values(PARTIES))
        for (const secret of secrets) expect(answer.text).not.toContain(secret);
      expect(JSON.stringify(answer.data)).not.toMatch(
        /PERS-|PRAC-|brother|perpetrator|neighbour|health visitor/u,
      );
    }
  });

  it('stand in a description by their roles for everybody, in clear or not', async () => {
    for (const agency of [COORDINATOR, OTHER, OWN, REVIEWER])
      expect([agency, at(partOf(await ask('baseline', agency)), 'health', 0, 'description')]).toEqual([
        agency,
        MASKED_TERM,
      ]);
  });

  it('stand in a narrative by their roles, before it is released and after', async () => {
    const first = await ask('baseline', COORDINATOR);
    expect(at(partOf(first), 'health', 0, 'narrative')).toBe(MASKED);
    const textIds = at(partOf(first), 'health', 0, 'narrativeRisk', 'textIds');
    expect(at(partOf(await ask('baseline', OTHER)), 'health', 0, 'narrative')).toBe(MASKED);
    expect(at(partOf(await ask('baseline', OWN)), 'health', 0, 'narrative')).toBeNull();
    const released = await caller(COORDINATOR)(
      'mutation Release($input: ReleaseTextInput!) { releaseText(input: $input) { texts } }',
      {
        input: {
          ...{ idempotencyKey: randomUUID(), reviewId: reviews.get('baseline'), agencyId: OTHER, textIds },
          reason: 'The panel needs the visit in the words of the health visitor.',
        },
      },
    );
    expect(released.errors).toEqual([]);
    const answer = await ask('baseline', OWN);
    expect(at(partOf(answer), 'health', 0, 'narrative')).toBe(MASKED);
    for (const { secrets } of Object.values(PARTIES))
      for (const secret of secrets) expect(answer.text).not.toContain(secret);
  });
});
