import { getNamedType, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

import { toGraphQLError } from '../errors';

/** Types whose values are never read without what they are: fact or opinion, and how they were corrected. */
const ASSERTED: ReadonlySet<string> = new Set(['Statement', 'RelatedParty']);

/**
 * A statement is selected with its assertion and its addenda, or not at all (S3-22: "agencies will clearly state
 * whether the information being supplied is fact, opinion, or a combination of the two"; S0-48). A directive on either
 * counts as leaving it out.
 */
export function StatementWithAssertionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = context.getType();
      const name = type ? getNamedType(type).name : undefined;
      if (name === undefined || !ASSERTED.has(name) || !node.selectionSet) return;
      const selected = unconditional(context, node.selectionSet, new Set());
      if (!selected.has('assertion') || !selected.has('addenda')) {
        context.reportError(toGraphQLError('STATEMENT_WITHOUT_ASSERTION', { nodes: [node] }));
      } else if (!addendaShowText(context, node.selectionSet)) {
        context.reportError(toGraphQLError('STATEMENT_WITHOUT_ASSERTION', { nodes: [node] }));
      }
    },
  };
}

/** Names of the fields that are selected whatever the variables are. */
function unconditional(context: ValidationContext, set: SelectionSetNode, seen: Set<string>): Set<string> {
  const names = new Set<string>();
  for (const { name } of unconditionalFields(context, set, seen)) names.add(name);
  return names;
}

interface SelectedField {
  readonly name: string;
  readonly below: SelectionSetNode | undefined;
}

function unconditionalFields(
  context: ValidationContext,
  set: SelectionSetNode,
  seen: Set<string>,
): SelectedField[] {
  return set.selections.flatMap((selection): SelectedField[] => {
    if (selection.directives?.length) return [];
    if (selection.kind === Kind.FIELD) return [{ name: selection.name.value, below: selection.selectionSet }];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return unconditionalFields(context, selection.selectionSet, seen);
    const fragment = seen.has(selection.name.value) ? undefined : context.getFragment(selection.name.value);
    return fragment
      ? unconditionalFields(context, fragment.selectionSet, seen.add(selection.name.value))
      : [];
  });
}

function addendaShowText(context: ValidationContext, set: SelectionSetNode): boolean {
  const addenda = unconditionalFields(context, set, new Set()).filter(({ name }) => name === 'addenda');
  return addenda.some(
    ({ below }) => below !== undefined && unconditional(context, below, new Set()).has('text'),
  );
}
