import {
  getNamedType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import { getArgumentValues } from 'graphql/execution/values';
import { mergeFieldTrees, NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';
import { isDatedField, type Period } from '../../src/domain/period';

/**
 * The fields of `type` that the operation selects under the field being resolved, without aliases. Fragments, `@include`
 * and `@skip` are settled by graphql-js itself; meta fields such as `__typename` are left out.
 */
export function requestedFields(info: GraphQLResolveInfo, type: GraphQLObjectType): FieldTree {
  return collect(info, type, info.fieldNodes);
}

/**
 * The period that every list of statements selected under the field being resolved is narrowed to; null where they differ
 * or none is, so that a source never reads less than is asked for.
 */
export function requestedPeriod(info: GraphQLResolveInfo, type: GraphQLObjectType): Period | null {
  const { schema, fragments, variableValues, fieldNodes } = info;
  const periods = [...collectSubfields(schema, fragments, variableValues, type, fieldNodes).values()]
    .flat()
    .filter((node) => isDatedField(node.name.value))
    .map((node): Period => {
      const definition = type.getFields()[node.name.value];
      const values = definition ? getArgumentValues(definition, node, variableValues) : {};
      return { from: dateOf(values['from']), to: dateOf(values['to']) };
    });
  const [first] = periods;
  if (!first || (first.from === null && first.to === null)) return null;
  return periods.every(({ from, to }) => from === first.from && to === first.to) ? first : null;
}

const dateOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

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
