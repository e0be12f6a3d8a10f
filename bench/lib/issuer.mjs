import { createRequire } from 'node:module';
import { createServer } from 'node:http';

const { exportJWK, generateKeyPair, SignJWT } = createRequire(new URL('../../package.json', import.meta.url))(
  'jose',
);

const AUDIENCE = 'review-gateway-bench';

/** A token issuer with its keys published over HTTP, as a service trusts it. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'bench', use: 'sig' }],
  });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(jwks);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}/`;
  return {
    issuer,
    audience: AUDIENCE,
    jwksUrl: `${issuer}jwks`,
    token: ({ user, agency, roles, scope }) =>
      new SignJWT({
        agency,
        roles,
        ...(scope && { scope }),
        training_completed: new Date().toISOString().slice(0, 10),
        sid: `session-of-${user}`,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
        .setSubject(user)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('8h')
        .sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
