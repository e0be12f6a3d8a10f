import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Kind, parse, type DefinitionNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';

import { packageRoot } from '../../config/package-root';
import { NO_FIELDS, type FieldTree } from '../../domain/field-tree';

/** The contract's entity. */
export const ENTITY = 'Subject';

/** The key of the entity. */
export const ENTITY_KEY = 'handle';

/** An object type, put together from its definition and its extensions. */
export interface ObjectShape {
  readonly name: string;
  readonly nodes: readonly Extract<
    DefinitionNode,
    { kind: Kind.OBJECT_TYPE_DEFINITION | Kind.OBJECT_TYPE_EXTENSION }
  >[];
  readonly fields: ReadonlyMap<string, FieldDefinitionNode>;
}

/** The contract, `schema/agency.graphql`. */
export const contractDocument = (root: string = packageRoot()): DocumentNode =>
  parse(readFileSync(join(root, 'schema', 'agency.graphql'), 'utf8'));

/** The object types of a document by name. */
export function objectShapes(document: DocumentNode): ReadonlyMap<string, ObjectShape> {
  const shapes = new Map<string, ObjectShape>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const name = node.name.value;
    const before = shapes.get(name);
    const own = (node.fields ?? []).map((field) => [field.name.value, field] as const);
    shapes.set(name, {
      name,
      nodes: [...(before?.nodes ?? []), node],
      fields: new Map([...(before?.fields ?? []), ...own]),
    });
  }
  return shapes;
}

/** Every field below a field of the contract's entity; empty for a leaf. */
export function fieldsBelow(field: string, contract: DocumentNode = contractDocument()): FieldTree {
  const shapes = objectShapes(contract);
  const type = shapes.get(ENTITY)?.fields.get(field);
  return type ? below(type, shapes) : NO_FIELDS;
}

function below({ type }: FieldDefinitionNode, shapes: ReadonlyMap<string, ObjectShape>): FieldTree {
  let named = type;
  while (named.kind !== Kind.NAMED_TYPE) named = named.type;
  const shape = shapes.get(named.name.value);
  if (!shape) return NO_FIELDS;
  return new Map([...shape.fields].map(([name, field]) => [name, below(field, shapes)]));
}
