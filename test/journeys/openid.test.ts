import { request } from 'node:http';

import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';

import type { Clock } from '../../src/domain/ports';
import { revoke } from '../../src/revocations';
import { openStore } from '../../src/store';
import { startProvider, type OpenIdProvider } from '../support/oidc';
import {
  graphql,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const AUDIENCE = 'https://gateway.test';
const QUERY = '{ viewer { user agency } }';
const CLIENTS = [
  { id: 'contact', agency: 'agency-own', roles: ['AGENCY_CONTACT'] },
  { id: 'stranger', agency: 'agency-other', roles: ['ADMINISTRATOR'] },
  { id: 'gone', agency: 'agency-own', roles: ['AGENCY_CONTACT'] },
];
const MINUTE_MS = 60_000;

/** A clock that a test sets forward: what is a matter of minutes is not waited for. */
let ahead = 0;
const clock: Clock = { now: () => new Date(Date.now() + ahead) };

let provider: OpenIdProvider;
let service: ServiceGateway;

beforeAll(async () => {
  provider = await startProvider(AUDIENCE, CLIENTS);
  service = await startServiceGateway({
    clock,
    environment: {
      GATEWAY_TOKEN_ISSUER: provider.issuer,
      GATEWAY_TOKEN_AUDIENCE: AUDIENCE,
      GATEWAY_TOKEN_JWKS_URL: provider.jwksUrl,
    },
  });
}, 240_000);
afterAll(async () => {
  await service.close();
  await provider.end();
});
afterEach(() => {
  ahead = 0;
});

const ask = (token: string): Promise<GraphQLAnswer> => graphql(service.gateway.url, { token, query: QUERY });
const codesOf = ({ errors }: GraphQLAnswer): readonly string[] =>
  errors.map(({ extensions }) => extensions.code);
const code = async (token: string): Promise<string | undefined> => codesOf(await ask(token))[0];

/** Sends the headers as they are, one line each; `fetch` would join them. */
function raw(...authorization: readonly string[]): Promise<GraphQLAnswer> {
  const body = JSON.stringify({ query: QUERY });
  const headers = [
    ...['host', 'gateway', 'content-type', 'application/json', 'content-length', String(body.length)],
    ...authorization.flatMap((value) => ['authorization', value]),
  ];
  return new Promise((resolve, reject) => {
    const sent = request(`${service.gateway.url}/graphql`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => {
        const { errors = [] } = JSON.parse(text) as Partial<Pick<GraphQLAnswer, 'errors'>>;
        const { statusCode: status = 0 } = response;
        resolve({ status, text, errors, headers: new Headers(), data: undefined, extensions: {} });
      });
    });
    sent.on('error', reject).end(body);
  });
}

describe('a token of a real OpenID provider', () => {
  it('is believed as an access token of RFC 9068, and says who asks', async () => {
    const token = await provider.token('contact');
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    const answer = await ask(token);
    expect(answer.data).toEqual({ viewer: { user: 'contact', agency: 'agency-own' } });
  });

  it('with a role that the gateway does not know is refused', async () => {
    expect(await code(await provider.token('stranger'))).toBe('TOKEN_INVALID');
  });

  it('that was revoked is refused, and one that is issued later is not', async () => {
    const token = await provider.token('gone');
    const { jti } = decodeJwt(token);
    expect(await code(token)).toBeUndefined();
    const store = await openStore({ databaseUrl: service.database.url });
    await revoke(store.db, { kind: 'SESSION', target: String(jti) }, new Date());
    await store.close();
    const until = Date.now() + 5_000;
    while ((await code(token)) === undefined && Date.now() < until);
    expect(await code(token)).toBe('TOKEN_REVOKED');
    expect(await code(await provider.token('gone'))).toBeUndefined();
  });
});

describe('a forged or worn token (each in one shape of answer, none of which says more than its code)', () => {
  it('is refused', async () => {
    const good = await provider.token('contact');
    const [header = '', payload = '', signature = ''] = good.split('.');
    const claims = decodeJwt(good);
    const { kid } = decodeProtectedHeader(good);
    const { privateKey } = await generateKeyPair('ES256');
    const { keys } = (await (await fetch(provider.jwksUrl)).json()) as { keys: readonly unknown[] };
    const publicKey = Buffer.from(JSON.stringify(keys[0]));
    const signed = (some: object, head: object = {}): Promise<string> =>
      new SignJWT({ ...claims, ...some })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: String(kid), ...head })
        .sign(privateKey);
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged: Readonly<Record<string, string>> = {
      'alg none': new UnsecuredJWT(claims).encode(),
      'alg none under the signature of another': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
      'alg nOnE': `${encode({ alg: 'nOnE', typ: 'at+jwt', kid })}.${payload}.`,
      'HS256 with the public key': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: String(kid) })
        .sign(publicKey),
      'signed by a stranger under a known key id': await signed({}),
      'its own key in the header': await signed({}, { jwk: keys[0] }),
      'keys from elsewhere': await signed({}, { jku: 'http://127.0.0.1:1/jwks' }),
      'an unknown key id': await signed({}, { kid: 'key-999' }),
      'a key id that is a path': await signed({}, { kid: '../../../../dev/null' }),
      'a key id that is a statement': await signed({}, { kid: "' or 1=1 --" }),
      'another payload': `${header}.${encode({ ...claims, roles: ['AUDITOR'] })}.${signature}`,
      'no signature': `${header}.${payload}.`,
      'a critical header that nobody knows': await signed({}, { crit: ['exp'] }).catch(() => `${good}x`),
      oversized: `${good}${'A'.repeat(9_000)}`,
      empty: '',
    };
    const shapes = new Set<string>();
    for (const [what, token] of Object.entries(forged)) {
      const answer = await raw(`Bearer ${token}`);
      expect([what, answer.status, codesOf(answer)]).toEqual([what, 401, ['TOKEN_INVALID']]);
      shapes.add(answer.text);
    }
    expect(shapes.size).toBe(1);
  });

  it('is refused once it is over, before it begins, from elsewhere and for somebody else', async () => {
    const token = await provider.token('contact');
    const outOfTime = await (async () => {
      ahead = 31 * MINUTE_MS;
      return ask(token);
    })();
    expect([outOfTime.status, codesOf(outOfTime)]).toEqual([401, ['TOKEN_EXPIRED']]);
    // Half a minute is what clocks may differ by; a token of the day after tomorrow is not valid yet.
    ahead = -48 * 60 * MINUTE_MS;
    const early = await ask(token);
    expect([early.status, codesOf(early)]).toEqual([401, ['TOKEN_INVALID']]);
    ahead = 0;
    const other = await startProvider('https://elsewhere.test', CLIENTS);
    try {
      const foreign = await ask(await other.token('contact'));
      expect(codesOf(foreign)).toEqual(['TOKEN_INVALID']);
      for (const answer of [outOfTime, early, foreign]) {
        expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(['errors']);
        expect(Object.keys(answer.errors[0] ?? {}).sort()).toEqual(['extensions', 'message']);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      }
    } finally {
      await other.end();
    }
  });

  it('is refused in an odd Authorization header, and where there are several', async () => {
    const token = await provider.token('contact');
    const { status, errors } = await raw(`bearer ${token}`);
    expect([status, errors]).toEqual([200, []]);
    for (const headers of [
      [`Bearer ${token}`, `Bearer ${token}`],
      [`Bearer ${token}`, 'Basic Og=='],
      [`Bearer ${token}, Bearer ${token}`],
      [`Bearer  ${token}`],
      [`Bearer\t${token}`],
      [`Bearer ${token} x`],
      [`Basic ${token}`],
      [`DPoP ${token}`],
      [token],
      ['Bearer'],
      [`Bearer ${token}\u00a0`],
    ]) {
      const answer = await raw(...headers);
      expect([headers.map((each) => each.slice(0, 8)), codesOf(answer)]).toEqual([
        headers.map((each) => each.slice(0, 8)),
        ['TOKEN_INVALID'],
      ]);
    }
    const anonymous = await graphql(service.gateway.url, { query: QUERY });
    expect(codesOf(anonymous)).toEqual(['TOKEN_MISSING']);
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('the keys of the provider', () => {
  it('are rotated while the gateway runs, and one that was dropped is soon no longer believed', async () => {
    const before = await provider.token('contact');
    expect(await code(before)).toBeUndefined();
    await provider.newKey('rotate');
    const after = await provider.token('contact');
    // The key set was fetched a moment ago: invented key ids make no load.
    expect(await code(after)).toBe('TOKEN_INVALID');
    ahead = MINUTE_MS;
    expect([await code(after), await code(before)]).toEqual([undefined, undefined]);
    await provider.newKey('replace');
    const last = await provider.token('contact');
    ahead = 3 * MINUTE_MS;
    expect([await code(last), await code(before)]).toEqual([undefined, 'TOKEN_INVALID']);
  });

  it('that are known go on while the provider is down, and unknown ones are refused', async () => {
    const known = await provider.token('contact');
    expect(await code(known)).toBeUndefined();
    await provider.newKey('rotate');
    const unknown = await provider.token('contact');
    await provider.end();
    ahead = MINUTE_MS;
    expect([await code(known), await code(unknown)]).toEqual([undefined, 'TOKEN_INVALID']);
    // Beyond the time for which keys are fresh, too.
    ahead = 20 * MINUTE_MS;
    expect([await code(known), await code(unknown)]).toEqual([undefined, 'TOKEN_INVALID']);
    expect(service.log.join('')).toContain('the keys of the token issuer could not be fetched');
    expect(service.log.join('')).not.toContain(known);
  });
});
