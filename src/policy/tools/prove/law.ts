import type { Cell, CompiledPack } from '../../compiled-pack';
import type { GateAnswers } from '../gate-model';
import type { FlagAnswers, Leaves } from '../flag-answers';
import type { CellPlace, PlacedTable, TablePlace, WeighedTable } from '../space';

/** One decision that breaks a law, whole: every input by its name, the answer, and what is wrong with it. */
export type CounterExample = Readonly<Record<string, string>>;

/** How a law fared: on how many cases it was checked, on how many it held, and the first on which it did not. */
export interface Tally {
  /** How many distinct decisions were really asked for; each stands for the cases that put the same question. */
  readonly asked: number;
  readonly cases: number;
  readonly held: number;
  readonly counterExample: CounterExample | null;
}

/** What a law is checked on: one pack with every table of it, and every answer of the gates. */
export interface ProofSpace {
  readonly pack: CompiledPack;
  /** A table for each standing, purpose and facts. */
  readonly allTables: readonly PlacedTable[];
  /** The same, with those that say the same taken together. */
  readonly tables: readonly WeighedTable[];
  readonly answers: GateAnswers;
  readonly flags: FlagAnswers;
  /** How many cases of the gates there are for one cell: those of its standing and purpose, with every set of lapses. */
  readonly gateCasesPerCell: number;
  /** How many decisions one case of the gates stands for: every cell of every table of its standing and purpose, with
   * every set of flags. */
  readonly decisionsPerGateCase: number;
}

/** A sentence that is to hold for every pack, whatever it says and whoever signed it. */
export interface Law {
  readonly key: string;
  /** In words that a reader without code can judge. */
  readonly statement: string;
  /** Whether it speaks of packs; one of the gates alone is checked once for all of them. */
  readonly ofPacks: boolean;
  check(space: ProofSpace): Tally;
}

/** Adds up one case after another. */
export class Count {
  #asked = 0;
  #cases = 0;
  #held = 0;
  #counterExample: CounterExample | null = null;

  /** Counts `weight` cases that fared alike; `example` is made only for the first that breaks the law. */
  add(holds: boolean, weight: number, example: () => CounterExample): void {
    this.#asked += 1;
    this.#cases += weight;
    if (holds) this.#held += weight;
    else this.#counterExample ??= example();
  }

  /** Counts `weight` cases in which the law holds. */
  hold(weight: number): void {
    this.#asked += 1;
    this.#cases += weight;
    this.#held += weight;
  }

  /** Counts many cases at once, of which some may break the law. */
  addMany({ asked, cases, held }: Omit<Tally, 'counterExample'>, example: () => CounterExample): void {
    this.#asked += asked;
    this.#cases += cases;
    this.#held += held;
    if (held < cases) this.#counterExample ??= example();
  }

  tally(): Tally {
    return {
      asked: this.#asked,
      cases: this.#cases,
      held: this.#held,
      counterExample: this.#counterExample,
    };
  }
}

/** The inputs of a table in words. */
export const describeTable = (
  pack: CompiledPack,
  { standing, purpose, facts }: TablePlace,
): CounterExample => ({
  pack: `${pack.key} ${pack.version}`,
  standing,
  purpose,
  party: facts.party ?? 'none',
  recorded: [...facts.recorded].join(', ') || 'nothing',
});

/** One cell with the inputs that lead to it. */
export const describeCell = (
  pack: CompiledPack,
  { place, at, cell }: { readonly place: TablePlace; readonly at: CellPlace; readonly cell: Cell },
): CounterExample => ({
  ...describeTable(pack, place),
  contribution: at.contribution,
  category: at.category,
  outcome: cell.outcome,
  clauses: cell.clauses.join(', ') || 'none',
  column: cell.recipient ?? 'none',
});

/** The flags that lead to an outcome, and that outcome. */
export const describeLeft = (outcome: Cell['outcome'], leaves: Leaves): CounterExample => ({
  flags: [...(leaves.get(outcome)?.flags ?? [])].join(', ') || 'none',
  outcomeAfterFlags: outcome,
});

/** One question to the gates with their answer, by the indexes of its situation and its set of lapses. */
export function describeGateCase(answers: GateAnswers, situation: number, set: number): CounterExample {
  const asked = answers.situations[situation];
  const shut = answers.at(situation, set);
  return {
    standing: asked?.standing ?? '',
    purpose: asked?.purpose ?? '',
    reviewType: asked?.reviewType ?? '',
    reviewState: asked?.reviewState ?? '',
    contactCheckOpen: asked?.contactCheckOpen === true ? 'yes' : 'no',
    lapsed: [...(answers.sets[set] ?? [])].join(', ') || 'nothing',
    gates: shut === null ? 'open' : `shut: ${shut.reason}`,
  };
}
