import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, getNamedType, isObjectType, parse, type GraphQLObjectType } from 'graphql';
import { NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';
import { packageRoot } from '../shared/package-root';

/** The fields to ask the agency's own subgraph for: those it offers, each with what is below it, since none is asked bare. */
export function selectFields(fields: FieldTree, offers: ReadonlySet<string>): FieldTree {
  return new Map(
    [...fields]
      .filter(([name]) => offers.has(name))
      .map(([name, below]) => {
        const all = whole().get(name) ?? NO_FIELDS;
        return [name, below.size > 0 && all.size > 0 ? below : all];
      }),
  );
}

let read: FieldTree | undefined;

/** Every field of the contract's `Subject`, read once. */
function whole(): FieldTree {
  if (read) return read;
  const sdl = readFileSync(join(packageRoot(), 'schema', 'agency.graphql'), 'utf8');
  const subject = buildASTSchema(parse(sdl), { assumeValidSDL: true }).getType('Subject');
  read = isObjectType(subject) ? below(subject) : NO_FIELDS;
  return read;
}

const below = (type: GraphQLObjectType): FieldTree =>
  new Map(
    Object.values(type.getFields()).map((field) => {
      const named = getNamedType(field.type);
      return [field.name, isObjectType(named) ? below(named) : NO_FIELDS];
    }),
  );
