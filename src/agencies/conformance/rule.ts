import type { AgencyRecord, AgencySource } from '../../domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import type { RecordHandle } from '../../domain/ids';
import type { PartFinding } from '../finding';

/** An agency under test: what it offers and answers, and people of its who exist for tests only. */
export interface AgencyUnderTest {
  readonly offers: AgencySource['offers'];
  readonly read: AgencySource['read'];
  /** A record of a made-up person. */
  readonly handle: RecordHandle;
  /** A record that the agency restricts, where it has one for tests. */
  readonly restricted: RecordHandle | null;
  /** Texts that no handle may contain: local keys, NHS numbers. */
  readonly secrets: readonly string[];
}

/** A rule of the contract that every agency holds, whatever it runs. */
export interface ContractRule {
  /** The rule as a sentence about the agency. */
  readonly rule: string;
  /** Why the rule cannot be tried on this agency; null where it can. */
  readonly skip?: (agency: AgencyUnderTest) => string | null;
  /** Every breach; the findings name fields, never values. */
  readonly check: (agency: AgencyUnderTest) => Promise<readonly PartFinding[]>;
}

/** Nobody issues it: a handle is derived or random. */
export const UNKNOWN_HANDLE = 'a'.repeat(32) as RecordHandle;

/** Fields without what is below them: each is read whole. */
export const treeOf = (fields: Iterable<string>): FieldTree =>
  new Map([...fields].map((field) => [field, NO_FIELDS]));

/** The coordinate of a field of the contract's entity. */
export const subject = (field: string): string => `Subject.${field}`;
/** The record of the person for tests, with these fields; one without a handle where there is none. */
export async function readOne(
  { read, handle }: AgencyUnderTest,
  fields: Iterable<string>,
): Promise<AgencyRecord> {
  const record = (await read([handle], treeOf(fields))).get(handle);
  return record ?? { handle: '' };
}
