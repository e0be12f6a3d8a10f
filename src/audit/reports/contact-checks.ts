import { CONTACT_OUTCOMES } from '../../domain/review';
import { ukDay } from '../../domain/uk-day';
import { report, type ReportFilter, type ReportSource } from './report';
import { compare, counted } from './words';

interface Performance {
  readonly agency: string;
  sent: number;
  answered: number;
  late: number;
  open: number;
  overdue: number;
  readonly outcomes: Map<string, number>;
}

/** R11: how agencies answer their contact checks. */
export const contactCheckPerformance = report({
  name: 'contact-checks',
  code: 'R11',
  title: 'Contact check performance',
  question: 'How do agencies answer their contact checks, and in time?',
  parameters: ['review', 'agency', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'agency', title: 'Agency' },
    { key: 'sent', title: 'Sent' },
    { key: 'answered', title: 'Answered' },
    { key: 'late', title: 'Answered late' },
    { key: 'open', title: 'Waiting' },
    { key: 'overdue', title: 'Waiting and overdue' },
    { key: 'answers', title: 'Answers' },
  ],
  async *run(source, filter) {
    const today = ukDay(source.clock.now());
    const found = new Map<string, Performance>();
    for (const row of await rowsOf(source, filter)) {
      const one = found.get(row.agency_id) ?? nobody(row.agency_id);
      found.set(row.agency_id, one);
      one.sent += 1;
      if (row.state === 'SENT') one.open += 1;
      if (row.state === 'SENT' && row.due_on < today) one.overdue += 1;
      if (row.answered_at === null) continue;
      one.answered += 1;
      if (ukDay(row.answered_at) > row.due_on) one.late += 1;
      if (row.outcome !== null) one.outcomes.set(row.outcome, (one.outcomes.get(row.outcome) ?? 0) + 1);
    }
    const all = [...found.values()].sort((one, other) => compare(one.agency, other.agency));
    for (const { outcomes, ...counts } of all)
      yield {
        ...counts,
        answers: CONTACT_OUTCOMES.flatMap((word) =>
          outcomes.has(word) ? `${word} ${outcomes.get(word) ?? 0}` : [],
        ).join(', '),
      };
    const sum = (field: 'sent' | 'answered' | 'late' | 'open' | 'overdue'): number =>
      all.reduce((total, one) => total + one[field], 0);
    const totals = {
      sent: sum('sent'),
      answered: sum('answered'),
      late: sum('late'),
      waiting: sum('open'),
      overdue: sum('overdue'),
    };
    const sentence = `${counted(totals.sent, 'contact check')}: ${totals.answered} answered, ${totals.late} of them late; ${totals.waiting} waiting, ${totals.overdue} of them overdue.`;
    return { totals, ok: true, sentence };
  },
});

const nobody = (agency: string): Performance => ({
  agency,
  sent: 0,
  answered: 0,
  late: 0,
  open: 0,
  overdue: 0,
  outcomes: new Map(),
});

async function rowsOf({ db }: ReportSource, { review, agency, from, to, partnerships }: ReportFilter) {
  let query = db
    .selectFrom('contact_check')
    .innerJoin('review', 'review.id', 'contact_check.review_id')
    .selectAll('contact_check')
    .select('review.partnership_id');
  if (review !== undefined) query = query.where('contact_check.review_id', '=', review);
  if (agency !== undefined) query = query.where('contact_check.agency_id', '=', agency);
  if (from !== undefined) query = query.where('contact_check.sent_at', '>=', from);
  if (to !== undefined) query = query.where('contact_check.sent_at', '<', to);
  const rows = await query.execute();
  return rows.filter((row) => partnerships?.some((one) => one === row.partnership_id) ?? true);
}
