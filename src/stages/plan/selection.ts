import type { FieldTree } from '../../domain/field-tree';
import type { AgencyId } from '../../domain/ids';

/** One use of `ReviewSubject.returns` in an operation. */
export interface SelectedReturns {
  /** The agencies named; null means all. */
  readonly agencies: readonly AgencyId[] | null;
  /** The categories selected, each with the fields below it. */
  readonly fields: FieldTree;
}

/** What an operation selects of a review, in the categories' names, all aliases merged. */
export interface Selection {
  /** Categories of the contact-check set: fields of `ReviewSubject` itself. */
  readonly subject: FieldTree;
  readonly returns: readonly SelectedReturns[];
  /** Whether the agencies' answers to the contact check are selected. */
  readonly contactChecks: boolean;
}
