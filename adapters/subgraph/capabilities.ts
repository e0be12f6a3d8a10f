import { Kind, parse } from 'graphql';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import { sourceUnavailable } from './errors';

/** The contract fields that a subgraph's SDL has on `Subject`. @throws GatewayError INTERNAL for an SDL without it */
export function offersOf(sdl: string): ReadonlySet<string> {
  const fields = definitionsIn(sdl).flatMap((node) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    node.name.value === 'Subject'
      ? (node.fields ?? []).map(({ name }) => name.value)
      : [],
  );
  if (fields.length === 0) throw sourceUnavailable('its schema has no Subject');
  return new Set(RECORD_CATEGORIES.filter((category) => fields.includes(category)));
}

function definitionsIn(sdl: string): ReturnType<typeof parse>['definitions'] {
  try {
    return parse(sdl, { maxTokens: 20_000 }).definitions;
  } catch {
    throw sourceUnavailable('its schema is not GraphQL');
  }
}
