import { report } from './report';
import { entriesIn, left, walk } from './walk';
import { compare, counted } from './words';

interface Recipient {
  readonly agency: string;
  readonly user: string;
  before: string | null;
  answersBefore: number;
  since: string | null;
}

/**
 * Who received what was corrected at `--from`, and who has received it anew since, when the correction came along as an
 * addendum. The gateway keeps no values and is told of no correction: the agency that corrected says when and what.
 */
export const corrections = report({
  name: 'corrections',
  code: 'R2a',
  title: 'Recipients of what has since been corrected',
  question:
    'Which recipients have a value that has since been corrected, and have they received the correction?',
  parameters: ['subject', 'source', 'category', 'review', 'from', 'partnerships'],
  required: ['source', 'category', 'from'],
  columns: [
    { key: 'agency', title: 'Recipient agency' },
    { key: 'user', title: 'User' },
    { key: 'before', title: 'Last received before the correction' },
    { key: 'answersBefore', title: 'Answers before' },
    { key: 'since', title: 'Received since, with the correction' },
    { key: 'told', title: 'Told' },
  ],
  async *run(source, { from: corrected, ...filter }) {
    const found = new Map<string, Recipient>();
    for await (const stored of walk(source, filter, { action: 'READ' })) {
      if (!entriesIn(stored, filter).some(left)) continue;
      const { user, agency } = stored.event.actor;
      const one = found.get(`${agency} ${user}`) ?? {
        agency,
        user,
        before: null,
        answersBefore: 0,
        since: null,
      };
      found.set(`${agency} ${user}`, one);
      if (corrected !== undefined && stored.occurredAt < corrected) {
        one.before = stored.occurredAt.toISOString();
        one.answersBefore += 1;
      } else one.since ??= stored.occurredAt.toISOString();
    }
    const had = [...found.values()].filter(({ before }) => before !== null);
    for (const one of had.sort((a, b) => compare(`${a.agency} ${a.user}`, `${b.agency} ${b.user}`)))
      yield { ...one, told: one.since === null ? 'no' : 'yes' };
    const untold = had.filter(({ since }) => since === null).length;
    const sentence =
      had.length === 0
        ? 'Nobody had received it before the correction.'
        : `${counted(had.length, 'account')} received it before the correction; ${untold} of them have not received it since and are to be told.`;
    return { totals: { recipients: had.length, notTold: untold }, ok: untold === 0, sentence };
  },
});
