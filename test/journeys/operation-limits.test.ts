import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, print, stripIgnoredCharacters } from 'graphql';

import { packageRoot } from '../../src/config/package-root';
import { FULL_QUERY } from '../support/full-query';
import {
  graphql,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const OPERATIONS = join(packageRoot(), 'schema', 'operations');
const VIEWER = readFileSync(join(OPERATIONS, 'viewer.graphql'), 'utf8');
const CONTACT = { user: 'contact', agency: 'la-made-up', roles: ['AGENCY_CONTACT'] } as const;
const REVIEWER = { user: 'reviewer', agency: 'la-made-up', roles: ['REVIEWER'] } as const;
const ENGINEER = { user: 'engineer', agency: 'la-made-up', roles: ['ENGINEER'] } as const;

let service: ServiceGateway;
let token: string;

beforeAll(async () => {
  service = await startServiceGateway({ environment: { GATEWAY_TRUSTED_DOCUMENT_ROLES: 'REVIEWER' } });
  token = await service.issuer.token(CONTACT);
}, 240_000);
afterAll(() => service.close());

const send = (query: string, as = token): Promise<GraphQLAnswer> =>
  graphql(service.gateway.url, { token: as, query });
const codes = ({ errors }: GraphQLAnswer): readonly string[] =>
  errors.map(({ extensions }) => extensions.code);
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
const post = (body: string): Promise<Response> =>
  fetch(`${service.gateway.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });
/** Each fragment spreads the next one ten times: 10 to the power of 8 fields. */
const BOMB = `{ viewer { ...F0 } } ${many(8, (level) => `fragment F${String(level)} on Viewer { ${many(10, () => `...F${String(level + 1)}`)} }`)} fragment F8 on Viewer { user }`;
const nested = (depth: number): string =>
  `{ ${many(depth, () => 'viewer {')} user ${many(depth, () => '}')} }`;

describe('an operation that is too large', () => {
  it.each([
    ['of 10,000 aliases', `{ ${many(10_000, (index) => `a${String(index)}: viewer { user }`)} }`],
    ['of aliases just beyond the limit', `{ ${many(101, (index) => `a${String(index)}: viewer { user }`)} }`],
    ['of 10,000 repeated fields', `{ viewer { ${many(10_000, () => 'user')} } }`],
    ['of fields repeated within the token limit', `{ viewer { ${many(3_000, () => 'user')} } }`],
    ['that is a fragment bomb', BOMB],
    ['that nests deeply', nested(200)],
    ['that nests beyond the limit', nested(13)],
    ['of directives over and over', `{ viewer { user ${many(60, () => '@include(if: true)')} } }`],
    [
      'that asks for millions of records by a list',
      '{ contactChecks(first: 100000) { edges { node { id state } } } }',
    ],
    [
      'whose fragment is called like the introspection field',
      `{ ...__schema } fragment __schema on Query { ${many(101, (index) => `a${String(index)}: viewer { user }`)} }`,
    ],
  ])('%s is refused in one sentence', async (_what, query) => {
    const answer = await send(query);
    expect(codes(answer)).toEqual(['OPERATION_TOO_LARGE']);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/\d{2,}/u);
  });

  it('is refused by size where it is spaces or a comment, and where it is not even parsed', async () => {
    const spaces = await post(JSON.stringify({ query: `{ viewer { user } }${' '.repeat(1_100_000)}` }));
    const comment = await post(JSON.stringify({ query: `#${'x'.repeat(1_100_000)}\n{ viewer { user } }` }));
    expect([spaces.status, comment.status]).toEqual([413, 413]);
  });

  it.each([
    ['spaces', ' '],
    ['commas', ','],
    ['comments', `#${'x'.repeat(99)}\n`],
  ])('is refused by its length where a megabyte of it is %s', async (_what, filling) => {
    const answer = await send(`{ viewer { user } ${filling.repeat(1_000_000 / filling.length)} }`);
    expect([answer.status, codes(answer)]).toEqual([400, ['OPERATION_TOO_LARGE']]);
  });

  it('is refused where fragments go in circles, by the server itself', async () => {
    const answer = await send(
      '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
    );
    expect(new Set(codes(answer))).toEqual(new Set(['REQUEST_INVALID']));
  });

  it('does not keep others waiting: the largest that anybody needs is answered', async () => {
    expect(
      codes(await send(FULL_QUERY.replace('query Everything($id: ID!, $purpose: Purpose)', 'query'))),
    ).not.toContain('OPERATION_TOO_LARGE');
    const published = await send(VIEWER);
    expect(published.errors).toEqual([]);
  });
});

describe('others who ask meanwhile', () => {
  it('are answered as ever while every kind of oversized operation comes at once', async () => {
    const attacks = [
      `{ ${many(10_000, (index) => `a${String(index)}: viewer { user }`)} }`,
      `{ viewer { ${many(10_000, () => 'user')} } }`,
      BOMB,
      nested(200),
      `{ viewer { user ${many(60, () => '@include(if: true)')} } }`,
      `{ viewer { user } ${' '.repeat(1_000_000)} }`,
    ];
    const attacking = Promise.all(
      attacks.flatMap((attack) => Array.from({ length: 10 }, () => send(attack))),
    );
    const asking = Array.from({ length: 20 }, () => send(VIEWER));
    for (const answer of await Promise.all(asking)) expect(answer.errors).toEqual([]);
    for (const answer of await attacking) expect(codes(answer)).toEqual(['OPERATION_TOO_LARGE']);
  });
});

describe('trusted documents', () => {
  const hash = createHash('sha256')
    .update(stripIgnoredCharacters(print(parse(VIEWER))))
    .digest('hex');
  const byHash = (as: string): Promise<Response> =>
    fetch(`${service.gateway.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
    });

  it('are all that a bound role may send, however they are spaced', async () => {
    const reviewer = await service.issuer.token(REVIEWER);
    expect((await send(VIEWER, reviewer)).errors).toEqual([]);
    expect((await send(`${VIEWER}\n\n# a comment`, reviewer)).errors).toEqual([]);
    expect(codes(await send('{ viewer { user } }', reviewer))).toEqual(['DOCUMENT_NOT_TRUSTED']);
    expect(codes(await send('{ viewer { user', reviewer))).toEqual(['DOCUMENT_NOT_TRUSTED']);
    expect((await send('{ viewer { user } }')).errors).toEqual([]);
  });

  it('bind nobody who has another role beside', async () => {
    const both = await service.issuer.token({ ...REVIEWER, roles: ['REVIEWER', 'AGENCY_CONTACT'] });
    expect((await send('{ viewer { user } }', both)).errors).toEqual([]);
  });

  it('are answered by their hash alone, and no client can add one', async () => {
    const reviewer = await service.issuer.token(REVIEWER);
    const answer = (await (await byHash(reviewer)).json()) as { data?: { viewer?: { user?: string } } };
    expect(answer.data?.viewer?.user).toBe('reviewer');
    const own = '{ viewer { agency } }';
    const sha256Hash = createHash('sha256').update(own).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await post(JSON.stringify({ query: own, extensions }));
    const again = (await (await post(JSON.stringify({ extensions }))).json()) as { data?: unknown };
    expect(again.data ?? null).toBeNull();
  });
});

describe('introspection', () => {
  const asks = [
    '{ __schema { types { name } } }',
    '{ s: __schema { queryType { name } } }',
    'query __schema { viewer { user } ...T } fragment T on Query { __type(name: "Review") { name } }',
  ];

  it('is answered to engineers', async () => {
    const engineer = await service.issuer.token(ENGINEER);
    for (const query of asks) expect((await send(query, engineer)).errors).toEqual([]);
  });

  it('is refused to everybody else, under whatever name, and __typename is not', async () => {
    for (const query of asks) expect(codes(await send(query))).toEqual(['INTROSPECTION_NOT_PERMITTED']);
    expect((await send('query __schema { __typename viewer { __typename user } }')).errors).toEqual([]);
  });

  it('is not given by halves: a misspelt field suggests nothing', async () => {
    const answer = await send('{ viewr { user } }');
    expect(codes(answer)).toEqual(['REQUEST_INVALID']);
    expect(answer.text).not.toMatch(/did you mean|viewer/iu);
  });
});
