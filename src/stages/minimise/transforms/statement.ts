import type { LadderOutcome } from '../../../domain/ladder';
import { generaliseDate } from '../../../pseudonyms/generalise/date';
import { generaliseRecordKind } from '../../../pseudonyms/generalise/record-kind';
import type { Generaliser } from '../../../pseudonyms/generalise/generaliser';
import type { LadderedStatement } from '../../../pseudonyms/generalise/statement-levels';
import type { CheckedStatement } from '../checked';
import {
  bare,
  type ReleasedAddendum,
  type ReleasedStatement,
  type StatementLeaf,
  type Writable,
} from '../released';
import { entryDesk, NO_DESK, type EntryDesk } from './entry-desk';
import type { TransformContext } from './transform';

/** Stands where a correction's own words do not leave: that there is one is never kept back. */
export const ADDENDUM_WITHHELD = '[a correction is recorded: ask the contributing agency]';

/** How each leaf of a statement is treated; every leaf has an entry, so that a new one cannot slip through. */
type LeafRules = Readonly<
  Record<StatementLeaf, (value: string | null, statement: CheckedStatement, desk: EntryDesk) => string | null>
>;

/** Makes, for the answer of one record, what makes of each of its statements what leaves of it. */
export type StatementTransform = (
  context: TransformContext,
) => (statement: CheckedStatement) => ReleasedStatement;

const nothing = (): null => null;
const same = (value: string | null): string | null => value;

/** Characters of the longest term of a code list; a longer description is a narrative under another name. */
const LONGEST_TERM = 200;

const isTerm = (words: string | null): boolean => (words?.length ?? 0) <= LONGEST_TERM;

const clearRules = ({ maskTerm, maskCode, maskService }: TransformContext): LeafRules => ({
  kind: maskService,
  code: maskCode,
  codeSystem: maskCode,
  description: (words, _statement, desk) =>
    isTerm(words) ? maskTerm(words) : desk.read(words, 'description'),
  narrative: (words, _statement, desk) => desk.read(words, 'narrative'),
  status: maskTerm,
  service: maskService,
  from: same,
  to: same,
});

const pseudonymisedRules = (context: TransformContext): LeafRules => {
  const { date, service } = context.generalise.PSEUDONYMISED;
  return {
    ...clearRules(context),
    service: (name) => service(context.maskService(name)),
    from: date,
    to: date,
  };
};

type Climb = ReturnType<Generaliser['statement']>;

const climbedRules = (
  { generalise, maskService }: TransformContext,
  {
    outcome,
    ladder,
    climb,
  }: { readonly outcome: LadderOutcome; readonly ladder: StatementLadder; readonly climb: Climb },
): LeafRules => {
  const { date, service } = generalise[outcome];
  return {
    kind: ladder === 'health' ? generaliseRecordKind : nothing,
    code: nothing,
    codeSystem: nothing,
    description: climb ? (_words, statement) => climb(statement) : nothing,
    narrative: nothing,
    status: nothing,
    service: (name) => service(maskService(name)),
    from: date,
    to: date,
  };
};

/** Each leaf only where it was asked for. */
function leaves(
  made: Writable<ReleasedStatement>,
  statement: CheckedStatement,
  { rules, desk }: { readonly rules: LeafRules; readonly desk: EntryDesk },
): Writable<ReleasedStatement> {
  const { kind, code, codeSystem, description, narrative, status, service, from, to } = statement;
  if (kind !== undefined) made.kind = rules.kind(kind, statement, desk);
  if (code !== undefined) made.code = rules.code(code, statement, desk);
  if (codeSystem !== undefined) made.codeSystem = rules.codeSystem(codeSystem, statement, desk);
  if (description !== undefined) made.description = rules.description(description, statement, desk);
  if (narrative !== undefined) made.narrative = rules.narrative(narrative, statement, desk);
  if (status !== undefined) made.status = rules.status(status, statement, desk);
  if (service !== undefined) made.service = rules.service(service, statement, desk);
  if (from !== undefined) made.from = rules.from(from, statement, desk);
  if (to !== undefined) made.to = rules.to(to, statement, desk);
  return made;
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

/** What every statement that leaves begins with. */
function begun(
  { assertion, source, asksHandle }: CheckedStatement,
  addenda: readonly ReleasedAddendum[],
  { agency, pseudonyms }: TransformContext,
): Writable<ReleasedStatement> {
  const made: Writable<ReleasedStatement> = { assertion, addenda };
  if (asksHandle && source !== null) made.handle = pseudonyms.record(agency, source);
  return made;
}

/** A statement as the agency wrote it: terms masked, and what a person told de-identified. */
export const clearStatement: StatementTransform = (context) => {
  const rules = clearRules(context);
  return (statement) => {
    const desk = entryDesk(statement.source, context);
    const made = begun(statement, clearAddenda(statement, desk), context);
    leaves(made, statement, { rules, desk });
    const narrativeRisk = desk.risk();
    if (narrativeRisk) made.narrativeRisk = narrativeRisk;
    return bare(made);
  };
};

/** A statement by those rules, none of which lets a word of free text leave. */
const withoutTexts = (rules: LeafRules, context: TransformContext): ReturnType<StatementTransform> => {
  const reading = { rules, desk: NO_DESK };
  return (statement) =>
    bare(leaves(begun(statement, notedAddenda(statement.addenda), context), statement, reading));
};

/** The category of a statement, as far as it has a ladder; null where none is agreed. */
export type StatementLadder = LadderedStatement | null;

/** A statement without its free text, at the levels that the pack gives for pseudonymised records. */
export const pseudonymisedStatement =
  (ladder: StatementLadder): StatementTransform =>
  (context) => {
    const climb = ladder ? context.generalise.PSEUDONYMISED.statement(ladder) : undefined;
    const rules = climb
      ? climbedRules(context, { outcome: 'PSEUDONYMISED', ladder, climb })
      : pseudonymisedRules(context);
    return withoutTexts(rules, context);
  };

/** A statement of which the dates and what its ladder gives are left, each only where it was asked for. */
export const generalisedStatement =
  (ladder: StatementLadder): StatementTransform =>
  (context) => {
    const climb = ladder ? context.generalise.GENERALISED.statement(ladder) : undefined;
    return withoutTexts(climbedRules(context, { outcome: 'GENERALISED', ladder, climb }), context);
  };
