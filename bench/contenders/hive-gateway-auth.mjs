import { createRemoteJwksSigningKeyProvider, useJWT } from '@graphql-hive/gateway';
import { serveHive } from '../lib/hive.mjs';
import { startIssuer } from '../lib/issuer.mjs';
import { supergraphOf } from '../lib/supergraph.mjs';

export const title = '@graphql-hive/gateway with its own JWT check and @requiresScopes on every type';
export const workloads = ['FANOUT'];

const SCOPE = 'review:read';

export async function start(workload) {
  const issuer = await startIssuer();
  const jwt = {
    signingKeyProviders: [createRemoteJwksSigningKeyProvider({ jwksUri: issuer.jwksUrl })],
    tokenVerification: { issuer: issuer.issuer, audience: issuer.audience, algorithms: ['ES256'] },
    reject: { missingToken: true, invalidToken: true },
  };
  const token = await issuer.token({ user: 'bench-user', agency: 'agency-01', roles: [], scope: SCOPE });
  const served = await serveHive(workload, {
    supergraph: supergraphOf(workload.subgraphs, SCOPE),
    genericAuth: { mode: 'protect-granular', resolveUserFn: ({ jwt: held }) => held?.payload },
    plugins: () => [useJWT(jwt)],
    headers: { authorization: `Bearer ${token}` },
  });
  return { ...served, close: () => served.close().then(issuer.close) };
}
