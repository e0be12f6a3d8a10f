import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  GraphQLError,
  GraphQLScalarType,
  Kind,
  parse,
  print,
  visit,
  type ASTVisitor,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { AgencyRecord } from '../../src/domain/agency-source';
import { DATED_FIELDS, liesOutside, type DatedField, type Period } from '../../src/domain/period';
import { toPartialDate } from './dates';
import type { GrantedOperation } from './granted-operation';
import { packageRoot } from './package-root';

/** What a request carries to the resolvers. */
export interface SubgraphContext {
  readonly operation: GrantedOperation;
}

const partialDate = new GraphQLScalarType<string, string>({
  name: 'PartialDate',
  serialize: readPartialDate,
  parseValue: readPartialDate,
  parseLiteral: (node) => readPartialDate(node.kind === Kind.STRING ? node.value : null),
});

function readPartialDate(value: unknown): string {
  const date = typeof value === 'string' ? toPartialDate(value) : null;
  if (date === null || date !== value) throw new GraphQLError('A date is YYYY, YYYY-MM or YYYY-MM-DD.');
  return date;
}

/**
 * The contract of `schema/agency.graphql` as an executable Apollo Federation v2 subgraph. Its SDL tells of the fields that
 * the agency offers alone; another field of the contract is answered null, so that one that is no longer offered fails no
 * request.
 */
export function subgraphSchema(offers?: ReadonlySet<string>): GraphQLSchema {
  const typeDefs = parse(readFileSync(join(packageRoot(), 'schema', 'agency.graphql'), 'utf8'));
  const schema = buildSubgraphSchema([
    {
      typeDefs,
      resolvers: {
        PartialDate: partialDate,
        Subject: { __resolveReference: resolveSubject, ...Object.fromEntries(DATED_FIELDS.map(inPeriod)) },
      },
    },
  ]);
  const service = schema.getQueryType()?.getFields()['_service'];
  if (service && offers) service.resolve = () => ({ sdl: print(visit(typeDefs, offeredFields(offers))) });
  return schema;
}

/** Leaves out of the entity what is not offered. */
const offeredFields = (offers: ReadonlySet<string>): ASTVisitor => ({
  ObjectTypeDefinition: (type) =>
    type.name.value === 'Subject'
      ? {
          ...type,
          fields: type.fields?.filter(({ name }) => name.value === 'handle' || offers.has(name.value)),
        }
      : false,
});

/**
 * A list of statements without those outside the period asked for or granted, whether or not the source could leave them
 * unread.
 */
const inPeriod = (field: DatedField): [DatedField, GraphQLFieldResolver<AgencyRecord, SubgraphContext>] => [
  field,
  (
    record,
    { from = null, to = null }: { readonly from?: string | null; readonly to?: string | null },
    context,
  ) =>
    record[field]?.filter(
      (statement) =>
        !liesOutside(statement, { from, to }) && !liesOutside(statement, context.operation.period ?? OPEN),
    ) ?? record[field],
];

const OPEN: Period = Object.freeze({ from: null, to: null });

async function resolveSubject(
  reference: { readonly handle?: unknown },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<AgencyRecord | null> {
  if (typeof reference.handle !== 'string') return null;
  const record = await context.operation.read(reference.handle, info);
  // The library writes __typename into what it is given, so it gets a copy.
  return record ? { ...record } : null;
}
