import { createHmac, type KeyObject } from 'node:crypto';

import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { getVariableValues } from 'graphql/execution/values';
import { print, stripIgnoredCharacters } from 'graphql';

import { GatewayError } from '../errors/gateway-error';
import { answer } from '../gateway';
import type { Disclosed } from '../stages/disclose';
import type { RequestContext } from './context';
import { toGraphQLError } from './errors';
import { recordRefusedFields, refusedFields } from './refused-fields';
import { countReviews } from './review-limit';
import { readDisclosure } from './selection';

/**
 * Takes an operation through the stages before it runs, so that the resolvers find a recorded answer to read, and says
 * in the response's `extensions.disclosure` on which record, pack and basis it rests.
 *
 * @param traceKey key of the hash by which the audit log tells operations apart without holding their text.
 */
export function disclosurePlugin(traceKey: KeyObject): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: (running) => settle(running, traceKey),
        willSendResponse({ contextValue, response }) {
          const disclosed = contextValue.state.disclosed;
          if (disclosed && response.body.kind === 'single') {
            response.body.singleResult.extensions = {
              ...response.body.singleResult.extensions,
              disclosure: disclosureExtension(disclosed),
            };
          }
          return Promise.resolve();
        },
      }),
  };
}

async function settle(
  running: GraphQLRequestContextDidResolveOperation<RequestContext>,
  traceKey: KeyObject,
): Promise<void> {
  const { contextValue, document, operation, schema, request } = running;
  const { principal, requestId, services, state, abandoned } = contextValue;
  if (!operation) return;
  const text = stripIgnoredCharacters(print(document));
  const hash = createHmac('sha256', traceKey).update(text).digest('hex');
  state.trace = { name: operation.name?.value.slice(0, 100) ?? null, hash, requestId };

  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  if (variables.errors) throw toGraphQLError('INPUT_INVALID');
  const ready = { schema, document, operation, variables: variables.coerced };
  try {
    await countReviews(contextValue, ready);
    await recordRefusedFields(contextValue, refusedFields(ready, principal));
    const requested = readDisclosure(ready);
    if (requested)
      state.disclosed = await answer(
        { principal, ...requested, operation: state.trace, abandoned },
        services.gateway,
      );
  } catch (error) {
    if (error instanceof GatewayError) throw toGraphQLError(error.code, { originalError: error });
    throw error;
  }
}

const disclosureExtension = ({
  receipt,
  review,
  purpose,
  pack,
  lawfulBasis,
}: Disclosed): Readonly<Record<string, unknown>> => ({
  auditEventId: receipt.eventId,
  review: review.id,
  purpose,
  pack: `${pack.key}@${pack.version}`,
  lawfulBasis,
});
