import type { GraphQLObjectType } from 'graphql';

/** A value of a response. */
export type Projected =
  string | number | boolean | null | readonly Projected[] | { readonly [key: string]: Projected };

/** One selected field of a type: where the guards decide whether it is answered. */
export interface Slot {
  /** Its number among the operation's. */
  readonly index: number;
  readonly type: GraphQLObjectType;
  readonly field: string;
}

/** Whether each selected field may be answered, by the number of its slot. */
export type Verdict = readonly boolean[];

/** The verdicts on the selected fields, of the objects of a type whose guards look at the agency by that. */
export interface Verdicts {
  readonly ofAll: Verdict;
  /** @throws Anomaly for an object of an agency that nothing was decided for */
  ofAgency(source: object): Verdict;
}

/** A disclosed value as the response shows it. @throws Anomaly */
export type Complete = (value: unknown, verdicts: Verdicts) => Projected;

/** A value is not what the compiled projection expects: graphql-js runs the operation instead, and says what is wrong. */
export class Anomaly extends Error {
  override readonly name = 'Anomaly';
}
