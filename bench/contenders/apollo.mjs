import { serveApollo } from '../lib/apollo.mjs';
import { bareSchema, PURPOSE, REVIEW_ID } from '../lib/bare-schema.mjs';

export const title = 'bare @apollo/server (no policy)';

export async function start({ records }) {
  const server = await serveApollo({ schema: bareSchema(records()) });
  return { ...server, headers: {}, variables: { id: REVIEW_ID, purpose: PURPOSE } };
}
