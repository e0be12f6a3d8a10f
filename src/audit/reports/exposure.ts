import type { StoredEvent } from '../event';
import { report } from './report';
import { entriesIn, left, walk } from './walk';
import { compare, counted, listed } from './words';

interface Exposed {
  readonly subject: string;
  readonly review: string | null;
  readonly categories: Set<string>;
  readonly recipients: Set<string>;
  readonly users: Set<string>;
  values: number;
  readonly first: Date;
  last: Date;
}

/**
 * R15: who and what would be exposed if everything that left in a time had been lost: the nature, categories and numbers
 * that UK GDPR art. 33(3)(a) asks for.
 */
export const exposure = report({
  name: 'exposure',
  code: 'R15',
  title: 'Exposure in a time',
  question: 'If what left in this time had leaked, exactly which people and fields would be exposed?',
  parameters: ['review', 'subject', 'user', 'agency', 'source', 'category', 'from', 'to', 'partnerships'],
  required: ['from', 'to'],
  columns: [
    { key: 'subject', title: 'Data subject' },
    { key: 'review', title: 'Review' },
    { key: 'categories', title: 'Categories' },
    { key: 'values', title: 'Values' },
    { key: 'recipients', title: 'Recipient agencies' },
    { key: 'users', title: 'Users' },
    { key: 'first', title: 'First' },
    { key: 'last', title: 'Last' },
  ],
  async *run(source, filter) {
    const found = new Map<string, Exposed>();
    const recipients = new Set<string>();
    let answers = 0;
    for await (const stored of walk(source, filter, { action: 'READ' })) {
      const entries = entriesIn(stored, filter).filter(left);
      if (entries.length === 0) continue;
      answers += 1;
      recipients.add(stored.event.actor.agency);
      for (const { subject, category, records } of entries) {
        if (subject === null) continue;
        const one = exposedOf(found, { subject, stored });
        one.categories.add(category);
        one.recipients.add(stored.event.actor.agency);
        one.users.add(stored.event.actor.user);
        one.values += records;
        one.last = stored.occurredAt;
      }
    }
    const all = [...found.values()].sort((one, other) => compare(one.subject, other.subject));
    for (const { categories, recipients: agencies, users, first, last, ...rest } of all)
      yield {
        ...rest,
        categories: listed(categories),
        recipients: listed(agencies),
        users: listed(users),
        first: first.toISOString(),
        last: last.toISOString(),
      };
    const values = all.reduce((sum, one) => sum + one.values, 0);
    const totals = { subjects: all.length, values, recipients: recipients.size, answers };
    const sentence =
      all.length === 0
        ? 'Nothing about anybody left in this time.'
        : `${counted(values, 'value')} about ${counted(all.length, 'data subject')} left in ${counted(answers, 'answer')} to ${counted(recipients.size, 'agency', 'agencies')}.`;
    return { totals, ok: true, sentence };
  },
});

/** A pseudonym belongs to one review and purpose, so that a person of two reviews is two data subjects here. */
function exposedOf(
  found: Map<string, Exposed>,
  { subject, stored }: { readonly subject: string; readonly stored: StoredEvent },
): Exposed {
  const present = found.get(subject);
  if (present) return present;
  const one: Exposed = {
    subject,
    review: stored.event.review?.id ?? null,
    categories: new Set(),
    recipients: new Set(),
    users: new Set(),
    values: 0,
    first: stored.occurredAt,
    last: stored.occurredAt,
  };
  found.set(subject, one);
  return one;
}
