import type { ApolloServerPlugin } from '@apollo/server';

import { operationCode, type Metrics } from '../metrics';
import type { RequestContext } from './context';

/** Counts each operation that was read, by the code of its first error, with the time since it came. */
export function metricsPlugin(metrics: Pick<Metrics, 'operation'>): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ contextValue, response: { body } }) {
          const first = body.kind === 'single' ? body.singleResult.errors?.[0] : undefined;
          const code = first ? operationCode(first.extensions?.['code']) : 'OK';
          metrics.operation({ code, seconds: (performance.now() - contextValue.arrivedAt) / 1_000 });
          return Promise.resolve();
        },
      }),
  };
}
