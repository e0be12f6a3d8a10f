import type { DataCategory } from '../domain/data-category';
import type { PackKey } from '../domain/ids';
import type { Outcome } from '../domain/outcome';
import type { Purpose } from '../domain/purpose';
import type { Contribution, Standing } from '../domain/standing';
import type { PackStatus } from './schema';
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
}

/** One column of the disclosure matrix. */
export interface Recipient {
  readonly key: string;
  readonly title: string;
  /** As the pack's switches stand; empty where nobody receives the column through the gateway. */
  readonly audiences: readonly Audience[];
  readonly cells: CategoryTable;
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
  /** SHA-256 of the source bytes, in hexadecimal. */
  readonly digest: string;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly recipients: readonly Recipient[];
  /** The open questions and the answers that hold. */
  readonly switches: Switches;
  /** The lawful basis of a purpose; null where the pack states none, in which case nothing is disclosed for it. */
  lawfulBasis(purpose: Purpose): LawfulBasis | null;
  /** Never undefined: what the pack does not state, an unknown standing or purpose included, is withheld. */
  table(standing: Standing, purpose: Purpose): DecisionTable;
  /** Whether the pack holds at that instant, by its status and its days. */
  isInForce(at: Date): boolean;
}
