import type { ApolloServerPlugin } from '@apollo/server';

import type { RequestContext } from './context';

const LEGACY = 'application/json';
const CURRENT = 'application/graphql-response+json';
/** What is wrong with the document or its variables, and not with the caller. */
const OF_THE_DOCUMENT: ReadonlySet<unknown> = new Set(['REQUEST_INVALID', 'INPUT_INVALID']);

/**
 * Answers a client that asks for `application/json` by name with 200 where its document or its variables are at fault,
 * since such a client takes any other status for a failure of the transport (GraphQL over HTTP, section 6.4.1).
 */
export const legacyStatusPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: ({ request }) =>
    Promise.resolve({
      willSendResponse({ response }) {
        const accept = request.http?.headers.get('accept') ?? '';
        const isLegacy = accept.includes(LEGACY) && !accept.includes(CURRENT);
        if (!isLegacy || response.http.status !== 400 || response.body.kind !== 'single')
          return Promise.resolve();
        const { errors = [] } = response.body.singleResult;
        if (errors.every(({ extensions }) => OF_THE_DOCUMENT.has(extensions?.['code']))) {
          response.http.status = 200;
        }
        return Promise.resolve();
      },
    }),
};
