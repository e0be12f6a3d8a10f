import type { Address } from '../../domain/contract.generated';
import {
  LADDER_OUTCOMES,
  STANDARD_LEVELS,
  type LadderOutcome,
  type Levels,
  type LevelTable,
} from '../../domain/ladder';
import { generaliseAddress } from './address';
import { generaliseAge } from './age';
import { dateAt } from './date';
import { dateOfBirthAt } from './date-of-birth';
import { serviceAt } from './service';
import { STATEMENT_LEVELS, type LadderedStatement, type StatementEntry } from './statement-levels';

type Value = string | null | undefined;

/** What is left of a value at the levels of one outcome. Every function is total: what does not climb is null. */
export interface Generaliser {
  readonly levels: Levels;
  readonly date: (value: Value) => string | null;
  readonly dateOfBirth: (value: Value) => string | null;
  /** Completed years in digits, or a band. */
  readonly age: (age: number | null) => string | null;
  readonly address: (address: Partial<Address>) => Address;
  readonly service: (name: Value) => string | null;
  /** What stands for code and description; undefined where they stay as recorded. */
  readonly statement: (category: LadderedStatement) => ((entry: StatementEntry) => string | null) | undefined;
}

/** A generaliser for each outcome in which values climb. */
export type Generalisers = Readonly<Record<LadderOutcome, Generaliser>>;

function generaliserOf(levels: Levels, indexEventOn: string | null): Generaliser {
  const { addresses } = levels;
  return Object.freeze({
    levels,
    date: (value: Value) => dateAt(value, levels.dates, indexEventOn),
    dateOfBirth: (value: Value) => dateOfBirthAt(value, levels.dateOfBirth, indexEventOn),
    age: (age: number | null) => (levels.age === 'band' || age === null ? generaliseAge(age) : String(age)),
    // No pack can choose the finest level, so that it needs no way out.
    address: (address: Partial<Address>) =>
      generaliseAddress(address, addresses === 'full' ? 'district' : addresses),
    service: (name: Value) => serviceAt(name, levels.services),
    statement: (category: LadderedStatement) =>
      new Map(Object.entries(STATEMENT_LEVELS[category])).get(levels[category]),
  });
}

/**
 * The generalisers of a review: by the levels of its policy pack, counting from its index event.
 *
 * @param indexEventOn ISO 8601 calendar date; null where the review has none, so that nothing counts from it.
 */
export function generalisersOf(table: LevelTable, indexEventOn: string | null): Generalisers {
  const made = LADDER_OUTCOMES.map((outcome) => [outcome, generaliserOf(table[outcome], indexEventOn)]);
  return Object.freeze(Object.fromEntries(made) as Record<LadderOutcome, Generaliser>);
}

/** Those of the standard levels, without an index event. */
export const STANDARD_GENERALISERS: Generalisers = generalisersOf(STANDARD_LEVELS, null);
