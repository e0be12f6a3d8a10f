/** A generated operation before it is printed: plain data, so that fast-check can shrink and show it. */

/** Stands for the review and the purpose that the one operation declares, until it is printed. */
export const OWN = '~own';

/** How a directive's condition is given. */
export type Condition = 'true' | 'false' | '$yes' | '$no' | '$default';
export interface Directive {
  readonly name: 'include' | 'skip';
  readonly if: Condition;
}

/** A value of an argument; `byVariable` sends it apart from the text. */
export interface Argument {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
  readonly byVariable: boolean;
}

export interface Field {
  readonly kind: 'field';
  readonly name: string;
  /** Null leaves the field's own name. */
  readonly alias: string | null;
  readonly args: readonly Argument[];
  readonly directives: readonly Directive[];
  /** Null for a leaf. */
  readonly below: readonly Selection[] | null;
  /** The type of the values below. */
  readonly type: string;
}

export interface Fragment {
  readonly kind: 'inline' | 'named';
  /** A named one is spread as often as this, an inline one without its type where this is 2. */
  readonly times: 1 | 2;
  readonly type: string;
  readonly directives: readonly Directive[];
  readonly below: readonly Selection[];
}

export type Selection = Field | Fragment;

export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly name: string | null;
  readonly method: 'GET' | 'POST';
  /** Whether a second operation that asks for everything stands beside it and is not chosen. */
  readonly decoy: boolean;
  readonly selections: readonly Selection[];
}

/** An operation as it is sent. */
export interface Printed {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}
