import type { RecordCategory } from '../../../domain/data-category';
import type { AgencyId, SubjectId } from '../../../domain/ids';
import type { Outcome } from '../../../domain/outcome';
import type { Generalisers } from '../../../pseudonyms/generalise/generaliser';
import type { Pseudonyms } from '../../../pseudonyms/pseudonyms-for';
import type { CheckedShapes } from '../checked';
import type { DeskText, TextPlace } from '../text';
import type { ReleasedShapes } from '../released';

/** The outcomes in which something leaves. */
export type ReleasingOutcome = Exclude<Outcome, 'WITHHELD'>;

/** Whose record is transformed, and with which pseudonyms and masks of this operation. */
export interface TransformContext {
  /** The agency that sent the record. */
  readonly agency: AgencyId;
  readonly subject: SubjectId;
  readonly pseudonyms: Pseudonyms;
  /** By the levels that the policy pack chooses. */
  readonly generalise: Generalisers;
  /** What a person told, de-identified, as far as this recipient may read it; null stays null. */
  readonly narrative: (text: string | null, place: Omit<TextPlace, 'agency'>) => DeskText | null;
  /** Masks a term of a code list or a form: known people under their roles. Null stays null. */
  readonly maskTerm: (text: string | null) => string | null;
  /** Masks words that a person wrote; null stays null. */
  readonly maskText: (text: string | null) => string | null;
  /** Masks official numbers in codes and names; null stays null. */
  readonly maskCode: (text: string | null) => string | null;
  /** Masks like `maskText`, and takes away whole what reveals an offence to those who may not know of it. */
  readonly maskService: (text: string | null) => string | null;
}

/** Turns what an agency gave for one category into what leaves. Total: null in gives a release too. */
export type Transform<Category extends RecordCategory> = (
  value: CheckedShapes[Category],
  context: TransformContext,
) => ReleasedShapes[Category];

/** The transforms of one category, one for each outcome in which something leaves. */
export type Transforms<Category extends RecordCategory> = Readonly<
  Record<ReleasingOutcome, Transform<Category>>
>;
