import type { ApolloServerPlugin } from '@apollo/server';
import { visit, type DocumentNode } from 'graphql';

import type { Role } from '../domain/standing';
import type { RequestContext } from './context';
import { toGraphQLError } from './errors';

const INTROSPECTION = ['__schema', '__type'];

/**
 * Answers what the schema looks like only to callers who have one of the roles. It goes by the fields that are selected,
 * whatever the operation, its fragments and its aliases are called (GHSA-733v-p3h5-qpq7).
 */
export function introspectionPlugin(roles: ReadonlySet<Role>): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, contextValue }) {
          if ([...contextValue.principal.roles].some((role) => roles.has(role))) return Promise.resolve();
          if (asksForSchema(document)) {
            throw toGraphQLError('INTROSPECTION_NOT_PERMITTED');
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Documents are parsed once and kept by the server. */
const known = new WeakMap<DocumentNode, boolean>();

function asksForSchema(document: DocumentNode): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  const selected = new Set<string>();
  visit(document, { Field: ({ name }) => void selected.add(name.value) });
  const asks = INTROSPECTION.some((name) => selected.has(name));
  known.set(document, asks);
  return asks;
}
