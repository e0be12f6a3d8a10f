import type { GraphQLObjectType } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';

import type { Principal } from '../stages/identify';
import type { RequestContext } from './context';
import { recordAction } from './record-action';
import { fragmentsOf, type ReadyOperation } from './selection';
import { GUARDS } from './shield/guards';

/** The names of the operation's own fields, in alphabetical order. */
export function rootFields({ schema, document, operation, variables }: ReadyOperation): readonly string[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const fragments = fragmentsOf(document);
  const nodes = [...collectFields(schema, fragments, variables, root, operation.selectionSet).values()];
  return [...new Set(nodes.flat().map(({ name }) => name.value))].sort();
}

/** Those of the fields of a root type that take a role which the user has not. */
export function refusedFields(
  root: GraphQLObjectType | null | undefined,
  { fields, roles }: { readonly fields: readonly string[]; readonly roles: Principal['roles'] },
): readonly string[] {
  return fields.filter((name) => {
    const guard = root && GUARDS[root.name]?.[name];
    return guard?.kind === 'anyRole' && !guard.roles.some((role) => roles.has(role));
  });
}

/**
 * Puts on record that a user asked for what their role does not permit, before the guards refuse it.
 *
 * @throws GatewayError `AUDIT_UNAVAILABLE`
 */
export async function recordRefusedFields(context: RequestContext, fields: readonly string[]): Promise<void> {
  if (fields.length === 0) return;
  await recordAction(context, {
    action: 'DENIED',
    refusal: 'ACTION_NOT_PERMITTED',
    details: { fields: fields.join(',') },
  });
}
