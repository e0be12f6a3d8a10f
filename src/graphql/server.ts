import type { KeyObject } from 'node:crypto';

import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';

import { GatewayError } from '../errors/gateway-error';
import type { RequestContext } from './context';
import { disclosurePlugin } from './disclosure-plugin';
import { codeOf, formatError } from './errors';
import { StatementWithAssertionRule } from './rules/statement-with-assertion-rule';

/** What the GraphQL server is made of. */
export interface GraphQLServerOptions {
  /** The guarded schema. */
  readonly schema: GraphQLSchema;
  readonly traceKey: KeyObject;
  readonly introspection: boolean;
  /** Told of each error that is not from the catalogue. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Apollo Server over the guarded schema; one operation per request, errors from the catalogue only. */
export function createGraphQLServer(options: GraphQLServerOptions): ApolloServer<RequestContext> {
  const { schema, traceKey, introspection, onUnexpected } = options;
  return new ApolloServer<RequestContext>({
    schema,
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    validationRules: [StatementWithAssertionRule],
    formatError(formatted, thrown) {
      const error = formatError(formatted, thrown);
      if (codeOf(formatted, thrown) === 'INTERNAL') onUnexpected(innermost(thrown));
      return error;
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      disclosurePlugin(traceKey),
    ],
  });
}

function innermost(thrown: unknown): unknown {
  const original = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  return original instanceof GatewayError ? (original.cause ?? original) : original;
}
