import type { Kysely } from 'kysely';
import type { AgencyId, PartnershipId, ReviewId, UserId } from '../../domain/ids';
import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { Clock } from '../../domain/ports';
import type { CompiledPack } from '../../policy';
import type { Database } from '../../store';
import type { AuditOutcome } from '../event';
import type { VerifyReport } from '../verify';

/** What a report may be narrowed by; what is left out does not narrow. */
export interface ReportFilter {
  readonly review?: ReviewId;
  /** A subject's pseudonym, such as the audit record holds; never a name. */
  readonly subject?: string;
  readonly user?: UserId;
  /** The agency that received, or tried to. */
  readonly agency?: AgencyId;
  /** The agency that the data came from. */
  readonly source?: AgencyId;
  readonly category?: DataCategory;
  /** What happened to an entry, or to the operation as a whole. */
  readonly outcome?: Outcome | AuditOutcome;
  /** From this instant, inclusive. */
  readonly from?: Date;
  /** To this instant, exclusive. */
  readonly to?: Date;
  /** One event, by its id. */
  readonly event?: string;
  /** Events of these partnerships alone, null being those that belong to none; an empty list finds nothing. */
  readonly partnerships?: readonly (PartnershipId | null)[];
}

export type ReportParameter = keyof ReportFilter;

/** Names, ids, pseudonyms, counts and instants (ISO 8601, UTC); never a value of a record. */
export type ReportCell = string | number | null;

export type ReportRow<Column extends string = string> = Readonly<Record<Column, ReportCell>>;

/** What a report comes to, once all of its rows are known. */
export interface ReportEnd {
  /** The result in one sentence. */
  readonly sentence: string;
  readonly totals: Readonly<Record<string, number>>;
  /** False where the report shows that something is not as it must be; a command then ends with exit code 1. */
  readonly ok: boolean;
}

/** What reports are made from. */
export interface ReportSource {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  /** How many events a report may look at; it is refused where it would take more. */
  readonly limit?: number;
  /** Every version of every pack that this gateway knows. */
  readonly packs: readonly CompiledPack[];
  /** Walks a log, or all of them, with the keys that checkpoints are checked with where there are any. */
  verify(options?: { readonly log?: string }): Promise<VerifyReport>;
  /**
   * The day on which a review is due for destruction, as an ISO date, from what the register holds sealed; left out where
   * the reader has no keys. It may be somebody's date of birth and some years, so that no report shows it.
   */
  readonly retentionDueOn?: (review: ReviewId, sealed: Buffer) => Promise<string>;
}

/** One report over the audit log and the register. */
export interface Report<Column extends string = string> {
  /** The name to call it by. */
  readonly name: string;
  /** Its number in the list of reports, such as `R8`. */
  readonly code: string;
  readonly title: string;
  /** What it answers, as an auditor asks. */
  readonly question: string;
  /** What it may be narrowed by. */
  readonly parameters: readonly ReportParameter[];
  /** What it cannot do without. */
  readonly required?: readonly ReportParameter[];
  readonly columns: readonly { readonly key: Column; readonly title: string }[];
  /** Yields the rows in their order and returns what they come to. */
  run(source: ReportSource, filter: ReportFilter): AsyncGenerator<ReportRow<Column>, ReportEnd>;
}

/** Keeps the columns' names as types, so that a row with another column, or without one, does not compile. */
export const report = <Column extends string>(definition: Report<Column>): Report<Column> =>
  Object.freeze(definition);

/** A report's rows with what they come to, for those who need all of it at once. */
export interface ReportResult {
  readonly rows: readonly ReportRow[];
  readonly end: ReportEnd;
}

/** Runs a report to its end. */
export async function collectReport(run: AsyncGenerator<ReportRow, ReportEnd>): Promise<ReportResult> {
  const rows: ReportRow[] = [];
  for (;;) {
    const step = await run.next();
    if (step.done === true) return { rows, end: step.value };
    rows.push(step.value);
  }
}
