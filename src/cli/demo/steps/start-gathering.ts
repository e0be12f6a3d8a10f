import {
  AdvanceReviewDocument,
  ContactCheckAnswersDocument,
  SetStandingDocument,
} from '../../operations.generated';
import { COORDINATOR, newLetters, titleOf, type OpenedReview, type Stage } from '../stage';

/** The coordinator reads the answers, makes those who know someone participate, and starts the gathering. */
export async function startGathering(stage: Stage, review: OpenedReview): Promise<void> {
  const { client, narrator, agencies } = stage;
  narrator.step('The agencies that know someone take part', titleOf(COORDINATOR));
  const { review: read } = await client.ask(COORDINATOR, ContactCheckAnswersDocument, {
    reviewId: review.id,
  });
  const answers = read?.contactChecks ?? [];
  const rows: (string | null)[][] = [];
  for (const { agency, outcome, answeredAt } of answers) {
    const standing =
      outcome === 'KNOWN'
        ? (
            await client.ask(COORDINATOR, SetStandingDocument, {
              input: {
                idempotencyKey: `${newLetters(stage)}-standing`,
                reviewId: review.id,
                agencyId: agency,
                standing: 'PARTICIPATING',
              },
            })
          ).setStanding.standing
        : null;
    rows.push([agency, outcome, answeredAt, standing]);
  }
  narrator.table(
    [
      ['Agency', 24],
      ['Answer', 12],
      ['Answered', 28],
      ['Standing now', 16],
    ],
    rows,
  );
  let state = read?.state;
  for (const to of ['SCOPED', 'GATHERING'] as const) {
    const { advanceReview } = await client.ask(COORDINATOR, AdvanceReviewDocument, {
      input: { idempotencyKey: `${newLetters(stage)}-${to}`, reviewId: review.id, to },
    });
    narrator.say(`The review goes from ${state ?? 'where it was'} to ${advanceReview.state}.`);
    state = advanceReview.state;
  }
  narrator.check(
    'every agency has answered KNOWN and participates',
    rows.length === agencies.length &&
      rows.every(([, outcome, , standing]) => outcome === 'KNOWN' && standing === 'PARTICIPATING'),
  );
  narrator.check('the review is GATHERING', state === 'GATHERING');
}
