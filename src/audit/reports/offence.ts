import type { AuditEntry, StoredEvent } from '../event';
import { cellOf, packOf } from './pack-of-event';
import { report, type ReportSource } from './report';
import { entriesIn, left, walk } from './walk';
import { counted, listed, OFFENCE } from './words';

/** Whether the pack of that day permitted what left, read anew from its cells. */
type Verdict = 'permitted' | 'NOT PERMITTED' | 'pack of that day not at hand';

/** Each use of criminal offence data, held against the pack of that day, with its authority under art. 10. */
export const offence = report({
  name: 'offence',
  code: 'R5a',
  title: 'Criminal offence data and its authority',
  question:
    'Has criminal offence data left for a purpose that our policy does not allow, and under which authority?',
  parameters: ['review', 'subject', 'user', 'agency', 'source', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'at', title: 'When' },
    { key: 'agency', title: 'Recipient agency' },
    { key: 'purpose', title: 'Purpose' },
    { key: 'source', title: 'Data from' },
    { key: 'category', title: 'Category' },
    { key: 'values', title: 'Values' },
    { key: 'authority', title: 'Authority under article 10' },
    { key: 'verdict', title: 'By the pack of that day' },
    { key: 'event', title: 'Event' },
  ],
  async *run(source, filter) {
    const totals = { uses: 0, notPermitted: 0, notChecked: 0 };
    const purposes = new Set<string>();
    for await (const stored of walk(source, filter, { action: 'READ' })) {
      for (const entry of entriesIn(stored, filter)) {
        if (!OFFENCE.has(entry.category) || !left(entry)) continue;
        const verdict = verdictOn(stored, entry, source);
        totals.uses += 1;
        if (verdict === 'NOT PERMITTED') totals.notPermitted += 1;
        if (verdict === 'pack of that day not at hand') totals.notChecked += 1;
        purposes.add(stored.event.purpose ?? 'none');
        yield { ...rowOf(stored, entry), verdict };
      }
    }
    const sentence =
      totals.uses === 0
        ? 'No criminal offence data left.'
        : `${counted(totals.uses, 'use')} of criminal offence data, for ${listed(purposes)}; ${totals.notPermitted} not permitted by the pack of that day, ${totals.notChecked} not checked for want of that pack.`;
    return { totals, ok: totals.notPermitted === 0, sentence };
  },
});

function verdictOn({ event }: StoredEvent, entry: AuditEntry, source: ReportSource): Verdict {
  const { pack } = packOf(event, source);
  if (pack === null) return 'pack of that day not at hand';
  const cell = cellOf(pack, { event, entry });
  return cell === undefined || cell.outcome === 'WITHHELD' ? 'NOT PERMITTED' : 'permitted';
}

function rowOf({ occurredAt, eventId, event }: StoredEvent, { agency, category, records }: AuditEntry) {
  const { actor, purpose, lawfulBasis, details } = event;
  const own = agency === actor.agency ? ["the recipient's own record"] : [];
  const stated = (lawfulBasis?.article10 ?? []).map((one) => `DPA 2018 Sch. 1 ${one}`);
  const recorded = details['conditions'] === undefined ? [] : [`recorded: ${details['conditions']}`];
  return {
    at: occurredAt.toISOString(),
    agency: actor.agency,
    purpose,
    source: agency ?? 'register',
    category,
    values: records,
    authority: [...stated, ...recorded, ...own].join('; ') || 'none stated',
    event: eventId,
  };
}
