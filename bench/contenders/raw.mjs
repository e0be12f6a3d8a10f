import { graphql } from 'graphql';
import { bareAnswer } from '../lib/bare-schema.mjs';
import { bodyOf, JSON_TYPE, listen } from '../lib/serve.mjs';

export const title = 'node:http with a ready string (the ceiling)';
export const workloads = ['BIG', 'SMALL', 'CONTACT'];

export async function start(workload) {
  const { schema, variables } = bareAnswer(workload);
  const answer = await graphql({ schema, source: workload.query, variableValues: variables });
  const text = JSON.stringify(answer);
  const server = await listen(async (request, response) => {
    JSON.parse(await bodyOf(request));
    response.writeHead(200, { 'content-type': JSON_TYPE }).end(text);
  });
  return { ...server, headers: {}, variables };
}
