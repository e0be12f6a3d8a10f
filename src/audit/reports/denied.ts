import type { AuditDraft, StoredEvent } from '../event';
import { report, type ReportFilter, type ReportRow } from './report';
import { entriesIn, walk } from './walk';
import { counted, listed } from './words';

/**
 * R6: what was refused, and why. A refused or failed operation has an error's code, an answer that a gate kept empty the
 * gate's name. Cells that withhold are listed where the report is narrowed to a category or to WITHHELD: every answer has
 * some.
 */
export const denied = report({
  name: 'denied',
  code: 'R6',
  title: 'Refusals',
  question: 'What was denied, to whom, and why?',
  parameters: [
    'review',
    'subject',
    'user',
    'agency',
    'source',
    'category',
    'outcome',
    'from',
    'to',
    'partnerships',
  ],
  columns: [
    { key: 'at', title: 'When' },
    { key: 'user', title: 'User' },
    { key: 'agency', title: 'Agency' },
    { key: 'review', title: 'Review' },
    { key: 'purpose', title: 'Purpose' },
    { key: 'what', title: 'What' },
    { key: 'why', title: 'Why' },
    { key: 'event', title: 'Event' },
  ],
  async *run(source, filter) {
    let refused = 0;
    const reasons = new Map<string, number>();
    for await (const stored of walk(source, filter)) {
      for (const { what, why } of refusalsIn(stored, filter)) {
        refused += 1;
        reasons.set(why, (reasons.get(why) ?? 0) + 1);
        yield { ...whoAndWhen(stored), what, why, event: stored.eventId };
      }
    }
    const most = [...reasons].sort(([, one], [, other]) => other - one)[0];
    const sentence =
      most === undefined
        ? 'Nothing was denied.'
        : `${counted(refused, 'refusal')}, for ${counted(reasons.size, 'reason')}; most often ${most[0]} (${most[1]}).`;
    return { totals: { refusals: refused, reasons: reasons.size }, ok: true, sentence };
  },
});

interface Refusal {
  readonly what: string;
  readonly why: string;
}

function refusalsIn(stored: StoredEvent, filter: ReportFilter): readonly Refusal[] {
  const { event } = stored;
  const { category, subject, source, outcome } = filter;
  const narrowed =
    category !== undefined || subject !== undefined || source !== undefined || outcome === 'WITHHELD';
  const wholes = narrowed
    ? []
    : whole(event).filter(() => outcome === undefined || event.outcome === outcome);
  return narrowed ? withheldIn(stored, filter) : wholes;
}

function whole({ action, outcome, code, details }: AuditDraft): readonly Refusal[] {
  const fields = details['fields'];
  const what = fields === undefined ? action : `${action} ${fields}`;
  if (outcome === 'DENIED' || outcome === 'ERROR') return [{ what, why: code ?? outcome }];
  const gate = details['gate'];
  return action === 'READ' && gate !== undefined ? [{ what, why: `gate ${gate}` }] : [];
}

function withheldIn(stored: StoredEvent, filter: ReportFilter): readonly Refusal[] {
  const withheld = entriesIn(stored, filter).filter(({ outcome }) => outcome === 'WITHHELD');
  const byReason = new Map<string, string[]>();
  const { pack, details } = stored.event;
  for (const { clause, category } of withheld) {
    const gate = details['gate'];
    const why = gate === undefined ? `${pack?.key ?? 'no pack'} clause ${clause}` : `gate ${gate}`;
    byReason.set(why, [...(byReason.get(why) ?? []), category]);
  }
  return [...byReason].map(([why, categories]) => ({ what: listed(categories), why }));
}

/** Who did it, when, and to which review. */
export const whoAndWhen = ({
  occurredAt,
  event,
}: StoredEvent): ReportRow<'at' | 'user' | 'agency' | 'review' | 'purpose'> => ({
  at: occurredAt.toISOString(),
  user: event.actor.user,
  agency: event.actor.agency,
  review: event.review?.id ?? event.details['reviewId'] ?? event.details['review'] ?? null,
  purpose: event.purpose,
});
