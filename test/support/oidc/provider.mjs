/**
 * A real OpenID provider on loopback, as a process of its own: client credentials for JWT access tokens (RFC 9068), bound
 * to a certificate (RFC 8705) where the client is registered so. Its first line of output is its issuer. Each line of its
 * input makes a new signing key: `rotate` publishes the old ones beside it, `replace` drops them.
 *
 * `node provider.mjs AUDIENCE CLIENTS`, where CLIENTS is JSON: id, agency, roles, and whether bound.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

import Provider from 'oidc-provider';

const [audience, clientsJson] = process.argv.slice(2);
/** @type {readonly { id: string, agency: string, roles: readonly string[], bound?: boolean }[]} */
const clients = JSON.parse(clientsJson);
const SECRET = 'a secret of the tests';

let made = 0;
const newKey = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  made += 1;
  return { ...privateKey.export({ format: 'jwk' }), kid: `key-${String(made)}`, alg: 'ES256', use: 'sig' };
};

let keys = [newKey()];
/** @type {import('node:http').RequestListener} */
let answer = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1', () => {
  open();
  process.stdout.write(`${issuer()}\n`);
});

createInterface({ input: process.stdin })
  .on('line', (command) => {
    keys = command === 'replace' ? [newKey()] : [newKey(), ...keys];
    open();
    process.stdout.write(`${keys[0]?.kid ?? ''}\n`);
  })
  .on('close', () => process.exit(0));

function issuer() {
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
}

function open() {
  const provider = new Provider(issuer(), {
    jwks: { keys },
    clients: clients.map(({ id, bound = false }) => ({
      client_id: id,
      client_secret: SECRET,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256',
      tls_client_certificate_bound_access_tokens: bound,
    })),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        // Stands for the TLS before the provider: the test says which certificate the client showed there.
        getCertificate: (ctx) => decodeURIComponent(ctx.get('x-shown-certificate')),
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx, resource) => ({
          scope: '',
          audience: resource,
          accessTokenTTL: 1_800,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
        defaultResource: () => audience,
        useGrantedResource: () => true,
      },
    },
    extraTokenClaims: (_ctx, token) => {
      const client = clients.find(({ id }) => id === token.clientId);
      return {
        agency: client?.agency,
        roles: client?.roles,
        training_completed: new Date().toISOString().slice(0, 10),
      };
    },
  });
  answer = provider.callback();
}
