import type { CompiledPack } from '../../compiled-pack';
import { PURPOSES } from '../../../domain/purpose';
import { STANDINGS } from '../../../domain/standing';
import { askGates, type GateModel } from '../gate-model';
import { ALL_FACTS, CELL_PLACES, tablesOf, weighTables, type Facts } from '../space';
import { LAWS_OF_CELLS } from './cell-laws';
import { LAPSE_NEVER_OPENS, LAWS_OF_GATES, lawsOfLapses, shutWithholds } from './gate-laws';
import type { Law, ProofSpace, Tally } from './law';
import { LAWS_OF_TABLES } from './table-laws';

/** A law, on how many cases it was checked and on how many it held, over all packs. */
export interface Proof extends Tally {
  readonly key: string;
  readonly statement: string;
}

/** What is to be proved, and by which gates. */
export interface ProofQuestion {
  readonly packs: readonly CompiledPack[];
  readonly gates: GateModel;
  /** The party classes and recorded conditions to go through; all of them where none are given. */
  readonly facts?: readonly Facts[];
  /** The laws to check; all of them where none are given. */
  readonly laws?: readonly Law[];
}

/** The laws that a pack can break: those of cells, alone and compared with each other. */
export const LAWS_OF_PACKS: readonly Law[] = Object.freeze([...LAWS_OF_CELLS, ...LAWS_OF_TABLES]);

/** Every law there is, by these gates. */
export const lawsOf = ({ lapses, settle }: GateModel): readonly Law[] => [
  ...LAWS_OF_PACKS,
  ...LAWS_OF_GATES,
  ...lawsOfLapses(lapses),
  LAPSE_NEVER_OPENS,
  shutWithholds(settle),
];

/** How many standings with purposes there are, into which both tables and situations fall in equal parts. */
const KINDS = STANDINGS.length * PURPOSES.length;

/**
 * Goes through every combination of pack, standing, purpose, category, contribution, party class, recorded conditions,
 * review type, review state, contact check and lapses, and tells of each law whether it holds. A case is one
 * combination. The gates do not look at the cell nor the cell at the gates, so that each of the two is asked once for
 * all the combinations that put it the same question; what both make together is a law of its own.
 */
export function prove(question: ProofQuestion): readonly Proof[] {
  const { packs, gates, facts = ALL_FACTS, laws = lawsOf(gates) } = question;
  const answers = askGates(gates);
  const spaces = packs.map((pack): ProofSpace => {
    const allTables = tablesOf(pack, facts);
    return {
      pack,
      allTables,
      tables: weighTables(allTables),
      answers,
      gateCasesPerCell: (answers.situations.length / KINDS) * answers.sets.length,
      decisionsPerGateCase: facts.length * CELL_PLACES.length,
    };
  });
  return laws.map((law) => {
    const tallies = (law.ofPacks ? spaces : spaces.slice(0, 1)).map((space) => law.check(space));
    const times = law.ofPacks ? 1 : spaces.length;
    return {
      key: law.key,
      statement: law.statement,
      asked: tallies.reduce((sum, { asked }) => sum + asked, 0),
      cases: times * tallies.reduce((sum, { cases }) => sum + cases, 0),
      held: times * tallies.reduce((sum, { held }) => sum + held, 0),
      counterExample: tallies.find(({ counterExample }) => counterExample !== null)?.counterExample ?? null,
    };
  });
}
