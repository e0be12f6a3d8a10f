import { Kind } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';

import type { Principal } from '../stages/identify';
import type { RequestContext } from './context';
import { recordAction } from './record-action';
import type { ReadyOperation } from './selection';
import { GUARDS } from './shield/guards';

/** The operation's own fields that take a role which the user has not, in alphabetical order. */
export function refusedFields(
  { schema, document, operation, variables }: ReadyOperation,
  { roles }: Principal,
): readonly string[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const nodes = [...collectFields(schema, fragments, variables, root, operation.selectionSet).values()];
  const names = new Set(nodes.flat().map(({ name }) => name.value));
  return [...names].sort().filter((name) => {
    const guard = GUARDS[root.name]?.[name];
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
