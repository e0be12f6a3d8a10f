import type { LadderOutcome } from '../../../domain/ladder';
import { generaliseDate } from '../../../pseudonyms/generalise/date';
import { generaliseRecordKind } from '../../../pseudonyms/generalise/record-kind';
import type { LadderedStatement, StatementEntry } from '../../../pseudonyms/generalise/statement-levels';
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

const pseudonymisedRules = (context: TransformContext): LeafRules => {
  const { date, service } = context.generalise.PSEUDONYMISED;
  return {
    ...clearRules(context, NO_DESK),
    service: (name) => service(context.maskService(name)),
    from: date,
    to: date,
  };
};

const climbedRules = ({ generalise, maskService }: TransformContext, outcome: LadderOutcome): LeafRules => {
  const { date, service } = generalise[outcome];
  return {
    kind: nothing,
    code: nothing,
    codeSystem: nothing,
    description: nothing,
    narrative: nothing,
    status: nothing,
    service: (name) => service(maskService(name)),
    from: date,
    to: date,
  };
};

const LEAVES: readonly StatementLeaf[] = [
  'kind',
  'code',
  'codeSystem',
  'description',
  'narrative',
  'status',
  'service',
  'from',
  'to',
];

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

/** The category of a statement, as far as it has a ladder; null where none is agreed. */
export type StatementLadder = LadderedStatement | null;

/** A statement without its free text, at the levels that the pack gives for pseudonymised records. */
export const pseudonymisedStatement =
  (ladder: StatementLadder) =>
  (statement: CheckedStatement, context: TransformContext): ReleasedStatement => {
    const climb = ladder && context.generalise.PSEUDONYMISED.statement(ladder);
    if (climb) return climbedStatement({ statement, ladder, climb }, context, 'PSEUDONYMISED');
    return bare({
      assertion: statement.assertion,
      addenda: notedAddenda(statement.addenda),
      ...handleOf(statement, context),
      ...leavesOf(statement, pseudonymisedRules(context)),
    });
  };

/** A statement of which the dates and what its ladder gives are left, each only where it was asked for. */
export const generalisedStatement =
  (ladder: StatementLadder) =>
  (statement: CheckedStatement, context: TransformContext): ReleasedStatement =>
    climbedStatement(
      { statement, ladder, climb: ladder ? context.generalise.GENERALISED.statement(ladder) : undefined },
      context,
      'GENERALISED',
    );

interface Climbed {
  readonly statement: CheckedStatement;
  readonly ladder: StatementLadder;
  readonly climb: ((entry: StatementEntry) => string | null) | undefined;
}

function climbedStatement(
  { statement, ladder, climb }: Climbed,
  context: TransformContext,
  outcome: LadderOutcome,
): ReleasedStatement {
  const leaves = leavesOf(statement, climbedRules(context, outcome));
  if ('description' in leaves) leaves.description = climb?.(statement) ?? null;
  if (ladder === 'health' && 'kind' in leaves) leaves.kind = generaliseRecordKind(statement.kind);
  return bare({
    assertion: statement.assertion,
    addenda: notedAddenda(statement.addenda),
    ...handleOf(statement, context),
    ...leaves,
  });
}
