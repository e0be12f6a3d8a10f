import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { BELOW, FULL_QUERY } from '../support/full-query';
import { openFixtureReview, OTHER, OWN, registerAgencies, STRANGER, WIDER } from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

/** How gateways like this one have leaked, each as a test that this one does not. */

const PURPOSE = 'RAPID_REVIEW';
/** What the baseline withholds from a participating agency of another one's record, and leaves it of its own. */
const WITHHELD = 'nationalInsuranceNumber';

let service: ServiceGateway;
let own: Caller;
let stranger: Caller;
let engineer: Caller;
let id: string;
let another: string;
const agencies: Subgraph[] = [];

beforeAll(async () => {
  service = await startServiceGateway();
  const { register } = service.gateway;
  agencies.push(
    await serveCanaryAgency(OWN, service.gateway),
    await serveCanaryAgency(OTHER, service.gateway),
  );
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const open = { pack: 'baseline', type: PURPOSE, state: 'GATHERING' } as const;
  const handles = { [OWN]: 'rec-second', [OTHER]: 'rec-second' };
  id = (await openFixtureReview(register, open)).reviewId;
  another = (await openFixtureReview(register, { ...open, handles })).reviewId;
  own = await service.as({ user: 'own', agency: OWN, roles: ['AGENCY_CONTACT'] });
  stranger = await service.as({ user: 'stranger', agency: STRANGER, roles: ['AGENCY_CONTACT'] });
  engineer = await service.as({ user: 'engineer', agency: OWN, roles: ['ENGINEER'] });
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const asked = (
  selection: string,
  { before = '', after = '' } = {},
): readonly [string, Record<string, unknown>] => [
  `query Asked($id: ID!, $purpose: Purpose${before}) { review(id: $id, purpose: $purpose) { subjects { ${selection} } } } ${after}`,
  { id, purpose: PURPOSE, yes: true, no: false },
];
const subject = ({ data }: GraphQLAnswer): unknown => listAt(data, 'review', 'subjects')[0];
const codes = ({ errors }: GraphQLAnswer): readonly string[] =>
  errors.map(({ extensions }) => extensions.code);

describe('however it is selected, what is withheld stays withheld and what is permitted arrives', () => {
  it.each([
    ['by name', `returns(agencies: ["${OTHER}"]) { ${WITHHELD} gender }`, '', ''],
    [
      'in a fragment on the concrete type',
      `returns(agencies: ["${OTHER}"]) { ... on AgencyReturn { ${WITHHELD} gender } }`,
      '',
      '',
    ],
    [
      'in nested fragments',
      `returns(agencies: ["${OTHER}"]) { ...A }`,
      '',
      `fragment A on AgencyReturn { ...B } fragment B on AgencyReturn { ... { ${WITHHELD} gender } }`,
    ],
    [
      'with variables in directives',
      `returns(agencies: ["${OTHER}"]) { ${WITHHELD} @include(if: $yes) @skip(if: $no) gender @skip(if: $no) }`,
      ', $yes: Boolean!, $no: Boolean!',
      '',
    ],
    [
      'beside __typename',
      `__typename returns(agencies: ["${OTHER}"]) { __typename ${WITHHELD} gender }`,
      '',
      '',
    ],
  ])('%s (C01, C02, C10, C19)', async (_how, selection, before, after) => {
    const answer = await own(...asked(selection, { before, after }));
    expect(answer.errors).toEqual([]);
    const shown = listAt(subject(answer), 'returns')[0];
    expect(at(shown, WITHHELD)).toBeNull();
    expect(canariesIn(String(at(shown, 'gender')))).toHaveLength(1);
  });

  it('under the alias of a permitted field, and under those of what objects inherit (C15, C29)', async () => {
    for (const alias of ['gender', 'toString', 'constructor', 'prototype', '__proto__', 'hasOwnProperty']) {
      const selection = `returns(agencies: ["${OTHER}"]) { ${alias}: ${WITHHELD} shown: gender }`;
      const answer = await own(...asked(selection));
      expect(answer.errors).toEqual([]);
      const text = JSON.stringify(listAt(subject(answer), 'returns')[0]);
      expect(text).toMatch(new RegExp(`^{"${alias}":null,"shown":"cnry[^"]+"}$`));
    }
    expect(Object.prototype).not.toHaveProperty('shown');
  });

  it('of its own source: each of two aliases has the verdict of its agency, in either order (C11, C13)', async () => {
    const mine = `mine: returns(agencies: ["${OWN}"]) { ${WITHHELD} }`;
    const theirs = `theirs: returns(agencies: ["${OTHER}"]) { ${WITHHELD} }`;
    for (const selection of [`${mine} ${theirs}`, `${theirs} ${mine}`, `returns { agency ${WITHHELD} }`]) {
      const answer = await own(...asked(selection));
      expect(canariesIn(answer.text)).toEqual([expect.stringContaining('agencyown')]);
    }
  });

  it('where one alias stands for different fields in different places (C13)', async () => {
    const answer = await own(
      ...asked(
        `returns(agencies: ["${OTHER}"]) { gender
          first: health { assertion addenda { text } same: code }
          second: health { assertion addenda { text } same: status } }
         again: returns(agencies: ["${OTHER}"]) { gender: ${WITHHELD} }`,
      ),
    );
    const shown = listAt(subject(answer), 'returns')[0];
    expect(at(listAt(shown, 'first')[0], 'same')).toContain('health.0.code');
    expect(at(listAt(shown, 'second')[0], 'same')).toContain('health.0.status');
    expect(at(listAt(subject(answer), 'again')[0], 'gender')).toBeNull();
  });

  it('alone or among all others, whatever else the caller selects (C27)', async () => {
    const alone = await own(...asked(`returns(agencies: ["${OTHER}"]) { nhsNumber ${WITHHELD} }`));
    const among = await own(FULL_QUERY, { id, purpose: PURPOSE });
    const other = listAt(subject(among), 'returns').find((part) => at(part, 'agency') === OTHER);
    expect(at(listAt(subject(alone), 'returns')[0], 'nhsNumber')).toBe(at(other, 'nhsNumber'));
    expect(at(other, WITHHELD)).toBeNull();
  });

  it('as one value for 2,000 aliases: there is no noise to average out (C16)', async () => {
    const values = new Set<unknown>();
    for (let round = 0; round < 20; round += 1) {
      const aliases = Array.from({ length: 100 }, (_, index) => `a${String(index)}: nhsNumber`);
      const answer = await own(...asked(`returns(agencies: ["${OTHER}"]) { ${aliases.join(' ')} }`));
      expect(answer.errors).toEqual([]);
      for (const value of Object.values(listAt(subject(answer), 'returns')[0] as object)) values.add(value);
    }
    expect([...values]).toEqual([expect.stringMatching(/^IDEN-/)]);
  });
});

describe('what the schema does not offer', () => {
  const SCHEMA = `{ __schema { directives { name }
    types { kind name fields { name args { name } type { kind ofType { kind } } } } } }`;
  interface Type {
    readonly kind: string;
    readonly name: string;
    readonly fields: readonly {
      readonly name: string;
      readonly args: readonly { readonly name: string }[];
      readonly type: { readonly kind: string };
    }[];
  }

  it('are abstract types, deferred parts, and arguments that filter, sort or search (C01, C10, C21)', async () => {
    const { data } = await engineer(SCHEMA);
    const types = listAt(data, '__schema', 'types') as readonly Type[];
    expect(types.filter(({ kind }) => ['INTERFACE', 'UNION'].includes(kind))).toEqual([]);
    const directives = listAt(data, '__schema', 'directives').map((one) => at(one, 'name'));
    expect(directives).not.toEqual(expect.arrayContaining(['defer']));
    expect(directives).not.toEqual(expect.arrayContaining(['stream']));
    const shown = types.filter(({ name }) =>
      /^(Review|ReviewSubject|AgencyReturn|Statement|RelatedParty|Address)$/.test(name),
    );
    expect(shown).toHaveLength(6);
    const args = shown.flatMap((type) =>
      type.fields.flatMap((field) => field.args.map((arg) => `${type.name}.${field.name}.${arg.name}`)),
    );
    expect(args).toEqual(['ReviewSubject.returns.agencies']);
  });

  it('is a category that takes its parent away where it is null (C23)', async () => {
    const { data } = await engineer(SCHEMA);
    const types = listAt(data, '__schema', 'types') as readonly Type[];
    const fields = types.find(({ name }) => name === 'AgencyReturn')?.fields ?? [];
    const categories = fields.filter(({ name }) => (RECORD_CATEGORIES as readonly string[]).includes(name));
    expect(categories).toHaveLength(RECORD_CATEGORIES.length);
    expect(categories.filter(({ type }) => type.kind === 'NON_NULL')).toEqual([]);
  });

  it.each([
    ['filter', `returns(filter: { religion: "x" }) { agency }`],
    ['orderBy', `returns(orderBy: dateOfBirth) { agency }`],
    ['search', `returns { health(search: "refuge") { assertion addenda { text } } }`],
    ['first', `returns(first: 1) { agency }`],
    ['defer', `... @defer { role }`],
    ['stream', `returns @stream { agency }`],
  ])('is refused before any agency is asked: %s (C10, C21)', async (_what, selection) => {
    const before = agencies.map(({ received }) => received.length);
    const answer = await own(...asked(selection));
    expect(new Set(codes(answer))).toEqual(new Set(['REQUEST_INVALID']));
    expect(answer.text).not.toMatch(/filter|orderBy|did you mean|religion/i);
    expect(agencies.map(({ received }) => received.length)).toEqual(before);
  });
});

describe('names that other servers trip over', () => {
  it('switch nothing off: the schema beside the data (C19)', async () => {
    const [query, variables] = asked(`returns(agencies: ["${OTHER}"]) { ${WITHHELD} }`);
    const beside = query.replace('{ review', '{ __schema { __typename } __typename review');
    expect(codes(await own(beside, variables))).toEqual(['INTROSPECTION_NOT_PERMITTED']);
    const answer = await engineer(beside, variables);
    expect(at(listAt(subject(answer), 'returns')[0], WITHHELD)).toBeNull();
    expect(canariesIn(answer.text)).toEqual([]);
  });

  it('are read as any other or refused, and do no harm as keys of an input (C29)', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const query = `query ${name}($${name}: ID!) { review(id: $${name}, purpose: ${PURPOSE}) { ...${name} } } fragment ${name} on Review { id }`;
      const variables = JSON.parse(`{"${name}":"${id}"}`) as Record<string, unknown>;
      const answer = await own(query, variables);
      const isRead = at(answer.data, 'review', 'id') === id;
      expect([name, codes(answer)]).toEqual([name, isRead ? [] : ['REQUEST_INVALID']]);
      const input = JSON.parse(
        `{"idempotencyKey":"k","reviewId":"${id}","to":"CLOSED","${name}":{"roles":["COORDINATOR"]}}`,
      ) as Record<string, unknown>;
      const change = 'mutation Over($input: AdvanceReviewInput!) { advanceReview(input: $input) { state } }';
      expect(codes(await own(change, { input }))).toEqual([
        expect.stringMatching(/^(INPUT|REQUEST)_INVALID$/),
      ]);
    }
    expect(Object.prototype).not.toHaveProperty('roles');
  });
});

describe('where nothing at all is permitted', () => {
  it('the answer is an ordinary one with nulls (C23, C30)', async () => {
    const withheld = [
      'contactDetails',
      WITHHELD,
      'otherSpecialCategory',
      'convictions',
      'investigations',
      'informants',
    ] as const;
    const selection = withheld.map((category) => `${category} ${BELOW[category]}`).join(' ');
    const before = agencies[1]?.received.length;
    const answer = await own(...asked(`returns(agencies: ["${OTHER}"]) { ${selection} }`));
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([]);
    expect(listAt(subject(answer), 'returns')).toEqual([
      Object.fromEntries(withheld.map((category) => [category, null])),
    ]);
    expect(agencies[1]?.received.length).toBe(before);
  });
});

describe('what somebody may not see', () => {
  it("is not counted: pages end where one's own rows end (C22)", async () => {
    const REVIEWS = '{ reviews(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }';
    const CHECKS = '{ contactChecks(first: 200) { edges { node { agency } } pageInfo { hasNextPage } } }';
    expect((await own(REVIEWS)).data).toMatchObject({ reviews: { pageInfo: { hasNextPage: false } } });
    expect((await stranger(REVIEWS)).data).toEqual({
      reviews: { edges: [], pageInfo: { hasNextPage: false } },
    });
    expect((await stranger(CHECKS)).data).toEqual({
      contactChecks: { edges: [], pageInfo: { hasNextPage: false } },
    });
    const wider = await service.as({ user: 'wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
    const checks = listAt((await wider(CHECKS)).data, 'contactChecks', 'edges');
    expect(new Set(checks.map((edge) => at(edge, 'node', 'agency')))).toEqual(new Set([WIDER]));
  });

  it('is not reached by ids of another review: references and handles are of one review only (A1)', async () => {
    const HANDLES = `ref returns { nhsNumber health { handle assertion addenda { text } } }`;
    const query = asked(HANDLES)[0];
    const [one, other] = await Promise.all([
      own(query, { id, purpose: PURPOSE }),
      own(query, { id: another, purpose: PURPOSE }),
    ]);
    const pseudonyms = ({ text }: GraphQLAnswer): readonly string[] =>
      text.match(/[A-Z]{4}-[0-9A-Z-]{10,}/g) ?? [];
    expect(pseudonyms(one).length).toBeGreaterThan(4);
    expect(pseudonyms(one).filter((name) => pseudonyms(other).includes(name))).toEqual([]);
    const coordinator = await service.as({ user: 'c', agency: 'unit-coordinator', roles: ['COORDINATOR'] });
    const flags = 'mutation F($input: SetSubjectFlagsInput!) { setSubjectFlags(input: $input) { ref } }';
    const ref = at(subject(one), 'ref');
    const changing = async (named: unknown): Promise<readonly string[]> => {
      const input = { idempotencyKey: `across ${String(named)}`, reviewId: another, ref: named, flags: [] };
      return codes(await coordinator(flags, { input }));
    };
    expect(await changing(ref)).toHaveLength(1);
    expect(await changing(ref)).toEqual(await changing('SUBJ-0000-0000-0000-0000-0'));
  });
});
