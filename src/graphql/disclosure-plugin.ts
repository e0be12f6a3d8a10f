import type { KeyObject } from 'node:crypto';

import type {
  ApolloServerPlugin,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextResponseForOperation,
  GraphQLResponse,
} from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';

import { GatewayError } from '../errors/gateway-error';
import { answer } from '../gateway';
import type { Disclosed } from '../stages/disclose';
import type { RequestContext } from './context';
import { toGraphQLError } from './errors';
import { project } from './executor';
import { OperationPlans, type OperationPlan } from './operation-plan';
import { recordRefusedFields, refusedFields } from './refused-fields';
import { countReviews } from './review-limit';

/**
 * Takes an operation through the stages before it runs, so that the resolvers find a recorded answer to read, and says
 * in the response's `extensions.disclosure` on which record, pack and basis it rests. An operation that merely reads the
 * answer is projected from it; any other is run by graphql-js, with a guard on every field.
 *
 * @param traceKey key of the hash by which the audit log tells operations apart without holding their text.
 */
export function disclosurePlugin(
  traceKey: KeyObject,
  schema: GraphQLSchema,
): ApolloServerPlugin<RequestContext> {
  const plans = new OperationPlans(schema, traceKey);
  return {
    requestDidStart() {
      let plan: OperationPlan | undefined;
      return Promise.resolve({
        didResolveOperation: async (running) => {
          plan = await settle(running, plans);
        },
        responseForOperation: (running) => respond(running, plan),
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
      });
    },
  };
}

async function settle(
  running: GraphQLRequestContextDidResolveOperation<RequestContext>,
  plans: OperationPlans,
): Promise<OperationPlan | undefined> {
  const { contextValue, document, operation, schema, request } = running;
  const { principal, requestId, services, state, abandoned } = contextValue;
  if (!operation) return undefined;
  const name = operation.name?.value.slice(0, 100) ?? null;
  const variables = request.variables ?? {};
  state.trace = {
    name,
    hash: plans.hashOf(document),
    variables: plans.hashOfVariables(variables),
    requestId,
  };
  const plan = plans.planOf({ document, operation, variables });
  const { fields, requested } = plan;
  try {
    await countReviews(contextValue, plan.reviews);
    const root = schema.getRootType(operation.operation);
    await recordRefusedFields(contextValue, refusedFields(root, { fields, roles: principal.roles }));
    if (requested)
      state.disclosed = await answer(
        { principal, ...requested, operation: state.trace, abandoned },
        services.gateway,
      );
  } catch (error) {
    if (error instanceof GatewayError) throw toGraphQLError(error.code, { originalError: error });
    throw error;
  }
  return plan;
}

async function respond(
  { contextValue, schema }: GraphQLRequestContextResponseForOperation<RequestContext>,
  plan: OperationPlan | undefined,
): Promise<GraphQLResponse | null> {
  const data = plan?.projection && (await project(plan.projection, { schema, context: contextValue }));
  if (!data) return null;
  return {
    http: { headers: new HeaderMap() },
    body: { kind: 'single', singleResult: { data } },
  };
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
