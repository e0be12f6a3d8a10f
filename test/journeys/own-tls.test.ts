import { createHash, X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

import { makeAuthority, type Issued, type TestAuthority } from '../support/certificates';
import { startProvider, type OpenIdProvider } from '../support/oidc';
import { at, startServiceGateway, type ServiceGateway } from '../support/service-gateway';

const AUDIENCE = 'https://gateway.test';
const CLIENTS = [
  { id: 'bound', agency: 'agency-own', roles: ['AGENCY_CONTACT'], bound: true },
  { id: 'unbound', agency: 'agency-own', roles: ['AGENCY_CONTACT'] },
];

let servers: TestAuthority;
let clients: TestAuthority;
let provider: OpenIdProvider;
let plain: ServiceGateway;
let mutual: ServiceGateway;
let [own, other]: Issued[] = [];

const start = (environment: Readonly<Record<string, string>>): Promise<ServiceGateway> =>
  startServiceGateway({
    environment: {
      GATEWAY_TOKEN_ISSUER: provider.issuer,
      GATEWAY_TOKEN_AUDIENCE: AUDIENCE,
      GATEWAY_TOKEN_JWKS_URL: provider.jwksUrl,
      ...environment,
    },
  });

beforeAll(async () => {
  [servers, clients, provider] = await Promise.all([
    makeAuthority(),
    makeAuthority(),
    startProvider(AUDIENCE, CLIENTS),
  ]);
  const server = await servers.issue();
  [own, other] = [await clients.issue(), await clients.issue()];
  const tls = { GATEWAY_TLS_CERT_FILE: server.certificateFile, GATEWAY_TLS_KEY_FILE: server.keyFile };
  plain = await start(tls);
  mutual = await start({
    ...tls,
    GATEWAY_TLS_CLIENT_CA_FILE: clients.file,
    GATEWAY_TOKEN_BINDING: 'required',
  });
}, 240_000);
afterAll(async () => {
  await plain.close();
  await mutual.close();
  await provider.end();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Asks who the token says one is, over a connection of its own. */
function ask(
  service: ServiceGateway,
  { token, shown, headers = {} }: { token?: string; shown?: Issued | undefined; headers?: object },
): Promise<Answer> {
  const options = {
    ...{ method: 'POST', agent: false, ca: servers.certificate },
    ...(shown && { cert: shown.certificate, key: shown.key }),
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${service.gateway.url}/graphql`, options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(text) as unknown,
        });
      });
    });
    sent.on('error', reject).end(JSON.stringify({ query: '{ viewer { user } }' }));
  });
}

const codeOf = ({ body }: Answer): unknown => at(body, 'errors', 0, 'extensions', 'code');

/** The protocol that both agree on, or the error. */
const protocol = (service: ServiceGateway, options: ConnectionOptions): Promise<string> =>
  new Promise((resolve) => {
    const { port } = new URL(service.gateway.url);
    const socket: TLSSocket = connect(
      { host: '127.0.0.1', port: Number(port), ca: servers.certificate, ...options },
      () => {
        resolve(String(socket.getProtocol()));
        socket.destroy();
      },
    );
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code)));
  });

describe('a gateway with a certificate of its own', () => {
  it('answers over TLS alone, and tells browsers to stay with it', async () => {
    const answer = await ask(plain, { token: await provider.token('unbound') });
    expect([answer.status, at(answer.body, 'data', 'viewer', 'user')]).toEqual([200, 'unbound']);
    expect(answer.headers).toMatchObject({
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}/),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    await expect(fetch(plain.gateway.url.replace('https:', 'http:'))).rejects.toThrow();
  });

  it('speaks TLS 1.2 and later, and nothing older', async () => {
    expect(await protocol(plain, {})).toBe('TLSv1.3');
    expect(await protocol(plain, { maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
    // Security level 0, so that the client itself would speak it.
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    expect(await protocol(plain, old)).toMatch(/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|ECONNRESET/);
  });

  it('answers only clients of the authority that it is told, where it is told one', async () => {
    const token = await provider.token('bound', own?.certificate);
    await expect(ask(mutual, { token })).rejects.toThrow();
    await expect(ask(mutual, { token, shown: await servers.issue() })).rejects.toThrow();
    expect((await ask(mutual, { token, shown: own })).status).toBe(200);
  });
});

describe('a token that is bound to a certificate (RFC 8705)', () => {
  it('carries the thumbprint of what was shown to the provider, and is good with that certificate alone', async () => {
    const token = await provider.token('bound', own?.certificate);
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    const der = new X509Certificate(own?.certificate ?? '').raw;
    expect(at(claims, 'cnf', 'x5t#S256')).toBe(createHash('sha256').update(der).digest('base64url'));
    expect((await ask(mutual, { token, shown: own })).status).toBe(200);
    const stolen = await ask(mutual, { token, shown: other });
    expect([stolen.status, codeOf(stolen)]).toEqual([401, 'TOKEN_INVALID']);
  });

  it('is not good where no certificate can be shown, whatever a header says', async () => {
    const token = await provider.token('bound', own?.certificate);
    const pem = encodeURIComponent(own?.certificate ?? '');
    const der = new X509Certificate(own?.certificate ?? '').raw.toString('base64');
    for (const headers of [
      {},
      { 'x-forwarded-client-cert': `Cert="${pem}"` },
      { 'x-ssl-client-cert': pem },
      { 'client-cert': `:${der}:` },
    ])
      expect(codeOf(await ask(plain, { token, headers }))).toBe('TOKEN_INVALID');
  });

  it('is the only kind that is taken where the gateway is told so', async () => {
    const token = await provider.token('unbound');
    expect(codeOf(await ask(mutual, { token, shown: own }))).toBe('TOKEN_INVALID');
    expect((await ask(plain, { token })).status).toBe(200);
  });
});
