import {
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  print,
  type ASTNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type TypeNode,
} from 'graphql';

import type { PartFinding } from '../finding';
import { ENTITY, ENTITY_KEY, objectShapes, type ObjectShape } from './contract';
import { readLinks, type Links } from './links';

/** A schema under check beside the contract. */
export interface Compared {
  readonly agency: DocumentNode;
  readonly contract: DocumentNode;
}

type Shapes = ReadonlyMap<string, ObjectShape>;

/** The federation directives that an agency may use; all others let data of one agency flow into another's field. */
const PERMITTED_DIRECTIVES: ReadonlySet<string> = new Set(['key', 'shareable', 'tag', 'inaccessible']);

/** Directives of GraphQL itself. */
const BUILT_IN: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/** Every place where an agency's schema is not the contract, or a part of it. */
export function contractFindings(compared: Compared): readonly PartFinding[] {
  const links = readLinks(compared.agency);
  const shapes = objectShapes(compared.agency);
  return [
    ...federationFindings(links),
    ...keyFindings(shapes, links),
    ...directiveFindings(compared.agency, links),
    ...abstractFindings(compared.agency),
    ...rootFindings(shapes),
    ...typeFindings(shapes, objectShapes(compared.contract)),
    ...enumFindings(compared),
  ];
}

const lineOf = (node: ASTNode | undefined): number | null => node?.loc?.startToken.line ?? null;

function federationFindings(links: Links): readonly PartFinding[] {
  if (links.federation2) return [];
  const message =
    'is no Federation v2 schema: begin with extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
  return [{ place: '', message }];
}

/** The entity has the contract's key, by federation's own directive, and can be asked for by it. */
function keyFindings(shapes: Shapes, links: Links): readonly PartFinding[] {
  const entity = shapes.get(ENTITY);
  if (!entity) return [{ place: ENTITY, message: `is missing: define type ${ENTITY} as the contract does` }];
  const keys = entity.nodes
    .flatMap(({ directives }) => directives ?? [])
    .filter(({ name }) => links.federationDirective(name.value) === 'key')
    .map(({ arguments: given = [] }) => new Map(given.map(({ name, value }) => [name.value, value])));
  const fitting = keys.find((key) => {
    const fields = key.get('fields');
    return fields?.kind === Kind.STRING && fields.value.trim() === ENTITY_KEY;
  });
  const line = lineOf(entity.nodes[0]);
  if (!fitting) {
    const message = `has no key of federation's over its handle: add @key(fields: "${ENTITY_KEY}")`;
    return [{ place: ENTITY, line, message }];
  }
  const resolvable = fitting.get('resolvable');
  if (resolvable?.kind !== Kind.BOOLEAN || resolvable.value) return [];
  return [{ place: ENTITY, line, message: 'cannot be asked for by its key: remove resolvable: false' }];
}

function directiveFindings(agency: DocumentNode, links: Links): readonly PartFinding[] {
  const findings: PartFinding[] = [];
  for (const { place, node } of directivesIn(agency)) {
    const name = node.name.value;
    if (BUILT_IN.has(name)) continue;
    const federation = links.federationDirective(name);
    const line = lineOf(node);
    if (federation === null) {
      const message = `@${name} is not federation's and binds nothing here: import it by @link, or remove it`;
      findings.push({ place, line, message, severity: 'WARNING' });
    } else if (!PERMITTED_DIRECTIVES.has(federation)) {
      const known = federation === name ? `@${name}` : `@${name}, which is federation's @${federation},`;
      const message = `${known} makes a field depend on another agency or changes whose it is: remove it`;
      findings.push({ place, line, message });
    }
  }
  return findings;
}

interface DirectiveUse {
  readonly place: string;
  readonly node: Extract<ASTNode, { kind: Kind.DIRECTIVE }>;
}

/** The directives on types, fields, arguments and enum values; those on the schema itself are links. */
function directivesIn(document: DocumentNode): readonly DirectiveUse[] {
  return document.definitions.flatMap((definition): readonly DirectiveUse[] => {
    if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) return [];
    const type = definition.name.value;
    const own = (definition.directives ?? []).map((node) => ({ place: type, node }));
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    const below = fields.flatMap((field) => {
      const place = `${type}.${field.name.value}`;
      const given = 'arguments' in field ? (field.arguments ?? []) : [];
      return [field, ...given].flatMap(({ directives = [] }) => directives.map((node) => ({ place, node })));
    });
    return [...own, ...below];
  });
}

/** Rules are bound to concrete types, so that none can be passed round by way of an interface or a union. */
function abstractFindings(agency: DocumentNode): readonly PartFinding[] {
  return agency.definitions.flatMap((node) => {
    const isAbstract =
      node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      node.kind === Kind.INTERFACE_TYPE_EXTENSION ||
      (node.kind === Kind.UNION_TYPE_DEFINITION && node.name.value !== '_Entity');
    if (!isAbstract) return [];
    const message = 'is an interface or a union, on which no rule can be relied: use the types themselves';
    return [{ place: node.name.value, line: lineOf(node), message }];
  });
}

const FEDERATION_ROOTS: ReadonlySet<string> = new Set(['_service', '_entities']);

function rootFindings(shapes: Shapes): readonly PartFinding[] {
  return ['Query', 'Mutation', 'Subscription'].flatMap((root) =>
    [...(shapes.get(root)?.fields ?? [])]
      .filter(([name]) => root !== 'Query' || !FEDERATION_ROOTS.has(name))
      .map(([name, node]): PartFinding => {
        const message = 'is never asked by the gateway: leave it out, so that nobody else asks it either';
        return { place: `${root}.${name}`, line: lineOf(node), message, severity: 'WARNING' };
      }),
  );
}

/** The types that the agency has of the contract's: the entity in part, all others whole. */
function typeFindings(shapes: Shapes, contract: Shapes): readonly PartFinding[] {
  return [...contract].flatMap(([type, wanted]) => {
    const given = shapes.get(type);
    if (!given) return [];
    const missing = [...wanted.fields].filter(
      ([field]) => !given.fields.has(field) && (type !== ENTITY || field === ENTITY_KEY),
    );
    return [
      ...missing.map(([field, node]) => ({
        place: `${type}.${field}`,
        line: lineOf(given.nodes[0]),
        message: `is missing: add it as ${print(node.type)}`,
      })),
      ...[...given.fields].flatMap(([field, node]) => {
        const original = wanted.fields.get(field);
        return original ? fieldFindings(`${type}.${field}`, node, original) : [];
      }),
    ];
  });
}

function fieldFindings(
  place: string,
  given: FieldDefinitionNode,
  wanted: FieldDefinitionNode,
): readonly PartFinding[] {
  const line = lineOf(given);
  const findings: PartFinding[] = [];
  const [is, should] = [print(given.type), print(wanted.type)];
  const isCategory = place.startsWith(`${ENTITY}.`) && given.name.value !== ENTITY_KEY;
  if (isCategory && given.type.kind === Kind.NON_NULL_TYPE) {
    const message = `is ${is}, so that one value that is not given takes the whole person away: make it ${should}`;
    findings.push({ place, line, message });
  } else if (!isAsStrict(given.type, wanted.type)) {
    findings.push({ place, line, message: `is ${is}: make it ${should}` });
  }
  for (const { name, type } of wanted.arguments ?? []) {
    const argument = given.arguments?.find((one) => one.name.value === name.value);
    const takes = argument && print(argument.type);
    if (takes === print(type)) continue;
    const found = takes === undefined ? `takes no argument ${name.value}` : `takes ${name.value} as ${takes}`;
    findings.push({ place, line, message: `${found}: let it take ${name.value}: ${print(type)}` });
  }
  for (const { name, type } of given.arguments ?? []) {
    const isKnown = wanted.arguments?.some((one) => one.name.value === name.value);
    if (isKnown || type.kind !== Kind.NON_NULL_TYPE) continue;
    findings.push({
      place,
      line,
      message: `demands ${name.value}, which the gateway never sends: make it optional`,
    });
  }
  return findings;
}

/** Whether what is given can be read as what is wanted: the same type, and null nowhere that the contract has none. */
function isAsStrict(given: TypeNode, wanted: TypeNode): boolean {
  if (wanted.kind === Kind.NON_NULL_TYPE)
    return given.kind === Kind.NON_NULL_TYPE && isAsStrict(given.type, wanted.type);
  if (given.kind === Kind.NON_NULL_TYPE) return isAsStrict(given.type, wanted);
  if (wanted.kind === Kind.LIST_TYPE)
    return given.kind === Kind.LIST_TYPE && isAsStrict(given.type, wanted.type);
  return given.kind === Kind.NAMED_TYPE && given.name.value === wanted.name.value;
}

/** An answer in a word that the contract has not would be dropped. */
function enumFindings({ agency, contract }: Compared): readonly PartFinding[] {
  const known = enumsOf(contract);
  return [...enumsOf(agency)].flatMap(([name, { values, line }]) => {
    const wanted = known.get(name);
    if (!wanted) return [];
    return [...values]
      .filter((value) => !wanted.values.has(value))
      .map((value) => ({ place: `${name}.${value}`, line, message: 'is not in the contract: remove it' }));
  });
}

function enumsOf(
  document: DocumentNode,
): ReadonlyMap<string, { readonly values: ReadonlySet<string>; readonly line: number | null }> {
  return new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.ENUM_TYPE_DEFINITION
        ? [
            [
              node.name.value,
              { values: new Set(node.values?.map(({ name }) => name.value)), line: lineOf(node) },
            ] as const,
          ]
        : [],
    ),
  );
}
