import type {
  Address,
  Addendum,
  ContactDetail,
  RelatedParty,
  Statement,
} from '../../domain/contract.generated';
import type { RecordCategory } from '../../domain/data-category';
import type { RiskReason } from '../../domain/risk-reason';

/** What was asked for of a contract type: any leaf may be left out, and a leaf without a value is null. */
type Asked<Type, Leaf extends keyof Type> = { readonly [Key in Leaf]?: Type[Key] | null };

/** The same while it is being made. */
export type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A correction, which travels with its statement. */
export type ReleasedAddendum = Readonly<Pick<Addendum, 'text'>> & { readonly recordedOn: string | null };

/** What no statement is without: fact or opinion, and its corrections. */
interface Attested {
  readonly assertion: Statement['assertion'];
  readonly addenda: readonly ReleasedAddendum[];
  /** A pseudonym in the place of the agency's own handle. */
  readonly handle?: string;
}

/** How far the de-identified free text of an entry may still tell who it is about, and who may read it. */
export interface NarrativeRisk {
  /** From 0, nothing to tell, towards 1. No threshold of it releases anything. */
  readonly score: number;
  readonly reasons: readonly RiskReason[];
  /** Whether a person has released all of it beyond the contributing agency and the coordinator. */
  readonly released: boolean;
  /** Name the texts to the person who releases them. */
  readonly textIds: readonly string[];
}

/** The leaves of a statement that are released or not, each by itself. */
export type StatementLeaf = Exclude<keyof Statement, 'handle' | 'assertion' | 'addenda'>;

/** One entry of an agency's record, as it may leave; `handle` is a record pseudonym. */
export type ReleasedStatement = Attested &
  Asked<Statement, StatementLeaf> & { readonly narrativeRisk?: NarrativeRisk };

/** Where someone lives or lived, as it may leave. */
export type ReleasedAddress = Asked<Address, keyof Address>;

/** A way to reach the subject, or the language to do it in, as it may leave. */
export type ReleasedContactDetail = Asked<ContactDetail, keyof ContactDetail>;

/** Another person of the record, as they may leave; `handle` is a person or practitioner pseudonym. */
export type ReleasedParty = Attested &
  Asked<RelatedParty, 'name' | 'dateOfBirth' | 'relationship' | 'role' | 'organisation'> & {
    readonly addresses?: readonly ReleasedAddress[] | null;
  };

interface Shapes {
  name: string;
  /** Partial date, ISO 8601 reduced precision. */
  dateOfBirth: string;
  addresses: readonly ReleasedAddress[];
  /** Completed years in digits, or a band. */
  age: string;
  gender: string;
  contactDetails: readonly ReleasedContactDetail[];
  nationalInsuranceNumber: string;
  nhsNumber: string;
  familyMembers: readonly ReleasedParty[];
  ethnicity: ReleasedStatement;
  religion: ReleasedStatement;
  health: readonly ReleasedStatement[];
  otherSpecialCategory: readonly ReleasedStatement[];
  legalStatuses: readonly ReleasedStatement[];
  involvements: readonly ReleasedStatement[];
  safeguardingConcerns: readonly ReleasedStatement[];
  convictions: readonly ReleasedStatement[];
  investigations: readonly ReleasedStatement[];
  otherParties: readonly ReleasedParty[];
  practitioners: readonly ReleasedParty[];
  informants: readonly ReleasedParty[];
}

/** The released form of each data category, null where the agency gave none. */
export type ReleasedShapes = { readonly [Category in RecordCategory]: Shapes[Category] | null };

/** What leaves of one agency's record: the categories that were asked for and not withheld, and no other key. */
export type ReleasedRecord = Partial<ReleasedShapes>;

/**
 * Takes the prototype from an object that was just made, so that no key of it can be anything but data. Made in this order
 * it stays an object with a shape: one that begins with no prototype is a dictionary, three times as slow to make.
 */
export function bare<Fields extends object>(fields: Fields): Fields {
  Object.setPrototypeOf(fields, null);
  return fields;
}
