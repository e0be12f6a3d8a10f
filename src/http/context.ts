import type { FastifyRequest } from 'fastify';

import { GatewayError } from '../errors/gateway-error';
import type { RequestContext, Services } from '../graphql/context';
import { toGraphQLError } from '../graphql/errors';
import { identify, type TokenTrust } from '../stages/identify';
import type { RateLimiter } from './rate-limit';

/** What a request's context is made from. */
export interface ContextDependencies {
  readonly services: Services;
  readonly trust: TokenTrust;
  readonly limiter: RateLimiter;
  /** Whether a request came from a network of the United Kingdom. */
  readonly ukNetwork: (request: FastifyRequest) => boolean;
}

/**
 * Makes the context of one request: identifies the caller and counts the request, before anything is parsed.
 *
 * @throws GraphQLError from the catalogue.
 */
export async function createContext(
  request: FastifyRequest,
  dependencies: ContextDependencies,
): Promise<RequestContext> {
  const { services, trust, limiter, ukNetwork } = dependencies;
  try {
    const principal = await identify(request.headers.authorization, trust, {
      ukNetwork: ukNetwork(request),
    });
    await limiter.count(principal.user);
    const trace = { name: null, hash: null, requestId: request.id };
    return { principal, requestId: request.id, services, state: { trace, disclosed: null } };
  } catch (error) {
    if (error instanceof GatewayError) throw toGraphQLError(error.code, { originalError: error });
    throw error;
  }
}
