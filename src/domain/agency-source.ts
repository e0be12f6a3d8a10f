import type { Subject } from './contract.generated';
import type { FieldTree } from './field-tree';
import type { AgencyId, RecordHandle } from './ids';
import type { Period } from './period';

/** What an agency holds about one person, as far as it was asked: the contract's `Subject`, any field left out. */
export type AgencyRecord = { readonly handle: string } & Partial<Omit<Subject, 'handle'>>;

/** What an agency's own staff search their case system by. */
export interface LocalSearch {
  readonly name?: string;
  /** ISO 8601 date. */
  readonly dateOfBirth?: string;
  /** The longest list that is wanted; an agency's own where none is given. */
  readonly limit?: number;
}

/** What narrows a reading beside its fields. */
export interface ReadOptions {
  /** Statements that lie wholly outside it are not read; see `liesOutside`. */
  readonly period?: Period;
}

/** A line of the agency's own search screen. It is shown to the agency's staff and never sent to the gateway. */
export interface LocalMatch {
  readonly handle: RecordHandle;
  readonly name: string;
  readonly dateOfBirth: string | null;
  readonly address: string | null;
  /** Previous names and aliases, where the case system has them. */
  readonly otherNames?: readonly string[];
  readonly otherAddresses?: readonly string[];
  readonly nhsNumber?: string | null;
}

/**
 * The port that every adapter implements: one agency's case system, read in the contract's terms. A source translates
 * and never filters, so it reads only the fields that it is asked for.
 */
export interface AgencySource {
  readonly agency: AgencyId;
  /** The contract fields of `Subject` that this agency can answer. */
  readonly offers: ReadonlySet<string>;
  /**
   * The records behind `handles`, each with the `fields` of `Subject` asked for and no other. A handle that is unknown,
   * or whose record this agency restricts, is left out of the answer, so that the two look alike.
   */
  read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options?: ReadOptions,
  ): Promise<ReadonlyMap<RecordHandle, AgencyRecord>>;
  /** False where the records have no names to search by, as in a return by child identifiers. */
  readonly hasNames?: boolean;
  /** The agency's own look-up, for its own staff. */
  search(by: LocalSearch): Promise<readonly LocalMatch[]>;
  /** Lets go of files, pools and servers. */
  close(): Promise<void>;
}
