import { serveApollo } from '../lib/apollo.mjs';
import { bareAnswer } from '../lib/bare-schema.mjs';

export const title = 'bare @apollo/server (no policy)';
export const workloads = ['BIG', 'SMALL', 'CONTACT'];

export async function start(workload) {
  const { schema, variables } = bareAnswer(workload);
  const server = await serveApollo({ schema });
  return { ...server, headers: {}, variables };
}
