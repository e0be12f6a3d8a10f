import type { ApolloServerPlugin } from '@apollo/server';

import type { RequestContext } from '../graphql/context';
import { toGraphQLError } from '../graphql/errors';

/** Refuses operations that arrive while the server stops, so that a client asks another replica. */
export function drainPlugin(): ApolloServerPlugin<RequestContext> {
  let draining = false;
  return {
    serverWillStart: () =>
      Promise.resolve({
        drainServer() {
          draining = true;
          return Promise.resolve();
        },
      }),
    requestDidStart() {
      if (draining) throw toGraphQLError('DRAINING');
      return Promise.resolve();
    },
  };
}
