import {
  getNamedType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { getArgumentValues } from 'graphql/execution/values';

import type { FieldTree } from '../domain/field-tree';
import { mergeFieldTrees, NO_FIELDS } from '../domain/field-tree';
import type { AgencyId } from '../domain/ids';
import type { Purpose } from '../domain/purpose';
import type { Declaration } from '../stages/declare';
import type { SelectedReturns, Selection } from '../stages/plan';

/** An operation as it will run: its document, its variables as coerced. */
export interface ReadyOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What an operation declares and selects of a review. */
export interface RequestedDisclosure {
  readonly declarations: readonly Declaration[];
  readonly selection: Selection;
}

/**
 * Reads from an operation which review and purpose it declares and which categories it selects. Fields are collected
 * by graphql-js itself (GraphQL specification, section 6.3.2), so that fragments, aliases, `@skip` and `@include` count
 * exactly as they will when it runs.
 *
 * @returns null when the operation has no field that discloses.
 */
export function readDisclosure(ready: ReadyOperation): RequestedDisclosure | null {
  const { schema, operation, variables } = ready;
  const query = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !query) return null;
  const reader = new Reader(ready);
  const roots = collectFields(schema, reader.fragments, variables, query, operation.selectionSet);
  const nodes = [...roots.values()].flat().filter((node) => node.name.value === 'review');
  if (nodes.length === 0) return null;
  return {
    declarations: nodes.map((node) => reader.declaration(query, node)),
    selection: reader.selection(query, nodes),
  };
}

/** The fragments of a document by their names. */
export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

class Reader {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly #ready: ReadyOperation;

  constructor(ready: ReadyOperation) {
    this.#ready = ready;
    this.fragments = fragmentsOf(ready.document);
  }

  declaration(parent: GraphQLObjectType, node: FieldNode): Declaration {
    const values = this.#arguments(parent, node);
    return { reviewId: String(values['id']), purpose: (values['purpose'] ?? null) as Purpose | null };
  }

  selection(query: GraphQLObjectType, nodes: readonly FieldNode[]): Selection {
    const review = typeBelow(query, 'review');
    const below = this.#below(review, nodes);
    const subjects = below.get('subjects') ?? [];
    const subject = typeBelow(review, 'subjects');
    const fields = this.#below(subject, subjects);
    return {
      subject: new Map(
        [...fields]
          .filter(([name]) => name !== 'returns')
          .map(([name, at]) => [name, this.#tree(subject, name, at)]),
      ),
      returns: (fields.get('returns') ?? []).map((node) => this.#returns(subject, node)),
      contactChecks: below.has('contactChecks'),
    };
  }

  #returns(subject: GraphQLObjectType, node: FieldNode): SelectedReturns {
    const { agencies } = this.#arguments(subject, node);
    const agencyReturn = typeBelow(subject, 'returns');
    const fields = [...this.#below(agencyReturn, [node])];
    return {
      agencies: Array.isArray(agencies) ? (agencies as AgencyId[]) : null,
      fields: new Map(fields.map(([name, at]) => [name, this.#tree(agencyReturn, name, at)])),
    };
  }

  #tree(parent: GraphQLObjectType, name: string, nodes: readonly FieldNode[]): FieldTree {
    const type = getNamedType(parent.getFields()[name]?.type);
    if (!isObjectType(type)) return NO_FIELDS;
    return [...this.#below(type, nodes)]
      .map(([field, at]): FieldTree => new Map([[field, this.#tree(type, field, at)]]))
      .reduce(mergeFieldTrees, NO_FIELDS);
  }

  /**
   * Field nodes by field name, whatever their aliases; meta fields are left out. Nodes that stand in different places may
   * give one alias to different fields, so that each node counts by its own name.
   */
  #below(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
    const { schema, variables } = this.#ready;
    const byName = new Map<string, FieldNode[]>();
    for (const node of [
      ...collectSubfields(schema, this.fragments, variables, type, nodes).values(),
    ].flat()) {
      const name = node.name.value;
      if (!name.startsWith('__')) byName.set(name, [...(byName.get(name) ?? []), node]);
    }
    return byName;
  }

  #arguments(parent: GraphQLObjectType, node: FieldNode): Record<string, unknown> {
    const field = parent.getFields()[node.name.value];
    return field ? getArgumentValues(field, node, this.#ready.variables) : {};
  }
}

function typeBelow(parent: GraphQLObjectType, name: string): GraphQLObjectType {
  const type = getNamedType(parent.getFields()[name]?.type);
  if (!isObjectType(type)) throw new TypeError(`${parent.name}.${name} is not an object.`);
  return type;
}
