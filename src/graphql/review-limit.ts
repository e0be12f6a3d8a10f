import { createHash } from 'node:crypto';

import { Kind } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import { getArgumentValues } from 'graphql/execution/values';

import type { RequestContext } from './context';
import type { ReadyOperation } from './selection';

/** How often each review is named by the operation's own fields, be it by `review(id:)` or by a `reviewId`. */
export function reviewsNamed({
  schema,
  document,
  operation,
  variables,
}: ReadyOperation): ReadonlyMap<string, number> {
  const root = schema.getRootType(operation.operation);
  const named = new Map<string, number>();
  if (!root) return named;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const nodes = [...collectFields(schema, fragments, variables, root, operation.selectionSet).values()];
  for (const node of nodes.flat()) {
    const field = root.getFields()[node.name.value];
    if (!field) continue;
    const given = getArgumentValues(field, node, variables);
    const review = field.name === 'review' ? given['id'] : (given['reviewId'] ?? reviewIn(given['input']));
    if (typeof review === 'string') named.set(review, (named.get(review) ?? 0) + 1);
  }
  return named;
}

const reviewIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'reviewId' in input ? input.reviewId : undefined;

/**
 * Counts what the caller's agency asks about each review, whoever of it asks: many users together go through a review's
 * people no faster than one. The counter holds a hash of agency and review, and is gone after a minute.
 *
 * @throws GatewayError `RATE_LIMITED`
 */
export async function countReviews(
  context: RequestContext,
  named: ReadonlyMap<string, number>,
): Promise<void> {
  const { principal, services } = context;
  for (const [review, times] of named) {
    const key = createHash('sha256')
      .update(JSON.stringify([principal.agency, review]))
      .digest('hex');
    await services.reviewLimiter.count(key, times);
  }
}
