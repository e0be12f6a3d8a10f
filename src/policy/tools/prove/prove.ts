import type { CompiledPack } from '../../compiled-pack';
import { PURPOSES } from '../../../domain/purpose';
import { STANDINGS } from '../../../domain/standing';
import { askGates, type GateModel } from '../gate-model';
import { askFlags, FLAG_SETS } from '../flag-answers';
import { ALL_FACTS, cellAt, CELL_PLACES, tablesOf, weighTables, type Facts } from '../space';
import { LAWS_OF_CELLS } from './cell-laws';
import { LAWS_OF_FLAGS } from './flag-laws';
import { LAPSE_NEVER_OPENS, LAWS_OF_GATES, lawsOfLapses, shutWithholds } from './gate-laws';
import { describeCell, type CounterExample, type Law, type ProofSpace, type Tally } from './law';
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
  ...LAWS_OF_FLAGS,
  ...LAWS_OF_GATES,
  ...lawsOfLapses(lapses),
  LAPSE_NEVER_OPENS,
  shutWithholds(settle),
];

/** How many standings with purposes there are, into which both tables and situations fall in equal parts. */
const KINDS = STANDINGS.length * PURPOSES.length;

/**
 * Goes through every combination of pack, standing, purpose, category, contribution, party class, recorded conditions,
 * review type, review state, contact check, lapses and flags of the person, and tells of each law whether it holds. A
 * case is one combination. The gates do not look at the cell nor the cell at the gates, and flags look at the outcome
 * alone, so that each of the three is asked once for all the combinations that put it the same question; what they make
 * together is a law of its own. The laws that compare a pack's cells with each other speak of what the pack says, before
 * any flag.
 */
export function prove(question: ProofQuestion): readonly Proof[] {
  const { packs, gates, facts = ALL_FACTS, laws = lawsOf(gates) } = question;
  const answers = askGates(gates);
  const flags = askFlags(gates.narrow);
  const spaces = packs.map((pack): ProofSpace => {
    const allTables = tablesOf(pack, facts);
    return {
      pack,
      allTables,
      tables: weighTables(allTables),
      answers,
      flags,
      gateCasesPerCell: (answers.situations.length / KINDS) * answers.sets.length,
      decisionsPerGateCase: facts.length * CELL_PLACES.length * FLAG_SETS.length,
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
      counterExample: wholeExample(law, spaces, tallies),
    };
  });
}

/** The first counter-example, whole: one of the gates alone is completed by a cell that would be shown there. */
function wholeExample(
  { ofPacks }: Law,
  spaces: readonly ProofSpace[],
  tallies: readonly Tally[],
): CounterExample | null {
  const example = tallies.find(({ counterExample }) => counterExample !== null)?.counterExample;
  if (!example) return null;
  return ofPacks ? example : { ...shownCell(example, spaces), ...example, flags: 'none' };
}

function shownCell({ standing, purpose }: CounterExample, spaces: readonly ProofSpace[]): CounterExample {
  for (const { pack, tables } of spaces) {
    for (const place of tables) {
      if (place.standing !== standing || place.purpose !== purpose) continue;
      for (const at of CELL_PLACES) {
        const cell = cellAt(place.table, at);
        if (cell.outcome !== 'WITHHELD') return describeCell(pack, { place, at, cell });
      }
    }
  }
  return {
    pack: 'any that shows it',
    party: 'any',
    recorded: 'anything',
    contribution: 'any',
    category: 'any',
  };
}
