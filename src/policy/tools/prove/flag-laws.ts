import { RECORD_CATEGORIES, type DataCategory } from '../../../domain/data-category';
import { stricterOf, type Outcome } from '../../../domain/outcome';
import type { Standing } from '../../../domain/standing';
import { SUBJECT_FLAGS, type SubjectFlags } from '../../../domain/subject-flag';
import { FLAG_SETS, type FlagAnswers, type FlagsAsked } from '../flag-answers';
import { CELL_PLACES, cellAt } from '../space';
import { Count, describeCell, type Law, type ProofSpace, type Tally } from './law';

/** One question to the flags: what is left of an outcome under a set of them. */
interface FlagCase extends FlagsAsked {
  readonly flags: SubjectFlags;
  readonly set: number;
  readonly left: Outcome;
  readonly answers: FlagAnswers;
}

interface FlagLaw extends Pick<Law, 'key' | 'statement'> {
  readonly applies: (one: FlagCase) => boolean;
  readonly holds: (one: FlagCase) => boolean;
}

const records: ReadonlySet<DataCategory> = new Set(RECORD_CATEGORIES);
const WHEREABOUTS: ReadonlySet<DataCategory> = new Set(['addresses', 'contactDetails']);

const isCoordinator = (standing: Standing): boolean => standing === 'COORDINATOR';
const withheld = ({ left }: FlagCase): boolean => left === 'WITHHELD';
const noWider = (before: Outcome, next: Outcome): boolean => stricterOf(before, next) === next;

const FLAG_LAWS: readonly FlagLaw[] = [
  {
    key: 'flags-only-narrow',
    statement: "a person's flags only narrow what the pack says of that person",
    applies: () => true,
    holds: ({ outcome, left }) => noWider(outcome, left),
  },
  {
    key: 'more-flags-narrow',
    statement: 'one flag more never shows more',
    applies: () => true,
    holds: ({ set, left, answers, ...asked }) =>
      SUBJECT_FLAGS.every((_flag, bit) => noWider(left, answers.after(asked, set | (1 << bit)))),
  },
  {
    key: 'no-flags-no-change',
    statement: 'a person without flags is shown as the pack says',
    applies: ({ flags }) => flags.size === 0,
    holds: ({ outcome, left }) => outcome === left,
  },
  {
    key: 'protected-address',
    statement:
      'of a person whose address is protected, nobody but the coordinator receives addresses or contact details',
    applies: ({ flags, standing, category }) =>
      flags.has('PROTECTED_ADDRESS') && !isCoordinator(standing) && WHEREABOUTS.has(category),
    holds: withheld,
  },
  {
    key: 'sealed-person',
    statement: 'of an adopted or a protected person, nobody but the coordinator receives anything',
    applies: ({ flags, standing, category }) =>
      (flags.has('ADOPTED') || flags.has('PROTECTED_PERSON')) &&
      !isCoordinator(standing) &&
      records.has(category),
    holds: withheld,
  },
  {
    key: 'restricted-processing',
    statement: 'of a person whose data are restricted, nobody receives anything',
    applies: ({ flags, category }) => flags.has('RESTRICTED_PROCESSING') && records.has(category),
    holds: withheld,
  },
  {
    key: 'unconfirmed-person',
    statement: 'of a person whom a second coordinator has yet to agree to, nobody receives anything',
    applies: ({ flags, category }) => flags.has('UNCONFIRMED') && records.has(category),
    holds: withheld,
  },
  {
    key: 'gender-recognition',
    statement: 'of a person under the Gender Recognition Act, nobody receives the gender',
    applies: ({ flags, category }) => flags.has('GENDER_RECOGNITION') && category === 'gender',
    holds: withheld,
  },
];

/** The laws that speak of a person's flags, on every cell of every pack with every set of them. */
export const LAWS_OF_FLAGS: readonly Law[] = Object.freeze(
  FLAG_LAWS.map((law) => ({
    key: law.key,
    statement: law.statement,
    ofPacks: true,
    check: (space: ProofSpace) => checkFlags(law, space),
  })),
);

/** What came of one law for one question that many cells put. */
interface Asked {
  readonly cases: number;
  readonly held: number;
  readonly broken: FlagCase | null;
}

function checkFlags(law: FlagLaw, { pack, tables, gateCasesPerCell, flags: answers }: ProofSpace): Tally {
  const count = new Count();
  const known = new Map<string, Asked>();
  for (const place of tables) {
    for (const at of CELL_PLACES) {
      const cell = cellAt(place.table, at);
      const asked: FlagsAsked = { standing: place.standing, category: at.category, outcome: cell.outcome };
      const key = `${asked.standing} ${asked.category} ${asked.outcome}`;
      const before = known.get(key);
      const answer = before ?? ask(law, asked, answers);
      known.set(key, answer);
      const weight = place.weight * gateCasesPerCell;
      count.addMany(
        { asked: before ? 0 : answer.cases, cases: answer.cases * weight, held: answer.held * weight },
        () => ({ ...describeCell(pack, { place, at, cell }), ...describeFlags(answer.broken) }),
      );
    }
  }
  return count.tally();
}

function ask(law: FlagLaw, asked: FlagsAsked, answers: FlagAnswers): Asked {
  let [cases, held] = [0, 0];
  let broken: FlagCase | null = null;
  for (const [set, flags] of FLAG_SETS.entries()) {
    const one: FlagCase = { ...asked, flags, set, left: answers.after(asked, set), answers };
    if (!law.applies(one)) continue;
    cases += 1;
    if (law.holds(one)) held += 1;
    else broken ??= one;
  }
  return { cases, held, broken };
}

const describeFlags = (one: FlagCase | null): Readonly<Record<string, string>> =>
  one === null ? {} : { flags: [...one.flags].join(', ') || 'none', outcomeAfterFlags: one.left };
