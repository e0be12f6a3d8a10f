import {
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import type { ExitPlan } from '../stages/disclose/exit-guard';
import { GUARDS } from './shield/guards';

/** Fields that name users of the gateway, by the ids that their own issuer gave them. */
const NAMES_A_USER: ReadonlySet<string> = new Set(['user', 'decidedBy', 'requestedBy']);
const NO_TEXT: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean', 'DateTimeISO']);

type Mutable = Map<string, Mutable | true>;

/**
 * Which texts of an operation's answer have passed no cell: everything but the data categories, whose values come out of
 * the minimiser with its own scan behind them. By the names under which the answer bears them.
 */
export function exitPlanOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ExitPlan {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  const plan: Mutable = new Map();
  if (root) addSelections({ schema, fragments, plan }, root, operation.selectionSet);
  return plan;
}

interface Building {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly plan: Mutable;
}

function addSelections(building: Building, type: GraphQLObjectType, { selections }: SelectionSetNode): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      addField(building, type, selection);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? building.fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    const on = condition === undefined ? type : building.schema.getType(condition);
    if (fragment && isObjectType(on)) addSelections(building, on, fragment.selectionSet);
  }
}

/** Whether the field's value has passed the minimiser's scan. */
function isMinimised(type: string, field: string): boolean {
  const guard = GUARDS[type]?.[field];
  return guard?.kind === 'category' && guard.category !== 'knownToAgency';
}

function addField(building: Building, type: GraphQLObjectType, node: FieldNode): void {
  const field = type.getFields()[node.name.value];
  if (!field || isMinimised(type.name, node.name.value) || NAMES_A_USER.has(node.name.value)) return;
  const key = node.alias?.value ?? node.name.value;
  const named = getNamedType(field.type);
  if (isLeafType(named)) {
    if (!isEnumType(named) && !NO_TEXT.has(named.name)) building.plan.set(key, true);
    return;
  }
  if (!node.selectionSet || !isObjectType(named)) return;
  const known = building.plan.get(key);
  const plan: Mutable = known === undefined || known === true ? new Map<string, Mutable | true>() : known;
  addSelections({ ...building, plan }, named, node.selectionSet);
  if (plan.size > 0) building.plan.set(key, plan);
}
