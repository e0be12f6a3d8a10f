import { generaliseDate, generaliseDateToMonth } from '../../../pseudonyms/generalise/date';
import type { CheckedStatement } from '../checked';
import { bare, type ReleasedAddendum, type ReleasedStatement, type StatementLeaf } from '../released';
import type { TransformContext } from './transform';

/** Stands where a correction's own words do not leave: that there is one is never kept back. */
export const ADDENDUM_WITHHELD = '[a correction is recorded: ask the contributing agency]';

type Leaves = Partial<Record<StatementLeaf, string | null>>;

/** How each leaf of a statement is treated; every leaf has an entry, so that a new one cannot slip through. */
type LeafRules = Readonly<Record<StatementLeaf, (value: string | null) => string | null>>;

const nothing = (): null => null;
const same = (value: string | null): string | null => value;

const clearRules = ({ maskText, maskCode, maskService }: TransformContext): LeafRules => ({
  kind: maskService,
  code: maskCode,
  codeSystem: maskCode,
  description: maskText,
  narrative: maskText,
  status: maskText,
  service: maskService,
  from: same,
  to: same,
});

const pseudonymisedRules = (context: TransformContext): LeafRules => ({
  ...clearRules(context),
  narrative: nothing,
  from: generaliseDateToMonth,
  to: generaliseDateToMonth,
});

const GENERALISED_RULES: LeafRules = {
  kind: nothing,
  code: nothing,
  codeSystem: nothing,
  description: nothing,
  narrative: nothing,
  status: nothing,
  service: nothing,
  from: generaliseDate,
  to: generaliseDate,
};

const LEAVES = Object.keys(GENERALISED_RULES) as readonly StatementLeaf[];

function leavesOf(statement: CheckedStatement, rules: LeafRules): Leaves {
  const leaves: Leaves = {};
  for (const leaf of LEAVES) {
    const value = statement[leaf];
    if (value !== undefined) leaves[leaf] = rules[leaf](value);
  }
  return leaves;
}

function handleOf(
  statement: CheckedStatement,
  { agency, pseudonyms }: TransformContext,
): { readonly handle?: string } {
  const { source, asksHandle } = statement;
  return asksHandle && source !== null ? { handle: pseudonyms.record(agency, source) } : {};
}

const corrections = (
  addenda: readonly ReleasedAddendum[],
  each: (addendum: ReleasedAddendum) => ReleasedAddendum,
): readonly ReleasedAddendum[] => addenda.map((addendum) => bare(each(addendum)));

/** Corrections in full, masked as their statement's narrative is. */
export const clearAddenda = (
  addenda: readonly ReleasedAddendum[],
  { maskText }: TransformContext,
): readonly ReleasedAddendum[] =>
  corrections(addenda, ({ recordedOn, text }) => ({ recordedOn, text: maskText(text) ?? '' }));

/** That there are corrections, and in which year. */
export const notedAddenda = (addenda: readonly ReleasedAddendum[]): readonly ReleasedAddendum[] =>
  corrections(addenda, ({ recordedOn }) => ({
    recordedOn: generaliseDate(recordedOn),
    text: ADDENDUM_WITHHELD,
  }));

/** A statement as the agency wrote it, masked. */
export const clearStatement = (statement: CheckedStatement, context: TransformContext): ReleasedStatement =>
  bare({
    assertion: statement.assertion,
    addenda: clearAddenda(statement.addenda, context),
    ...handleOf(statement, context),
    ...leavesOf(statement, clearRules(context)),
  });

/** A statement without its free text, dated to the month. */
export const pseudonymisedStatement = (
  statement: CheckedStatement,
  context: TransformContext,
): ReleasedStatement =>
  bare({
    assertion: statement.assertion,
    addenda: notedAddenda(statement.addenda),
    ...handleOf(statement, context),
    ...leavesOf(statement, pseudonymisedRules(context)),
  });

/** What a ladder leaves of a statement beside its years. */
export type StatementLadder = (statement: CheckedStatement) => Leaves;

/** A statement of which only the years and what the ladder gives are left, each only where it was asked for. */
export const generalisedStatement =
  (ladder: StatementLadder) =>
  (statement: CheckedStatement, context: TransformContext): ReleasedStatement => {
    const leaves = leavesOf(statement, GENERALISED_RULES);
    const groups = ladder(statement);
    for (const leaf of LEAVES) {
      const group = groups[leaf];
      if (leaf in leaves && group !== undefined) leaves[leaf] = group;
    }
    return bare({
      assertion: statement.assertion,
      addenda: notedAddenda(statement.addenda),
      ...handleOf(statement, context),
      ...leaves,
    });
  };
