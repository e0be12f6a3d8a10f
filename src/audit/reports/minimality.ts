import { CONTACT_CHECK_CATEGORIES } from '../../domain/data-category';
import type { StoredEvent } from '../event';
import { report, type ReportEnd } from './report';
import { left, walk } from './walk';
import { compare, listed } from './words';

const MINIMUM: ReadonlySet<string> = new Set(CONTACT_CHECK_CATEGORIES);

/** What one agency received as a wider agency of one review. */
interface Tally {
  readonly agency: string;
  readonly review: string | null;
  answers: number;
  minimal: number;
  values: number;
  readonly more: Set<string>;
  readonly exceptions: string[];
}

/**
 * R8: of each answer to a wider agency, whether it held anything but name, date of birth and address. It is counted from
 * the entries, one by one; what the pack says is not asked.
 */
export const minimality = report({
  name: 'minimality',
  code: 'R8',
  title: 'Wider-tier minimality',
  question: 'Did any wider agency ever receive more than name, date of birth and address?',
  parameters: ['review', 'agency', 'user', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'agency', title: 'Recipient agency' },
    { key: 'review', title: 'Review' },
    { key: 'answers', title: 'Answers' },
    { key: 'minimal', title: 'Answers with nothing more' },
    { key: 'values', title: 'Values of name, date of birth and address' },
    { key: 'more', title: 'Other categories' },
    { key: 'exceptions', title: 'Events with more' },
  ],
  async *run(source, filter) {
    const tallies = new Map<string, Tally>();
    for await (const stored of walk(source, filter, { action: 'READ' }))
      if (stored.event.standing === 'WIDER') count(tallies, stored);
    const sorted = [...tallies.values()].sort((one, other) => compare(keyOf(one), keyOf(other)));
    for (const { more, exceptions, ...tally } of sorted)
      yield { ...tally, more: listed(more), exceptions: exceptions.join(', ') };
    return endOf(sorted);
  },
});

const keyOf = ({ agency, review }: Pick<Tally, 'agency' | 'review'>): string => `${agency} ${review ?? ''}`;

function count(tallies: Map<string, Tally>, { eventId, event }: StoredEvent): void {
  const group = { agency: event.actor.agency, review: event.review?.id ?? null };
  const tally = tallies.get(keyOf(group)) ?? {
    ...group,
    answers: 0,
    minimal: 0,
    values: 0,
    more: new Set<string>(),
    exceptions: [],
  };
  tallies.set(keyOf(group), tally);
  const shown = event.entries.filter(left);
  const beyond = shown.filter(({ category }) => !MINIMUM.has(category));
  tally.answers += 1;
  for (const { category, records } of shown) if (MINIMUM.has(category)) tally.values += records;
  for (const { category } of beyond) tally.more.add(category);
  if (beyond.length === 0) tally.minimal += 1;
  else tally.exceptions.push(eventId);
}

function endOf(tallies: readonly Tally[]): ReportEnd {
  const sum = (field: 'answers' | 'minimal'): number =>
    tallies.reduce((total, tally) => total + tally[field], 0);
  const [answers, minimal] = [sum('answers'), sum('minimal')];
  const totals = { answers, minimal, beyond: answers - minimal };
  if (answers === 0) return { totals, ok: true, sentence: 'No answer went to a wider agency.' };
  const sentence =
    answers === minimal
      ? `100 % of the answers to wider agencies (${minimal} of ${answers}) held nothing but name, date of birth and address.`
      : `${percent(minimal, answers)} % of the answers to wider agencies (${minimal} of ${answers}) held nothing but name, date of birth and address; the others held more.`;
  return { totals, ok: answers === minimal, sentence };
}

/** Rounded down, so that 100 is said of all alone. */
const percent = (part: number, whole: number): string => (Math.floor((part * 1_000) / whole) / 10).toFixed(1);
