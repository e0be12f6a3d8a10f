import { GatewayError } from '../../errors/gateway-error';
import type { AuditEntry, StoredEvent } from '../event';
import { isAuditOutcome } from '../event';
import type { EntryFilter } from '../leaf';
import type { AuditFilter } from '../filter';
import { readEvents } from '../read-events';
import type { ReportFilter, ReportSource } from './report';

/** Events that are read at a time. */
const CHUNK = 500;

/**
 * Every event that the filter lets through, in the order in which they happened.
 *
 * @throws GatewayError REPORT_TOO_LARGE past the source's limit
 */
export async function* walk(
  { db, limit = Infinity }: Pick<ReportSource, 'db' | 'limit'>,
  filter: ReportFilter,
  more: Pick<AuditFilter, 'action'> = {},
): AsyncGenerator<StoredEvent> {
  const narrowed = { ...auditFilter(filter), ...more };
  let after: string | undefined;
  let walked = 0;
  for (;;) {
    const page = await readEvents(db, {
      filter: narrowed,
      request: { first: CHUNK, ...(after !== undefined && { after }) },
    });
    walked += page.events.length;
    if (walked > limit) throw new GatewayError('REPORT_TOO_LARGE');
    yield* page.events;
    after = page.events.at(-1)?.cursor;
    if (!page.hasNextPage) return;
  }
}

/** The part of a report's filter that events as a whole are chosen by. */
function auditFilter(filter: ReportFilter): AuditFilter {
  const { review, agency, user, from, to, event, outcome, partnerships } = filter;
  const entry = entryFilter(filter);
  return {
    ...(review !== undefined && { reviewId: review }),
    ...(agency !== undefined && { agency }),
    ...(user !== undefined && { user }),
    ...(outcome !== undefined && isAuditOutcome(outcome) && { outcome }),
    ...(Object.keys(entry).length > 0 && { entry }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(event !== undefined && { eventId: event }),
    ...(partnerships !== undefined && { partnerships }),
  };
}

/** The part that its entries are chosen by. */
function entryFilter({ subject, source, category, outcome }: ReportFilter): EntryFilter {
  return {
    ...(subject !== undefined && { subject }),
    ...(source !== undefined && { source }),
    ...(category !== undefined && { category }),
    ...(outcome !== undefined && !isAuditOutcome(outcome) && { outcome }),
  };
}

/** The entries of an event that the filter lets through. */
export function entriesIn(
  { event }: Pick<StoredEvent, 'event'>,
  filter: ReportFilter,
): readonly AuditEntry[] {
  const { subject, source, category, outcome } = entryFilter(filter);
  return event.entries.filter(
    (entry) =>
      (subject === undefined || entry.subject === subject) &&
      (source === undefined || entry.agency === source) &&
      (category === undefined || entry.category === category) &&
      (outcome === undefined || entry.outcome === outcome),
  );
}

/** Whether something of the entry left, or could have. */
export const left = ({ outcome, records }: AuditEntry): boolean => outcome !== 'WITHHELD' || records > 0;
