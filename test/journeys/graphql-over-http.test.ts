import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { serverAudits } from 'graphql-http';

import { packageRoot } from '../../src/config/package-root';
import { at, startServiceGateway, type ServiceGateway } from '../support/service-gateway';

const VIEWER = readFileSync(join(packageRoot(), 'schema', 'operations', 'viewer.graphql'), 'utf8');
const CONTACT = { user: 'contact', agency: 'la-made-up', roles: ['AGENCY_CONTACT'] } as const;
const ENGINEER = { user: 'engineer', agency: 'la-made-up', roles: ['ENGINEER'] } as const;

let service: ServiceGateway;
let token: string;

beforeAll(async () => {
  service = await startServiceGateway();
  token = await service.issuer.token(CONTACT);
}, 240_000);
afterAll(() => service.close());

const codesIn = (body: unknown): readonly unknown[] =>
  (at(body, 'errors') as readonly unknown[]).map((error) => at(error, 'extensions', 'code'));
const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${service.gateway.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body,
  });

describe('a request that is not what it says', () => {
  it.each([
    ['gzip', gzipSync(JSON.stringify({ query: VIEWER }))],
    ['deflate', deflateSync(JSON.stringify({ query: VIEWER }))],
    ['br', brotliCompressSync(JSON.stringify({ query: VIEWER }))],
    ['gzip, a bomb', gzipSync(JSON.stringify({ query: `{ viewer { user } }${' '.repeat(50_000_000)}` }))],
    ['GZIP', gzipSync(JSON.stringify({ query: VIEWER }))],
    ['identity, gzip', gzipSync(JSON.stringify({ query: VIEWER }))],
    ['unheard-of', Buffer.from(JSON.stringify({ query: VIEWER }))],
  ])('is refused where its body is compressed, since nothing is unpacked: %s', async (encoding, body) => {
    const response = await post(body, { 'content-encoding': encoding.replace(', a bomb', '') });
    expect(response.status).toBe(415);
    expect(response.headers.get('accept-encoding')).toBe('identity');
    expect(codesIn(await response.json())).toEqual(['REQUEST_INVALID']);
  });

  it('is refused as a batch, as a form and as plain text (CSRF)', async () => {
    const batch = await post(JSON.stringify([{ query: VIEWER }, { query: VIEWER }]));
    const form = await post(`query=${encodeURIComponent(VIEWER)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    const plain = await post(JSON.stringify({ query: VIEWER }), { 'content-type': 'text/plain' });
    for (const { status } of [batch, form, plain]) expect([400, 415]).toContain(status);
  });

  it('is refused as GET from a page of another site, and as a mutation by GET', async () => {
    const url = new URL('/graphql', service.gateway.url);
    url.searchParams.set('query', '{ viewer { user } }');
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(url, { headers })).status).toBe(400);
    url.searchParams.set(
      'query',
      'mutation { acknowledgeReminder(input: { idempotencyKey: "k", reviewId: "r" }) { reviewId } }',
    );
    const mutation = await fetch(url, { headers: { ...headers, 'apollo-require-preflight': 'yes' } });
    expect(mutation.status).toBe(405);
  });

  it.each(['utf-16le', 'utf-16', 'utf-7', 'iso-8859-1', 'utf-8x', '"utf-16"'])(
    'in the charset %s is not read as something else (CVE-2026-23897)',
    async (charset) => {
      const response = await post(Buffer.from(JSON.stringify({ query: VIEWER }), 'utf16le'), {
        'content-type': `application/json; charset=${charset}`,
      });
      expect([response.status, codesIn(await response.json())]).toEqual([415, ['REQUEST_INVALID']]);
    },
  );

  it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'application/json'])(
    'is read where it says %s',
    async (type) => {
      const response = await post(JSON.stringify({ query: VIEWER }), { 'content-type': type });
      expect(response.status).toBe(200);
    },
  );

  it('is one operation: of two in a document the one that is named runs, and without a name neither', async () => {
    const query = 'query One { viewer { user } } query Two { viewer { agency } }';
    const named = await post(JSON.stringify({ query, operationName: 'Two' }));
    expect(at(await named.json(), 'data')).toEqual({ viewer: { agency: CONTACT.agency } });
    expect(codesIn(await (await post(JSON.stringify({ query }))).json())).toEqual(['REQUEST_INVALID']);
  });

  it('is answered with headers by which nothing of it is kept, sniffed, framed or run', async () => {
    for (const response of [
      await post(JSON.stringify({ query: VIEWER })),
      await post('{'),
      await fetch(`${service.gateway.url}/nowhere`),
    ])
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
  });

  it('is not answered to pages of other sites: no header lets them read it', async () => {
    const headers = { origin: 'https://evil.test', 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${service.gateway.url}/graphql`, { method: 'OPTIONS', headers });
    const asked = await post(JSON.stringify({ query: VIEWER }), { origin: 'https://evil.test' });
    for (const response of [preflight, asked])
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('GraphQL over HTTP', () => {
  // Some audits ask for the schema, which engineers may.
  let engineer: string;
  beforeAll(async () => {
    engineer = await service.issuer.token(ENGINEER);
  });
  const audits = serverAudits({
    url: () => `${service.gateway.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, {
        ...init,
        headers: {
          ...(init.headers as Record<string, string>),
          authorization: `Bearer ${engineer}`,
          'apollo-require-preflight': 'yes',
        },
      }),
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
