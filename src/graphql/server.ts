import type { KeyObject } from 'node:crypto';

import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';

import { GatewayError } from '../errors/gateway-error';
import type { Role } from '../domain/standing';
import type { Metrics } from '../metrics';
import type { RequestContext } from './context';
import { disclosurePlugin } from './disclosure-plugin';
import { exitPlugin } from './exit-plugin';
import { codeOf, formatError } from './errors';
import { introspectionPlugin } from './introspection-plugin';
import { legacyStatusPlugin } from './legacy-status-plugin';
import { metricsPlugin } from './metrics-plugin';
import { StatementWithAssertionRule } from './rules/statement-with-assertion-rule';
import type { TrustedDocuments } from './trusted-documents';

/** What the GraphQL server is made of. */
export interface GraphQLServerOptions {
  /** The guarded schema. */
  readonly schema: GraphQLSchema;
  readonly traceKey: KeyObject;
  /** Who may ask what the schema looks like. */
  readonly introspectionRoles: ReadonlySet<Role>;
  readonly trustedDocuments: TrustedDocuments;
  readonly metrics: Pick<Metrics, 'operation'>;
  /** Told of each error that is not from the catalogue. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Apollo Server over the guarded schema; one operation per request, errors from the catalogue only. */
export function createGraphQLServer(options: GraphQLServerOptions): ApolloServer<RequestContext> {
  const { schema, traceKey, introspectionRoles, trustedDocuments, metrics, onUnexpected } = options;
  return new ApolloServer<RequestContext>({
    schema,
    // Who may is settled by role, below.
    introspection: true,
    persistedQueries: { cache: manifestOf(trustedDocuments) },
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
      introspectionPlugin(introspectionRoles),
      legacyStatusPlugin,
      disclosurePlugin(traceKey, schema),
      metricsPlugin(metrics),
      // After the one that adds extensions: hooks of one kind begin in this order.
      exitPlugin(),
    ],
  });
}

type PersistedQueries = Exclude<ApolloServerOptions<RequestContext>['persistedQueries'], false | undefined>;
type QueryCache = NonNullable<PersistedQueries['cache']>;

/** The persisted queries of Apollo's protocol, none of which a client can add: they are the trusted documents. */
const manifestOf = (documents: TrustedDocuments): QueryCache => ({
  get: (key) => Promise.resolve(documents.text(key.slice(key.lastIndexOf(':') + 1))),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(),
});

function innermost(thrown: unknown): unknown {
  const original = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  return original instanceof GatewayError ? (original.cause ?? original) : original;
}
