import { AuditTrailDocument, type AuditTrailQuery } from '../../operations.generated';
import { AUDITOR, storyPeople, titleOf, type OpenedReview, type Stage } from '../stage';

type TrailEvent = AuditTrailQuery['auditEvents']['edges'][number]['node'];

/** The data protection officer reads who saw what of this review, and why. Gives the number of events. */
export async function readAuditTrail(
  { client, narrator }: Stage,
  review: OpenedReview,
): Promise<{ readonly events: number }> {
  narrator.step('Who saw what, and why: the audit trail', titleOf(AUDITOR));
  const receipts = new Set(client.receipts);
  const events: TrailEvent[] = [];
  let after: string | null = null;
  do {
    const { auditEvents }: AuditTrailQuery = await client.ask(AUDITOR, AuditTrailDocument, {
      reviewId: review.id,
      after,
    });
    events.push(...auditEvents.edges.map(({ node }) => node));
    after = auditEvents.pageInfo.hasNextPage ? auditEvents.pageInfo.endCursor : null;
  } while (after !== null);
  narrator.table(
    [
      ['No.', 6],
      ['When', 26],
      ['Who', 24],
      ['What', 23],
      ['Standing', 15],
      ['Purpose', 37],
      ['Fields', 30],
    ],
    events.map(({ sequence, occurredAt, user, action, outcome, standing, purpose, entries }) => [
      sequence,
      occurredAt,
      user,
      outcome === 'SUCCESS' ? action : `${action} ${outcome}`,
      standing,
      purpose,
      countOutcomes(entries),
    ]),
  );
  const ids = new Set(events.map(({ id }) => id));
  narrator.check(
    `each of the ${receipts.size} disclosures and changes of this story is in the trail`,
    receipts.size > 0 && [...receipts].every((id) => ids.has(id)),
  );
  narrator.check('the trail holds names of fields and no values', !holdsValues(events));
  return { events: events.length };
}

/** Such as `3 CLEAR, 1 WITHHELD`: the fields, each counted once for all subjects. */
function countOutcomes(entries: TrailEvent['entries']): string | null {
  const fields = new Map(
    entries.map(({ agency, category, outcome }) => [`${agency ?? ''} ${category}`, outcome]),
  );
  const counts = new Map<string, number>();
  for (const outcome of fields.values()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || null;
}

function holdsValues(events: readonly TrailEvent[]): boolean {
  const text = JSON.stringify(events);
  return storyPeople().some(
    ({ name, dateOfBirth, nhsNumber }) =>
      text.includes(name) || text.includes(dateOfBirth) || text.includes(nhsNumber),
  );
}
