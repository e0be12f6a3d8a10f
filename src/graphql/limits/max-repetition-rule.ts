import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** How often one answer's name may stand in one selection set; a person writes a field once. */
const MAX_REPETITIONS = 20;
/** How many fragments one operation may spread in all, each as often as it is spread. */
const MAX_SPREADS = 500;

/**
 * Refuses a selection set that names the same field again and again, and fragments that spread each other over and over:
 * graphql-js compares every pair of fields with one name, which takes time by the square of their number.
 *
 * @throws GraphQLError at the first fault
 */
export function MaxRepetitionRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const spreads = new Map<string, number>();
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        if (spreadsIn(definition.selectionSet, { context, spreads }) > MAX_SPREADS) fail();
      }
    },
    SelectionSet: refuseRepetition,
  };
}

function refuseRepetition({ selections }: SelectionSetNode): void {
  const seen = new Map<string, number>();
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.alias?.value ?? selection.name.value;
    const times = (seen.get(name) ?? 0) + 1;
    if (times > MAX_REPETITIONS) fail();
    seen.set(name, times);
  }
}

interface Counting {
  readonly context: ValidationContext;
  /** Spreads below each fragment; a fragment that is being counted stands with 0, so that a circle ends. */
  readonly spreads: Map<string, number>;
}

function spreadsIn({ selections }: SelectionSetNode, counting: Counting): number {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) count += 1 + spreadsOf(selection.name.value, counting);
    else if (selection.selectionSet) count += spreadsIn(selection.selectionSet, counting);
    if (count > MAX_SPREADS) return count;
  }
  return count;
}

function spreadsOf(name: string, counting: Counting): number {
  const known = counting.spreads.get(name);
  if (known !== undefined) return known;
  counting.spreads.set(name, 0);
  const fragment = counting.context.getFragment(name);
  const count = fragment ? spreadsIn(fragment.selectionSet, counting) : 0;
  counting.spreads.set(name, count);
  return count;
}

function fail(): never {
  throw new GraphQLError('The operation repeats itself too often.');
}
