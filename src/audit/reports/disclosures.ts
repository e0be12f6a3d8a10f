import type { DataCategory } from '../../domain/data-category';
import type { AuditEntry, StoredEvent } from '../event';
import { report, type Report, type ReportEnd, type ReportFilter, type ReportParameter } from './report';
import { entriesIn, left, walk } from './walk';
import { basisWords, categoryWords, counted, listed, OFFENCE, SPECIAL } from './words';

const COLUMNS = [
  { key: 'at', title: 'When' },
  { key: 'user', title: 'User' },
  { key: 'agency', title: 'Recipient agency' },
  { key: 'standing', title: 'Standing' },
  { key: 'review', title: 'Review' },
  { key: 'purpose', title: 'Purpose' },
  { key: 'subject', title: 'Data subject' },
  { key: 'source', title: 'Data from' },
  { key: 'categories', title: 'What left' },
  { key: 'basis', title: 'Lawful basis' },
  { key: 'pack', title: 'Policy pack' },
  { key: 'clauses', title: 'Clauses' },
  { key: 'event', title: 'Event' },
] as const;

type Column = (typeof COLUMNS)[number]['key'];

const PARAMETERS: readonly ReportParameter[] = [
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
];

type Named = Pick<Report, 'name' | 'code' | 'title' | 'question' | 'required'>;

/** A list of what left: a row for each answer, data subject and source. Where it is about someone, they are in `about`. */
const disclosures = (
  named: Named,
  {
    only,
    about,
  }: { readonly only?: ReadonlySet<DataCategory>; readonly about: (filter: ReportFilter) => string },
): Report<Column> =>
  report({
    ...named,
    parameters: PARAMETERS,
    columns: COLUMNS,
    async *run(source, filter) {
      const tally = new Tally();
      for await (const stored of walk(source, filter, { action: 'READ' })) {
        const shown = entriesIn(stored, filter).filter(
          (entry) => left(entry) && (only === undefined || only.has(entry.category)),
        );
        tally.count(stored, shown);
        for (const entries of groups(shown)) yield row(stored, entries);
      }
      return tally.end(about(filter));
    },
  });

const everything = (): string => 'data';
const ofSubject = ({ subject }: ReportFilter): string => `data about ${subject ?? 'a data subject'}`;

export const byReview = disclosures(
  {
    name: 'ledger',
    code: 'R1',
    title: 'Disclosure ledger',
    question: 'Who received which kinds of data, when, and on which lawful basis?',
  },
  { about: everything },
);

export const bySubject = disclosures(
  {
    name: 'subject',
    code: 'R2',
    title: 'Disclosures about a data subject',
    question: 'Who has received data about this person?',
    required: ['subject'],
  },
  { about: ofSubject },
);

export const byUser = disclosures(
  {
    name: 'user',
    code: 'R3',
    title: 'Disclosures to a user',
    question: 'What did this user receive?',
    required: ['user'],
  },
  {
    about: (filter) =>
      `data${filter.subject === undefined ? '' : ` about ${filter.subject}`} under the account ${filter.user ?? ''}`,
  },
);

export const byAgency = disclosures(
  {
    name: 'agency',
    code: 'R4',
    title: 'Disclosures to an agency',
    question: 'What did this agency receive?',
    required: ['agency'],
  },
  { about: ({ agency }) => `data for ${agency ?? ''}` },
);

export const bySpecialCategory = disclosures(
  {
    name: 'special',
    code: 'R5',
    title: 'Uses of special category and criminal offence data',
    question: 'Who received special category or criminal offence data, and on which condition?',
  },
  {
    only: new Set([...SPECIAL, ...OFFENCE]),
    about: () => 'special category or criminal offence data',
  },
);

/** The entries of an event by data subject and source. */
export function groups(entries: readonly AuditEntry[]): Iterable<readonly AuditEntry[]> {
  const found = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const key = `${entry.subject ?? ''} ${entry.agency ?? ''}`;
    const group = found.get(key);
    if (group) group.push(entry);
    else found.set(key, [entry]);
  }
  return found.values();
}

function row({ eventId, occurredAt, event }: StoredEvent, entries: readonly AuditEntry[]) {
  const { actor, standing, review, purpose, pack, lawfulBasis } = event;
  const categories = entries.map(({ category }) => category);
  return {
    at: occurredAt.toISOString(),
    user: actor.user,
    agency: actor.agency,
    standing,
    review: review?.id ?? null,
    purpose,
    subject: entries[0]?.subject ?? null,
    source: entries[0]?.agency ?? 'register',
    categories: categoryWords(entries),
    basis: basisWords(lawfulBasis, categories),
    pack: pack && `${pack.key} ${pack.version}`,
    clauses: listed(entries.flatMap(({ clause }) => clause.split(','))),
    event: eventId,
  };
}

/** Who received, of whom, how much. */
class Tally {
  #answers = 0;
  #values = 0;
  readonly #users = new Set<string>();
  readonly #agencies = new Set<string>();
  readonly #subjects = new Set<string>();

  count({ event }: StoredEvent, entries: readonly AuditEntry[]): void {
    if (entries.length === 0) return;
    this.#answers += 1;
    this.#users.add(event.actor.user);
    this.#agencies.add(event.actor.agency);
    for (const { subject, records } of entries) {
      this.#values += records;
      if (subject !== null) this.#subjects.add(subject);
    }
  }

  end(what: string): ReportEnd {
    const totals = {
      answers: this.#answers,
      users: this.#users.size,
      agencies: this.#agencies.size,
      subjects: this.#subjects.size,
      values: this.#values,
    };
    if (totals.answers === 0) return { totals, ok: true, sentence: `Nobody received ${what}.` };
    const who = `${counted(totals.users, 'user')} of ${counted(totals.agencies, 'agency', 'agencies')}`;
    const sentence = `${who} received ${what} in ${counted(totals.answers, 'answer')}: ${counted(totals.values, 'value')} of ${counted(totals.subjects, 'data subject')}.`;
    return { totals, ok: true, sentence };
  }
}
