import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { bareAnswer } from '../lib/bare-schema.mjs';

export const title = 'mercurius with jit on fastify (no policy)';
export const workloads = ['BIG', 'SMALL'];

/** `jit: 1` compiles a document the first time that it comes. */
export async function start(workload) {
  const { schema, variables } = bareAnswer(workload);
  const app = fastify({ logger: false });
  await app.register(mercurius, { schema, jit: 1, graphiql: false });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${url}/graphql`, headers: {}, variables, close: () => app.close() };
}
