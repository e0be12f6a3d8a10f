import {
  getNamedType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import { mergeFieldTrees, NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';

/**
 * The fields of `type` that the operation selects under the field being resolved, without aliases. Fragments, `@include`
 * and `@skip` are settled by graphql-js itself; meta fields such as `__typename` are left out.
 */
export function requestedFields(info: GraphQLResolveInfo, type: GraphQLObjectType): FieldTree {
  return collect(info, type, info.fieldNodes);
}

function collect(info: GraphQLResolveInfo, type: GraphQLObjectType, nodes: readonly FieldNode[]): FieldTree {
  const definitions = type.getFields();
  const selected = collectSubfields(info.schema, info.fragments, info.variableValues, type, nodes);
  const tree = new Map<string, FieldTree>();
  for (const fieldNodes of selected.values()) {
    const name = fieldNodes[0]?.name.value ?? '';
    const definition = definitions[name];
    if (!definition) continue;
    const below = getNamedType(definition.type);
    const subtree = isObjectType(below) ? collect(info, below, fieldNodes) : NO_FIELDS;
    tree.set(name, mergeFieldTrees(tree.get(name) ?? NO_FIELDS, subtree));
  }
  return tree;
}
