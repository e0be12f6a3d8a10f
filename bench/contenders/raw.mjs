import { graphql } from 'graphql';
import { bareSchema, PURPOSE, REVIEW_ID } from '../lib/bare-schema.mjs';
import { bodyOf, JSON_TYPE, listen } from '../lib/serve.mjs';

export const title = 'node:http with a ready string (the ceiling)';

export async function start({ query, records }) {
  const variables = { id: REVIEW_ID, purpose: PURPOSE };
  const answer = await graphql({ schema: bareSchema(records()), source: query, variableValues: variables });
  const text = JSON.stringify(answer);
  const server = await listen(async (request, response) => {
    JSON.parse(await bodyOf(request));
    response.writeHead(200, { 'content-type': JSON_TYPE }).end(text);
  });
  return { ...server, headers: {}, variables };
}
