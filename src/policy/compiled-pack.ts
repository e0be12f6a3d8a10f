import type { DataCategory } from '../domain/data-category';
import type { PackKey } from '../domain/ids';
import type { LevelTable } from '../domain/ladder';
import type { Outcome } from '../domain/outcome';
import type { Purpose } from '../domain/purpose';
import type { Contribution, Standing } from '../domain/standing';
import type { Condition, ConditionGroups } from './conditions';
import type { Agreement, PartyClass } from './party';
import type { PolicyDocument } from './policy-document';
import type { RetentionRule } from './retention';
import type { PackStatus, SignatureRole } from './schema';
import type { Settings } from './settings';
import type { Switches } from './switches';

/** The words that a cell rests on. */
export interface Clause {
  readonly key: string;
  /** The document's title. */
  readonly document: string;
  readonly place: string;
  /** Empty where the document does not speak of the matter. */
  readonly quote: string;
}

/** What happens to one data category for one recipient. */
export interface Cell {
  readonly outcome: Outcome;
  /** Keys of clauses of the same pack. */
  readonly clauses: readonly string[];
  /** The column that says so; null where no column speaks, which withholds. */
  readonly recipient: string | null;
  /** What opens the cell; empty where nothing needs to, or can. */
  readonly conditions: ConditionGroups;
  /** What the cell becomes once it is opened; null where it has no conditions. */
  readonly then: Outcome | null;
}

/** A cell for each of the 22 categories. It has no prototype, so that an unknown key finds nothing. */
export type CategoryTable = Readonly<Record<DataCategory, Cell>>;

/** What a recipient gets of its own agency's contribution and of the others'. */
export type DecisionTable = Readonly<Record<Contribution, CategoryTable>>;

/** The law that a purpose rests on, normalised. */
export interface LawfulBasis {
  /** UK GDPR art. 6, such as `6(1)(e)`. */
  readonly article6: string;
  /** UK GDPR art. 9 for special category data, such as `9(2)(g)`. */
  readonly article9: readonly string[];
  /** Data Protection Act 2018, Sch. 1, for special category data, such as `paragraph 18`. */
  readonly schedule1: readonly string[];
  /** Data Protection Act 2018, Sch. 1, for criminal offence data (UK GDPR art. 10). */
  readonly article10: readonly string[];
  /** The power to require or share the information. */
  readonly statute: readonly string[];
}

/** Whom a column serves. */
export interface Audience {
  readonly standing: Standing;
  readonly purposes: readonly Purpose[];
  readonly contributions: readonly Contribution[];
  /** The party classes served; null where the column does not tell them apart. */
  readonly parties: readonly PartyClass[] | null;
}

/** One column of the disclosure matrix. */
export interface Recipient {
  readonly key: string;
  readonly title: string;
  /** As the pack's switches stand; empty where nobody receives the column through the gateway. */
  readonly audiences: readonly Audience[];
  readonly cells: CategoryTable;
}

/** Who signed the pack: a post, never a name. */
export interface Signature {
  readonly by: string;
  readonly role: SignatureRole;
  /** ISO date. */
  readonly on: string;
}

/** What must hold beside the matrix before anything is disclosed. */
export interface Gates {
  /** Months for which a data protection training counts. */
  readonly trainingMonths: number;
  /** The confidentiality reminder to acknowledge each session; null where the document asks for none. */
  readonly reminder: { readonly text: string; readonly visitors: boolean } | null;
  readonly ukOnly: boolean;
  /** Purposes for which the review must have a scope window. */
  readonly scopeWindow: ReadonlySet<Purpose>;
  /** Whether every entry must be marked as fact, opinion or both. */
  readonly assertionRequired: boolean;
  /** Whether a data protection impact assessment is referenced. */
  readonly dpia: boolean;
  /** Whether an appropriate policy document is referenced (Data Protection Act 2018, Sch. 1, para. 38 to 41). */
  readonly appropriatePolicyDocument: boolean;
}

/** What is recorded of one recipient and review, as far as it changes what the pack says. */
export interface TableFacts {
  readonly party?: PartyClass | undefined;
  readonly recorded?: ReadonlySet<Condition> | undefined;
}

/** A checked policy pack, frozen throughout; deciding is looking up. */
export interface CompiledPack {
  readonly key: PackKey;
  readonly version: string;
  readonly title: string;
  readonly status: PackStatus;
  /** First and last day in force, as ISO dates in United Kingdom time. */
  readonly effective: { readonly from: string; readonly to: string | null };
  readonly controller: string;
  /** The statutory partners that the document names; being one opens nothing. */
  readonly partners: readonly string[];
  /** SHA-256 of the source bytes, in hexadecimal. */
  readonly digest: string;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly recipients: readonly Recipient[];
  /** The open questions and the answers that hold. */
  readonly switches: Switches;
  readonly settings: Settings;
  /** How coarse values leave, in each outcome in which they climb a ladder. */
  readonly levels: LevelTable;
  readonly gates: Gates;
  /** Null where the document names no agreement. */
  readonly agreement: Agreement | null;
  readonly signatures: readonly Signature[];
  readonly documents: readonly PolicyDocument[];
  readonly retention: readonly RetentionRule[];
  /** The lawful basis of a purpose; null where the pack states none, in which case nothing is disclosed for it. */
  lawfulBasis(purpose: Purpose): LawfulBasis | null;
  /**
   * Never undefined: what the pack does not state is withheld, an unknown standing or purpose included, and a party
   * class that it does not serve, or none where it tells them apart.
   */
  table(standing: Standing, purpose: Purpose, facts?: TableFacts): DecisionTable;
  /** What needs somebody's attention on that day: reviews overdue, signatures missing, law gone stale. */
  warnings(at: Date): readonly string[];
  /** Whether the pack holds at that instant, by its status and its days. */
  isInForce(at: Date): boolean;
}
