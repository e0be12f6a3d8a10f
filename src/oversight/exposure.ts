import { OFFENCE_CATEGORIES, SPECIAL_CATEGORIES } from '../domain/data-category';
import type { AuditEntry, StoredEvent } from '../audit';
import { report, type ReportEnd } from '../audit/reports/report';
import { walk } from '../audit/reports/walk';

/** What one user of one agency received of one person's category. */
interface Exposed {
  readonly review: string | null;
  readonly subject: string | null;
  readonly recipient: string;
  readonly user: string;
  readonly standing: string | null;
  readonly purpose: string | null;
  readonly source: string | null;
  readonly category: string;
  readonly outcome: string;
  answers: number;
  values: number;
  first: string;
  last: string;
}

const SPECIAL: ReadonlySet<string> = new Set(SPECIAL_CATEGORIES);
const OFFENCE: ReadonlySet<string> = new Set(OFFENCE_CATEGORIES);

/**
 * R15, the facts of a breach (UK GDPR art. 33(3)(a)): who received which fields about whom, when and how often, in a span
 * of time. People are told apart by their pseudonyms: one person has one for each review and purpose.
 */
export const exposure = report({
  name: 'exposure',
  code: 'R15',
  title: 'Exposure',
  question:
    'If everything that was answered in that time had come into wrong hands, whose data were they, and which?',
  parameters: ['from', 'to', 'review', 'agency', 'user', 'subject', 'category', 'source', 'partnerships'],
  required: ['from', 'to'],
  columns: [
    { key: 'review', title: 'Review' },
    { key: 'subject', title: 'Person (pseudonym)' },
    { key: 'category', title: 'Field' },
    { key: 'outcome', title: 'Left as' },
    { key: 'source', title: 'Source' },
    { key: 'recipient', title: 'Recipient agency' },
    { key: 'user', title: 'User' },
    { key: 'standing', title: 'Standing' },
    { key: 'purpose', title: 'Purpose' },
    { key: 'answers', title: 'Answers' },
    { key: 'values', title: 'Values' },
    { key: 'first', title: 'First' },
    { key: 'last', title: 'Last' },
  ],
  async *run(source, filter) {
    const found = new Map<string, Exposed>();
    for await (const stored of walk(source, filter, { action: 'READ' }))
      for (const entry of stored.event.entries)
        if (entry.records > 0 && passes(entry, filter)) count(found, { stored, entry });
    const rows = [...found.entries()].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
    for (const [, row] of rows) yield { ...row };
    return endOf(rows.map(([, row]) => row));
  },
});

interface Narrowing {
  readonly subject?: string;
  readonly category?: string;
  readonly source?: string;
}

const passes = (entry: AuditEntry, { subject, category, source }: Narrowing): boolean =>
  (subject === undefined || entry.subject === subject) &&
  (category === undefined || entry.category === category) &&
  (source === undefined || entry.agency === source);

function count(
  found: Map<string, Exposed>,
  { stored, entry }: { readonly stored: StoredEvent; readonly entry: AuditEntry },
): void {
  const { event } = stored;
  const at = stored.occurredAt.toISOString();
  const group = {
    review: event.review?.id ?? null,
    subject: entry.subject,
    recipient: event.actor.agency,
    user: event.actor.user,
    standing: event.standing,
    purpose: event.purpose,
    source: entry.agency,
    category: entry.category,
    outcome: entry.outcome,
  };
  const key = JSON.stringify(Object.values(group));
  const row = found.get(key) ?? { ...group, answers: 0, values: 0, first: at, last: at };
  row.answers += 1;
  row.values += entry.records;
  if (at < row.first) row.first = at;
  if (at > row.last) row.last = at;
  found.set(key, row);
}

function endOf(rows: readonly Exposed[]): ReportEnd {
  const distinct = (of: (row: Exposed) => string | null): number =>
    new Set(rows.flatMap((row) => of(row) ?? [])).size;
  const values = (of: (row: Exposed) => boolean): number =>
    rows.filter(of).reduce((sum, row) => sum + row.values, 0);
  const totals = {
    people: distinct(({ subject }) => subject),
    reviews: distinct(({ review }) => review),
    fields: distinct(({ category }) => category),
    recipientAgencies: distinct(({ recipient }) => recipient),
    recipientUsers: distinct(({ recipient, user }) => `${recipient} ${user}`),
    values: values(() => true),
    specialCategoryValues: values(({ category }) => SPECIAL.has(category)),
    offenceValues: values(({ category }) => OFFENCE.has(category)),
  };
  const sentence =
    rows.length === 0
      ? 'Nothing left in that time.'
      : `${totals.values} values of ${totals.fields} fields about ${totals.people} people (by pseudonym) went to ${totals.recipientUsers} users of ${totals.recipientAgencies} agencies.`;
  return { totals, ok: true, sentence };
}
