import type { FastifyReply, FastifyRequest } from 'fastify';

import { GatewayError } from '../errors/gateway-error';
import { admit, type AdmissionRules } from '../graphql/admission';
import type { RequestContext, Services } from '../graphql/context';
import { toGraphQLError } from '../graphql/errors';
import type { Metrics } from '../metrics';
import type { Revocations } from '../revocations';
import { identify, type TokenTrust } from '../stages/identify';
import { abandonedBy, clientCertificate, soleAuthorization } from './caller';
import type { RateLimiter } from './rate-limit';

/** What a request's context is made from. */
export interface ContextDependencies {
  readonly services: Services;
  readonly trust: TokenTrust;
  readonly limiter: RateLimiter;
  /** Whether a request came from a network of the United Kingdom. */
  readonly ukNetwork: (request: FastifyRequest) => boolean;
  readonly admission: AdmissionRules;
  readonly revocations: Pick<Revocations, 'isRevoked'>;
  /** Counts what was refused before it was read. */
  readonly metrics: Pick<Metrics, 'operation'>;
}

/**
 * Makes the context of one request: identifies the caller, counts the request and looks at its size, before anything
 * else reads it.
 *
 * @throws GraphQLError from the catalogue.
 */
export async function createContext(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  dependencies: ContextDependencies,
): Promise<RequestContext> {
  const { services, trust, limiter, ukNetwork, admission, revocations, metrics } = dependencies;
  const arrivedAt = performance.now();
  try {
    const principal = await identify(soleAuthorization(request), trust, {
      ukNetwork: ukNetwork(request),
      certificate: clientCertificate(request),
    });
    if (revocations.isRevoked(principal)) throw new GatewayError('TOKEN_REVOKED');
    await limiter.count(principal.user);
    admit({ text: textOf(request), roles: principal.roles }, admission);
    const trace = { name: null, hash: null, variables: null, requestId: request.id };
    const state = { trace, disclosed: null };
    const abandoned = abandonedBy(reply);
    return { principal, requestId: request.id, arrivedAt, services, state, abandoned };
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : 'INTERNAL';
    metrics.operation({ code, seconds: (performance.now() - arrivedAt) / 1_000 });
    if (error instanceof GatewayError) throw toGraphQLError(error.code, { originalError: error });
    throw error;
  }
}

/** The operation's text as POST or GET carries it (GraphQL over HTTP); undefined where there is none. */
function textOf({ body, query }: FastifyRequest): string | undefined {
  const text = queryIn(body) ?? queryIn(query);
  return typeof text === 'string' ? text : undefined;
}

const queryIn = (params: unknown): unknown =>
  typeof params === 'object' && params !== null && 'query' in params ? params.query : undefined;
