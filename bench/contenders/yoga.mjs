import { createYoga } from 'graphql-yoga';
import { bareAnswer } from '../lib/bare-schema.mjs';
import { listen } from '../lib/serve.mjs';

export const title = 'graphql-yoga (no policy)';
export const workloads = ['BIG', 'SMALL'];

export async function start(workload) {
  const { schema, variables } = bareAnswer(workload);
  const server = await listen(
    createYoga({ schema, logging: false, graphiql: false, landingPage: false, maskedErrors: true }),
  );
  return { ...server, headers: {}, variables };
}
