import { HealthAttemptDocument, type HealthAttemptQuery } from '../../operations.generated';
import { sayDisclosure } from '../printing';
import { HOUSING, REVIEW_PURPOSE, titleOf, type OpenedReview, type Stage } from '../stage';

/** The same wider agency tries to read health and offence data: first as a contact check, then as the review. */
export async function attemptHealth({ client, narrator }: Stage, review: OpenedReview): Promise<void> {
  narrator.step('The same agency tries to read health data', titleOf(HOUSING));
  narrator.say('Under the purpose of the contact check:');
  const asCheck = await client.ask(HOUSING, HealthAttemptDocument, {
    reviewId: review.id,
    purpose: 'CONTACT_CHECK',
  });
  sayAttempt({ narrator }, asCheck);
  narrator.check('no health and no offence data came', carriesNothing(asCheck));
  narrator.check('the answer names the clause that withholds them', isWithheld(asCheck, { named: true }));

  narrator.say(`\nUnder the purpose of the review itself, ${REVIEW_PURPOSE}:`);
  const asReview = await client.ask(HOUSING, HealthAttemptDocument, {
    reviewId: review.id,
    purpose: REVIEW_PURPOSE,
  });
  sayAttempt({ narrator }, asReview);
  narrator.check('not even the subjects came', asReview.review?.subjects.length === 0);
  narrator.check(
    'everything is withheld',
    carriesNothing(asReview) && isWithheld(asReview, { named: false }),
  );
}

function sayAttempt({ narrator }: Pick<Stage, 'narrator'>, { review }: HealthAttemptQuery): void {
  const rows = (review?.subjects ?? []).map(({ ref, role, returns }) => [
    ref,
    role,
    returns.flatMap(({ health }) => health ?? []).length,
    returns.flatMap(({ convictions }) => convictions ?? []).length,
  ]);
  if (rows.length === 0) narrator.say('No subject is in the answer.');
  else
    narrator.table(
      [
        ['Subject', 28],
        ['Role', 13],
        ['Health entries', 16],
        ['Convictions', 14],
      ],
      rows,
    );
  sayDisclosure(narrator, review?.disclosure ?? []);
}

const carriesNothing = ({ review }: HealthAttemptQuery): boolean =>
  (review?.subjects ?? [])
    .flatMap(({ returns }) => returns)
    .every(({ health, convictions }) => health === null && convictions === null);

function isWithheld({ review }: HealthAttemptQuery, { named }: { readonly named: boolean }): boolean {
  const entries = review?.disclosure ?? [];
  const categories = new Set(entries.map(({ category }) => category));
  return (
    categories.has('HEALTH') &&
    categories.has('CONVICTIONS') &&
    entries.every(({ outcome, clause }) => outcome === 'WITHHELD' && (!named || clause !== null))
  );
}
