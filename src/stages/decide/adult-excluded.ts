import type { Purpose, ReviewType } from '../../domain/purpose';
import type { CompiledPack } from '../../policy';

/**
 * Whether a contact check is refused because it would be made for the adult of a safeguarding adult review, and the data
 * protection officer has answered that the document does not cover that (S1-24: "the involved child or family").
 */
export const isAdultExcluded = (
  { switches }: Pick<CompiledPack, 'switches'>,
  reviewType: ReviewType,
  purpose: Purpose,
): boolean =>
  purpose === 'CONTACT_CHECK' &&
  reviewType === 'SAFEGUARDING_ADULT_REVIEW' &&
  !switches.contactCheckCoversAdult;
