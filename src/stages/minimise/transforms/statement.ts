import { generaliseDate, generaliseDateToMonth } from '../../../pseudonyms/generalise/date';
import type { CheckedStatement } from '../checked';
import { bare, type ReleasedAddendum, type ReleasedStatement, type StatementLeaf } from '../released';
import { entryDesk, NO_DESK, type EntryDesk } from './entry-desk';
import type { TransformContext } from './transform';

/** Stands where a correction's own words do not leave: that there is one is never kept back. */
export const ADDENDUM_WITHHELD = '[a correction is recorded: ask the contributing agency]';

type Leaves = Partial<Record<StatementLeaf, string | null>>;

/** How each leaf of a statement is treated; every leaf has an entry, so that a new one cannot slip through. */
type LeafRules = Readonly<Record<StatementLeaf, (value: string | null) => string | null>>;

const nothing = (): null => null;
const same = (value: string | null): string | null => value;

/** Characters of the longest term of a code list; a longer description is a narrative under another name. */
const LONGEST_TERM = 200;

const isTerm = (words: string | null): boolean => (words?.length ?? 0) <= LONGEST_TERM;

const clearRules = ({ maskTerm, maskCode, maskService }: TransformContext, desk: EntryDesk): LeafRules => ({
  kind: maskService,
  code: maskCode,
  codeSystem: maskCode,
  description: (words) => (isTerm(words) ? maskTerm(words) : desk.read(words, 'description')),
  narrative: (words) => desk.read(words, 'narrative'),
  status: maskTerm,
  service: maskService,
  from: same,
  to: same,
});

const pseudonymisedRules = (context: TransformContext): LeafRules => ({
  ...clearRules(context, NO_DESK),
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
  each: (addendum: ReleasedAddendum, index: number) => ReleasedAddendum,
): readonly ReleasedAddendum[] => addenda.map((addendum, index) => bare(each(addendum, index)));

/** Corrections as far as they may be read; that there is one is told even where its words do not leave. */
export const clearAddenda = (
  { addenda }: Pick<CheckedStatement, 'addenda'>,
  desk: EntryDesk,
): readonly ReleasedAddendum[] =>
  corrections(addenda, ({ recordedOn, text }, index) => ({
    recordedOn,
    text: desk.read(text, `addendum ${String(index)}`) ?? ADDENDUM_WITHHELD,
  }));

/** That there are corrections, and in which year. */
export const notedAddenda = (addenda: readonly ReleasedAddendum[]): readonly ReleasedAddendum[] =>
  corrections(addenda, ({ recordedOn }) => ({
    recordedOn: generaliseDate(recordedOn),
    text: ADDENDUM_WITHHELD,
  }));

/** A statement as the agency wrote it: terms masked, and what a person told de-identified. */
export const clearStatement = (statement: CheckedStatement, context: TransformContext): ReleasedStatement => {
  const desk = entryDesk(statement.source, context);
  const addenda = clearAddenda(statement, desk);
  const leaves = leavesOf(statement, clearRules(context, desk));
  const narrativeRisk = desk.risk();
  return bare({
    assertion: statement.assertion,
    addenda,
    ...handleOf(statement, context),
    ...leaves,
    ...(narrativeRisk && { narrativeRisk }),
  });
};

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
