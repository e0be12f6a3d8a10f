import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  buildASTSchema,
  buildSchema,
  Kind,
  parse,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import { packageRoot } from '../../../src/config/package-root';

const sdl = (): string => readFileSync(join(packageRoot(), 'schema', 'gateway.graphql'), 'utf8');

/** The published schema: what operations are generated from. */
export const publishedSchema = (): GraphQLSchema => buildSchema(sdl());

/** The published schema with room for markers: what is an enumeration or a number there takes any value here. */
export function oracleSchema(): GraphQLSchema {
  return buildASTSchema(
    visit(parse(sdl()), {
      EnumTypeDefinition: ({ name }) => ({ kind: Kind.SCALAR_TYPE_DEFINITION, name }),
      ObjectTypeDefinition: (type) => (type.name.value === 'NarrativeRisk' ? loosened(type) : undefined),
    }),
  );
}

const loosened = (type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => ({
  ...type,
  fields: (type.fields ?? []).map((field) =>
    ['score', 'released'].includes(field.name.value)
      ? { ...field, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'RiskReason' } } }
      : field,
  ),
});

/**
 * The operation with nothing but `review` beside type names at its root: what else it asks for has an answer that the
 * oracle does not foretell.
 */
export function reviewOnly(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((one) => {
      const isRoot =
        one.kind === Kind.OPERATION_DEFINITION ||
        (one.kind === Kind.FRAGMENT_DEFINITION && one.typeCondition.name.value === 'Query');
      return isRoot ? { ...one, selectionSet: rootOnly(one.selectionSet) } : one;
    }),
  };
}

function rootOnly(set: SelectionSetNode): SelectionSetNode {
  return {
    ...set,
    selections: set.selections.map((one) => {
      if (one.kind === Kind.INLINE_FRAGMENT) return { ...one, selectionSet: rootOnly(one.selectionSet) };
      return one.kind === Kind.FIELD && !['review', '__typename'].includes(one.name.value)
        ? typenameFor(one)
        : one;
    }),
  };
}

const typenameFor = ({ alias, name, directives }: FieldNode): FieldNode => ({
  kind: Kind.FIELD,
  alias: alias ?? name,
  name: { kind: Kind.NAME, value: '__typename' },
  ...(directives && { directives }),
});
