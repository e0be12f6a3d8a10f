import { DATA_CATEGORIES, RECORD_CATEGORIES, type DataCategory } from '../../domain/data-category';
import { OUTCOMES, type Outcome } from '../../domain/outcome';
import { STANDINGS, type Standing } from '../../domain/standing';
import { SUBJECT_FLAGS, type SubjectFlags } from '../../domain/subject-flag';
import type { GateModel } from './gate-model';
import { subsetsOf } from './subsets';

/** Every set of flags that a person can have. */
export const FLAG_SETS: readonly SubjectFlags[] = subsetsOf(SUBJECT_FLAGS);

/** What flags make of one outcome: by the outcome that is left, how many sets of flags leave it, and the first of them. */
export type Leaves = ReadonlyMap<Outcome, { readonly count: number; readonly flags: SubjectFlags }>;

/** What the flags of a person make of every outcome for every recipient. */
export interface FlagAnswers {
  /** By the index of a set in `FLAG_SETS`. */
  readonly after: (asked: FlagsAsked, set: number) => Outcome;
  readonly leaves: (asked: FlagsAsked) => Leaves;
}

/** One outcome of one category, for a recipient of that standing. */
export interface FlagsAsked {
  readonly standing: Standing;
  readonly category: DataCategory;
  readonly outcome: Outcome;
}

const records: ReadonlySet<DataCategory> = new Set(RECORD_CATEGORIES);

/**
 * Asks what flags do everything that they can be asked. An answer to a contact check is of a review and not of one person,
 * so that flags do not reach it.
 */
export function askFlags(narrow: GateModel['narrow']): FlagAnswers {
  const after = new Map<string, readonly Outcome[]>();
  const leaves = new Map<string, Leaves>();
  for (const standing of STANDINGS) {
    const narrowings = FLAG_SETS.map((flags) => narrow({ standing, flags }));
    for (const category of DATA_CATEGORIES) {
      for (const outcome of OUTCOMES) {
        const key = keyOf({ standing, category, outcome });
        const left = narrowings.map((of) => (records.has(category) ? of(category, outcome) : outcome));
        after.set(key, left);
        leaves.set(key, leavesOf(left));
      }
    }
  }
  return {
    after: (asked, set) => after.get(keyOf(asked))?.[set] ?? 'WITHHELD',
    leaves: (asked) => leaves.get(keyOf(asked)) ?? new Map(),
  };
}

const keyOf = ({ standing, category, outcome }: FlagsAsked): string => `${standing} ${category} ${outcome}`;

function leavesOf(left: readonly Outcome[]): Leaves {
  const counted = new Map<Outcome, { count: number; flags: SubjectFlags }>();
  for (const [set, outcome] of left.entries()) {
    const flags = FLAG_SETS[set] ?? new Set();
    const known = counted.get(outcome) ?? { count: 0, flags };
    known.count += 1;
    counted.set(outcome, known);
  }
  return counted;
}
