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

/** Whether each selected field of each object may be answered. */
export interface Verdicts {
  permits(slot: Slot, source: object): boolean;
}

/** A disclosed value as the response shows it. @throws Anomaly */
export type Complete = (value: unknown, verdicts: Verdicts) => Projected;

/** A value is not what the compiled projection expects: graphql-js runs the operation instead, and says what is wrong. */
export class Anomaly extends Error {
  override readonly name = 'Anomaly';
}
