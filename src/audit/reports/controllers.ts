import type { DataCategory } from '../../domain/data-category';
import { report } from './report';
import { entriesIn, left, walk } from './walk';
import { compare, counted, listed } from './words';

/** Categories that are about other people, or name them. */
const THIRD_PARTY: ReadonlySet<DataCategory> = new Set<DataCategory>([
  'familyMembers',
  'otherParties',
  'practitioners',
  'informants',
]);

interface Held {
  readonly source: string;
  readonly categories: Set<string>;
  readonly thirdParties: Set<string>;
  readonly recipients: Set<string>;
  readonly purposes: Set<string>;
  values: number;
}

/**
 * What an answer to a request under UK GDPR art. 15 has to speak of, by the controller who must answer, from what was
 * disclosed. The data themselves stay with the agencies.
 */
export const controllers = report({
  name: 'controllers',
  code: 'R2b',
  title: 'Controllers and categories for an access request',
  question:
    'What does an answer to this access request consist of, what of it is about third parties, and which controllers must answer?',
  parameters: ['subject', 'review', 'from', 'to', 'partnerships'],
  required: ['subject'],
  columns: [
    { key: 'source', title: 'Controller to answer' },
    { key: 'categories', title: 'Categories about the data subject' },
    { key: 'thirdParties', title: 'Categories about third parties, to be considered apart' },
    { key: 'values', title: 'Values disclosed' },
    { key: 'recipients', title: 'Disclosed to' },
    { key: 'purposes', title: 'For' },
  ],
  async *run(source, filter) {
    const found = new Map<string, Held>();
    for await (const stored of walk(source, filter, { action: 'READ' })) {
      for (const entry of entriesIn(stored, filter).filter(left)) {
        const name = entry.agency ?? `register of ${stored.event.partnership ?? 'the gateway'}`;
        const one = found.get(name) ?? nothing(name);
        found.set(name, one);
        (THIRD_PARTY.has(entry.category) ? one.thirdParties : one.categories).add(entry.category);
        one.recipients.add(stored.event.actor.agency);
        one.purposes.add(stored.event.purpose ?? 'none');
        one.values += entry.records;
      }
    }
    const all = [...found.values()].sort((one, other) => compare(one.source, other.source));
    for (const one of all)
      yield {
        source: one.source,
        categories: listed(one.categories),
        thirdParties: listed(one.thirdParties),
        values: one.values,
        recipients: listed(one.recipients),
        purposes: listed(one.purposes),
      };
    const sentence =
      all.length === 0
        ? 'Nothing about this data subject was disclosed.'
        : `${counted(all.length, 'controller')} must answer: ${listed(all.map((one) => one.source))}.`;
    return { totals: { controllers: all.length }, ok: true, sentence };
  },
});

const nothing = (source: string): Held => ({
  source,
  categories: new Set(),
  thirdParties: new Set(),
  recipients: new Set(),
  purposes: new Set(),
  values: 0,
});
