import {
  CONTACT_CHECK_CATEGORIES,
  OFFENCE_CATEGORIES,
  SPECIAL_CATEGORIES,
  type DataCategory,
} from '../../../domain/data-category';
import { choosableLevels, type LadderName } from '../../../domain/ladder';
import type { Outcome } from '../../../domain/outcome';
import type { Cell, CompiledPack } from '../../compiled-pack';
import { opens, type Condition } from '../../conditions';
import { hasLadder, tellsMoreThanStandard } from '../../levels';
import { CELL_PLACES, cellAt, type CellPlace, type PlacedTable } from '../space';
import { Count, describeCell, describeLeft, type Law, type ProofSpace, type Tally } from './law';

/** One cell as a law looks at it. */
interface CellCase {
  readonly pack: CompiledPack;
  readonly place: PlacedTable;
  readonly at: CellPlace;
  readonly cell: Cell;
}

/** A law of single cells: it speaks of those that it applies to, and each of them must hold. */
interface CellLaw extends Pick<Law, 'key' | 'statement'> {
  applies(place: PlacedTable, at: CellPlace): boolean;
  holds(one: CellCase): boolean;
}

const identity: ReadonlySet<DataCategory> = new Set(CONTACT_CHECK_CATEGORIES);
const special: ReadonlySet<DataCategory> = new Set(SPECIAL_CATEGORIES);
const offence: ReadonlySet<DataCategory> = new Set(OFFENCE_CATEGORIES);

/** Words by which a sentence speaks of criminal offence data. */
const OFFENCE_WORDS = /crimin|offen[cd]|convict/i;

const withheld = ({ cell }: CellCase): boolean => cell.outcome === 'WITHHELD';

const quotesOf = ({ pack, cell }: CellCase): readonly string[] =>
  cell.clauses.flatMap((key) => pack.clauses.get(key)?.quote ?? []).filter((quote) => quote !== '');

const CELL_LAWS: readonly CellLaw[] = [
  {
    key: 'wider-minimal',
    statement: 'no WIDER recipient ever receives more than name, dateOfBirth, addresses',
    applies: ({ standing }) => standing === 'WIDER',
    holds: (one) => withheld(one) || identity.has(one.at.category),
  },
  {
    key: 'wider-contact-check-only',
    statement: 'no WIDER recipient ever receives anything but for CONTACT_CHECK',
    applies: ({ standing, purpose }) => standing === 'WIDER' && purpose !== 'CONTACT_CHECK',
    holds: withheld,
  },
  {
    key: 'contact-check-minimal',
    statement: 'a contact check shows name, dateOfBirth, addresses, and to the coordinator knownToAgency',
    applies: ({ purpose }) => purpose === 'CONTACT_CHECK',
    holds: (one) =>
      withheld(one) ||
      identity.has(one.at.category) ||
      (one.at.category === 'knownToAgency' && one.place.standing === 'COORDINATOR'),
  },
  {
    key: 'contact-check-not-special',
    statement: 'a contact check carries no special category and no criminal offence data',
    applies: ({ purpose }, { category }) =>
      purpose === 'CONTACT_CHECK' && (special.has(category) || offence.has(category)),
    holds: withheld,
  },
  {
    key: 'statistics-generalised',
    statement: 'for STATISTICS nothing is in clear and nothing under a pseudonym',
    applies: ({ purpose }) => purpose === 'STATISTICS',
    holds: (one) => withheld(one) || one.cell.outcome === 'GENERALISED',
  },
  {
    key: 'offence-by-its-words',
    statement: "another agency's criminal offence data is shown only on words that speak of crime",
    applies: (_place, { category, contribution }) => offence.has(category) && contribution === 'OTHER',
    holds: (one) => withheld(one) || quotesOf(one).some((quote) => OFFENCE_WORDS.test(quote)),
  },
  {
    key: 'cites-words',
    statement: 'everything that is shown rests on a clause with its words',
    applies: () => true,
    holds: (one) => withheld(one) || quotesOf(one).length > 0,
  },
  {
    key: 'has-lawful-basis',
    statement: 'everything that is shown has a lawful basis under article 6',
    applies: () => true,
    holds: (one) => withheld(one) || one.pack.lawfulBasis(one.place.purpose) !== null,
  },
  {
    key: 'special-has-condition',
    statement: "another agency's special category data is shown only under a condition of article 9",
    applies: (_place, { category, contribution }) => special.has(category) && contribution === 'OTHER',
    holds: (one) => withheld(one) || (one.pack.lawfulBasis(one.place.purpose)?.article9.length ?? 0) > 0,
  },
  {
    key: 'offence-has-condition',
    statement:
      "another agency's criminal offence data is shown only under a condition for article 10, of the pack or recorded",
    applies: (_place, { category, contribution }) => offence.has(category) && contribution === 'OTHER',
    holds: (one) =>
      withheld(one) ||
      one.place.facts.recorded.has('OFFENCE_BASIS') ||
      (one.pack.lawfulBasis(one.place.purpose)?.article10.length ?? 0) > 0,
  },
  {
    key: 'offence-for-its-purposes',
    statement:
      "another agency's criminal offence data is shown only for the purposes that the pack names for it",
    applies: (_place, { category, contribution }) => offence.has(category) && contribution === 'OTHER',
    holds: (one) => withheld(one) || one.pack.settings.offenceData.purposes.includes(one.place.purpose),
  },
  {
    key: 'levels-decided',
    statement:
      'what is generalised or stands beside a pseudonym tells no more than the standard level, or a named post decided it',
    applies: () => true,
    holds: ({ pack, at, cell }) =>
      [...(hasLadder(at.category) ? [at.category] : []), ...SHARED_LADDERS].every((ladder) =>
        isDecidedLevel(pack, ladder, cell.outcome),
      ),
  },
  {
    key: 'matrix-decides',
    statement: 'what is shown stands in the matrix, in a column that serves that recipient for that purpose',
    applies: () => true,
    holds: (one) => withheld(one) || inMatrix(one),
  },
];

/** The ladders that statements of every category share. */
const SHARED_LADDERS = ['dates', 'services'] as const satisfies readonly LadderName[];

function isDecidedLevel({ levels, settings }: CompiledPack, ladder: LadderName, outcome: Outcome): boolean {
  if (outcome === 'CLEAR' || outcome === 'WITHHELD') return true;
  const level = levels[outcome][ladder];
  if (!choosableLevels(ladder, outcome).some((one) => one === level)) return false;
  return !tellsMoreThanStandard(outcome, ladder, level) || settings.generalisation.decidedBy !== null;
}

function inMatrix({ pack, place, at, cell }: CellCase): boolean {
  return pack.recipients.some(
    ({ key, audiences, cells }) =>
      key === cell.recipient &&
      outcomeOf(cells[at.category], place.facts.recorded) === cell.outcome &&
      audiences.some(
        ({ standing, purposes, contributions, parties }) =>
          standing === place.standing &&
          purposes.includes(place.purpose) &&
          contributions.includes(at.contribution) &&
          (parties === null || (place.facts.party !== undefined && parties.includes(place.facts.party))),
      ),
  );
}

const outcomeOf = ({ outcome, then, conditions }: Cell, recorded: ReadonlySet<Condition>): Outcome =>
  then !== null && opens(conditions, recorded) ? then : outcome;

/** The laws that speak of single cells. They hold whatever the gates say, so that a gate left open is no leak. */
export const LAWS_OF_CELLS: readonly Law[] = Object.freeze(
  CELL_LAWS.map((law) => ({
    key: law.key,
    statement: law.statement,
    ofPacks: true,
    check: (space: ProofSpace) => checkCells(law, space),
  })),
);

function checkCells(law: CellLaw, { pack, tables, gateCasesPerCell, flags }: ProofSpace): Tally {
  const count = new Count();
  for (const place of tables) {
    for (const at of CELL_PLACES) {
      if (!law.applies(place, at)) continue;
      const cell = cellAt(place.table, at);
      const leaves = flags.leaves({ standing: place.standing, category: at.category, outcome: cell.outcome });
      for (const [outcome, { count: sets }] of leaves) {
        const left = outcome === cell.outcome ? cell : { ...cell, outcome };
        count.add(law.holds({ pack, place, at, cell: left }), place.weight * gateCasesPerCell * sets, () => ({
          ...describeCell(pack, { place, at, cell }),
          ...describeLeft(outcome, leaves),
        }));
      }
    }
  }
  return count.tally();
}
