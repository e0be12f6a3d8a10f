import { composeServices } from '@theguild/federation-composition';
import { Kind, parse, type DocumentNode, type GraphQLError, type ObjectTypeDefinitionNode } from 'graphql';

import type { PartFinding } from '../finding';
import { ENTITY, ENTITY_KEY } from './contract';
import type { Compared } from './rules';

/** What the gateway refers to: a person by the agency's handle, which the agency alone resolves. */
const REFERENCE = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { subject(${ENTITY_KEY}: ID!): ${ENTITY} }
  type ${ENTITY} @key(fields: "${ENTITY_KEY}", resolvable: false) { ${ENTITY_KEY}: ID! }
`);

/** The name that the agency goes by in a composition, and nowhere else. */
const AGENCY = 'agency';

const TAKING_OVER = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@override"])
  type Query { subject(${ENTITY_KEY}: ID!): ${ENTITY} @override(from: "${AGENCY}") }
`);

/**
 * What Apollo Federation's composition finds between an agency's schema and what the gateway needs of it: that it refers
 * to a person by handle, and that each field is of the contract's type. Once per code and coordinate.
 */
export function compositionFindings({ agency, contract }: Compared): readonly PartFinding[] {
  const beside = [REFERENCE, takingOver(contract)];
  const errors = beside.flatMap((typeDefs) => errorsBetween(agency, typeDefs));
  const findings = errors.map((error): PartFinding => {
    const code = codeOf(error);
    const [sentence = ''] = error.message.split('\n');
    return { place: coordinateIn(error.message), message: `does not compose (${code}): ${sentence}` };
  });
  return [...new Map(findings.map((each) => [codeAndPlace(each), each])).values()];
}

function errorsBetween(agency: DocumentNode, gateway: DocumentNode): readonly GraphQLError[] {
  const { errors = [] } = composeServices([
    { name: AGENCY, typeDefs: agency },
    { name: 'gateway', typeDefs: gateway },
  ]);
  return errors;
}

function codeOf({ extensions }: GraphQLError): string {
  const code = extensions['code'];
  return typeof code === 'string' ? code : 'INVALID_GRAPHQL';
}

const codeAndPlace = ({ place, message }: PartFinding): string =>
  `${message.split(':', 1)[0] ?? ''} ${place}`;

/** The first coordinate that a message puts in quotation marks, such as `Subject.name`; else empty. */
const coordinateIn = (message: string): string =>
  /"([A-Z]\w*(?:\.\w+)?)[("]/.exec(message)?.[1] ?? (message.includes('cannot find field') ? ENTITY : '');

/**
 * The contract as a subgraph that takes every field over from the agency: two subgraphs may then have the same field, and
 * must have it of the same type.
 */
function takingOver(contract: DocumentNode): DocumentNode {
  const own = TAKING_OVER.definitions;
  const override = own.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields?.[0]?.directives ?? []) : [],
  );
  const marked = (type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => ({
    ...type,
    fields: (type.fields ?? []).map((field) => {
      const isKey = type.name.value === ENTITY && field.name.value === ENTITY_KEY;
      return isKey ? field : { ...field, directives: override };
    }),
  });
  const types = contract.definitions.flatMap((node) => {
    if (node.kind === Kind.SCHEMA_EXTENSION) return [];
    return [node.kind === Kind.OBJECT_TYPE_DEFINITION ? marked(node) : node];
  });
  return { kind: Kind.DOCUMENT, definitions: [...own, ...types] };
}
