import { isPseudonym } from '../../../pseudonyms';
import { ReviewDataDocument } from '../../operations.generated';
import { sayDisclosure } from '../printing';
import { returnsOf, sayIdentities, sayRecords } from '../review-tables';
import { COORDINATOR, REVIEW_PURPOSE, titleOf, type OpenedReview, type Stage } from '../stage';
import { StoryError } from '../story-error';
import type { LinkedRecord } from './answer-contact-checks';

/** The coordinator reads the same review: names in the clear, official numbers as pseudonyms, no offence data. */
export async function readAsCoordinator(
  { client, narrator }: Stage,
  { review, links }: { readonly review: OpenedReview; readonly links: readonly LinkedRecord[] },
): Promise<void> {
  narrator.step('The coordinator reads the same review', titleOf(COORDINATOR));
  const { review: read } = await client.ask(COORDINATOR, ReviewDataDocument, {
    reviewId: review.id,
    purpose: REVIEW_PURPOSE,
  });
  if (!read) throw new StoryError('The coordinator received no review.');
  sayIdentities(narrator, read);
  sayRecords(narrator, read, 1);
  sayDisclosure(narrator, read.disclosure);
  const parts = returnsOf(read);
  const named = links.filter(({ agency, role, record }) =>
    parts.some(
      ({ part, ...placed }) => part.agency === agency && placed.role === role && part.name === record.name,
    ),
  );
  narrator.check(
    'names are in the clear',
    named.some(({ agency }) => agency === 'nhs-trust'),
  );
  narrator.check(
    'official numbers are pseudonyms',
    parts.every(({ part }) =>
      [part.nhsNumber, part.nationalInsuranceNumber].every((value) => value === null || isPseudonym(value)),
    ),
  );
  narrator.check(
    'convictions and informants are withheld, and the list says on which clause',
    parts.every(({ part }) => part.convictions === null && part.informants === null) &&
      ['CONVICTIONS', 'INFORMANTS'].every((category) =>
        read.disclosure.some(
          (entry) => entry.category === category && entry.outcome === 'WITHHELD' && entry.clause !== null,
        ),
      ),
  );
}
