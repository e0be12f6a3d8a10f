import {
  LADDER_NAMES,
  STANDARD_LEVELS,
  isAsCoarse,
  type LadderName,
  type LadderOutcome,
  type Levels,
  type LevelTable,
} from '../domain/ladder';
import type { DataCategory } from '../domain/data-category';
import type { Outcome } from '../domain/outcome';
import { deepFreeze } from './deep-freeze';
import type { Settings } from './settings';

/** The levels that hold: the pack's own, else the standard ones. */
export function levelTableOf({ generalisation }: Pick<Settings, 'generalisation'>): LevelTable {
  const of = (outcome: LadderOutcome): Levels => {
    const chosen = Object.entries(generalisation[outcome] ?? {}).filter(([, level]) => level !== undefined);
    return { ...STANDARD_LEVELS[outcome], ...(Object.fromEntries(chosen) as Partial<Levels>) };
  };
  return deepFreeze({ PSEUDONYMISED: of('PSEUDONYMISED'), GENERALISED: of('GENERALISED') });
}

/** Whether a level tells something that the standard one of its outcome does not. */
export const tellsMoreThanStandard = (outcome: LadderOutcome, name: LadderName, level: string): boolean =>
  !isAsCoarse(name, level, STANDARD_LEVELS[outcome][name]);

const ladders: ReadonlySet<string> = new Set(LADDER_NAMES);

/** Whether the values of a category climb a ladder of their own. */
export const hasLadder = (category: DataCategory): category is DataCategory & LadderName =>
  ladders.has(category);

/** The level at which a category leaves in an outcome; null where it has no ladder or does not climb. */
export function levelOf(table: LevelTable, category: DataCategory, outcome: Outcome): string | null {
  if (outcome === 'CLEAR' || outcome === 'WITHHELD' || !hasLadder(category)) return null;
  return table[outcome][category];
}
