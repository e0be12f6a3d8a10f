import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { Contribution } from '../../domain/standing';
import { HARD_CONSTRAINTS } from '../check/hard-constraints';
import type { Cell, Clause, CompiledPack } from '../compiled-pack';
import { opens, type Condition } from '../conditions';
import { clausesOf } from '../explain';
import { hasLadder, levelOf } from '../levels';
import type { PartyClass } from '../party';
import type { GateModel, Situation } from './gate-model';
import { lawfulBasisWords, levelWords, listed } from './words';

/** What is to be explained: one category, for one recipient in one review at one moment. */
export interface StepsQuestion {
  readonly situation: Situation;
  readonly category: DataCategory;
  readonly contribution: Contribution;
  readonly party: PartyClass | undefined;
  readonly recorded: ReadonlySet<Condition>;
  /** Keys of what is out of order, beside what the pack itself makes so. */
  readonly lapsed: ReadonlySet<string>;
  readonly at: Date;
}

/** One step of a decision, in the order of precedence. */
export interface Step {
  readonly step: 'HARD_BAR' | 'GATE' | 'CELL' | 'CLAUSE' | 'LAWFUL_BASIS' | 'RESULT';
  readonly words: string;
  /** What may at most leave after this step; UNDECIDED while nothing has spoken for or against it. */
  readonly soFar: Outcome | 'UNDECIDED';
}

/**
 * Why one category is released or withheld: the bars that no signature lifts, each gate, the cell with its conditions,
 * its clauses with their words, and the law. A later step never widens an earlier one.
 */
export function explainSteps(pack: CompiledPack, question: StepsQuestion, gates: GateModel): readonly Step[] {
  const { situation, category, contribution, party, recorded } = question;
  const { standing, purpose, reviewType } = situation;
  const bars = barSteps(question);
  const barred = bars.some(({ soFar }) => soFar === 'WITHHELD');
  const implied = gates.lapsesOf({ pack, at: question.at, reviewType, purpose, party });
  const lapsed = new Set([...question.lapsed, ...implied]);
  let soFar: Step['soFar'] = barred ? 'WITHHELD' : 'UNDECIDED';
  const gateSteps = gates.standsOf(situation, lapsed).map(({ gate, reason }): Step => {
    if (reason !== null) soFar = 'WITHHELD';
    const words = reason === null ? `${gateWords(gate)}: open` : `${gateWords(gate)}: shut. ${reason}`;
    return { step: 'GATE', words, soFar };
  });
  const cell = pack.table(standing, purpose, { party, recorded })[contribution][category];
  const outcome: Outcome = soFar === 'WITHHELD' ? 'WITHHELD' : cell.outcome;
  return [
    ...bars,
    ...gateSteps,
    {
      step: 'CELL',
      words: `${cellWords(pack, cell, recorded)}${climbWords(pack, category, cell)}`,
      soFar: outcome,
    },
    ...clausesOf(pack, cell).map((clause): Step => ({
      step: 'CLAUSE',
      words: clauseWords(clause),
      soFar: outcome,
    })),
    { step: 'LAWFUL_BASIS', words: basisWords(pack, purpose), soFar: outcome },
    { step: 'RESULT', words: resultWords(outcome, cell.outcome), soFar: outcome },
  ];
}

function barSteps({ situation, category }: StepsQuestion): readonly Step[] {
  const { standing, purpose } = situation;
  const broken = HARD_CONSTRAINTS.filter((constraint) =>
    (['CLEAR', 'PSEUDONYMISED', 'GENERALISED'] as const).every((outcome) =>
      constraint.breaks({ standing, purpose, category, outcome }),
    ),
  );
  if (broken.length === 0)
    return [{ step: 'HARD_BAR', words: 'No bar of the product forbids it.', soFar: 'UNDECIDED' }];
  return broken.map(({ rule }) => ({
    step: 'HARD_BAR',
    words: `No pack can permit it, whoever signs: ${rule}.`,
    soFar: 'WITHHELD',
  }));
}

/** `REVIEW_STATE` as words. */
const gateWords = (gate: string): string => `Gate "${gate.toLowerCase().replaceAll('_', ' ')}"`;

function cellWords(pack: CompiledPack, cell: Cell, recorded: ReadonlySet<Condition>): string {
  const column = pack.recipients.find(({ key }) => key === cell.recipient);
  if (!column) return 'No column of the pack serves this recipient for this purpose, so it is WITHHELD.';
  const said = `Column "${column.title}" says ${cell.outcome}`;
  if (cell.then === null) return `${said}.`;
  const needed = cell.conditions.map((group) => listed(group)).join(', or ');
  const isOpen = opens(cell.conditions, recorded);
  return isOpen
    ? `${said}, because what opens it is recorded (${needed}).`
    : `${said}; it would become ${cell.then} once this is recorded: ${needed}.`;
}

/** How coarse the value leaves, where it climbs a ladder. */
function climbWords({ levels }: CompiledPack, category: DataCategory, { outcome }: Cell): string {
  const level = levelOf(levels, category, outcome);
  return level === null || !hasLadder(category) ? '' : ` What leaves: ${levelWords(category, level)}.`;
}

const clauseWords = ({ key, document, place, quote }: Clause): string =>
  `[${key}] ${document}, ${place}: ${quote === '' ? 'the document does not speak of it' : `“${quote}”`}`;

function basisWords(pack: CompiledPack, purpose: Situation['purpose']): string {
  const basis = pack.lawfulBasis(purpose);
  return basis === null
    ? `The pack states no lawful basis for ${purpose}.`
    : `Lawful basis: ${lawfulBasisWords(basis)}.`;
}

function resultWords(outcome: Outcome, cell: Outcome): string {
  if (outcome === 'WITHHELD')
    return cell === 'WITHHELD' ? 'WITHHELD.' : `WITHHELD, although the cell by itself says ${cell}.`;
  return `${outcome}, unless a flag on the person or the agency's own rule narrows it further.`;
}
