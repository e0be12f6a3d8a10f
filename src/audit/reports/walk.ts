import type { AuditEntry, StoredEvent } from '../event';
import { isAuditOutcome } from '../event';
import { readEvents, type AuditFilter } from '../read-events';
import type { ReportFilter, ReportSource } from './report';

/** Events that are read at a time. */
const CHUNK = 500;

/** Every event that the filter lets through, in the order in which they happened. */
export async function* walk(
  { db }: Pick<ReportSource, 'db'>,
  filter: ReportFilter,
  more: Pick<AuditFilter, 'action'> = {},
): AsyncGenerator<StoredEvent> {
  const narrowed = { ...auditFilter(filter), ...more };
  let after: number | undefined;
  for (;;) {
    const page = await readEvents(db, {
      filter: narrowed,
      request: { first: CHUNK, ...(after !== undefined && { after }) },
    });
    yield* page.events;
    after = page.events.at(-1)?.position;
    if (!page.hasNextPage) return;
  }
}

/** The part of a report's filter that events as a whole are chosen by. */
function auditFilter(filter: ReportFilter): AuditFilter {
  const { review, agency, user, from, to, partnerships } = filter;
  return {
    ...(review !== undefined && { reviewId: review }),
    ...(agency !== undefined && { agency }),
    ...(user !== undefined && { user }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(partnerships !== undefined && { partnerships }),
  };
}

/** The entries of an event that the filter lets through. */
export function entriesIn(
  { event }: Pick<StoredEvent, 'event'>,
  { subject, source, category, outcome }: ReportFilter,
): readonly AuditEntry[] {
  return event.entries.filter(
    (entry) =>
      (subject === undefined || entry.subject === subject) &&
      (source === undefined || entry.agency === source) &&
      (category === undefined || entry.category === category) &&
      (outcome === undefined || isAuditOutcome(outcome) || entry.outcome === outcome),
  );
}

/** Whether something of the entry left, or could have. */
export const left = ({ outcome, records }: AuditEntry): boolean => outcome !== 'WITHHELD' || records > 0;
