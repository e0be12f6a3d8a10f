import { ukDay } from '../../domain/uk-day';
import { isOverdue, type CompiledPack } from '../../policy';
import { report, type ReportFilter, type ReportSource } from './report';
import { left, walk } from './walk';
import { counted } from './words';

interface Item {
  readonly what: string;
  readonly title: string;
  /** ISO date from which it is as it is; null where none is known. */
  readonly since: string | null;
  readonly status: string;
  /** The agency of a party to the agreement. */
  readonly agency: string | null;
}

/**
 * R10: agreements, their parties and the documents of the packs in force: signed and in date, or not, and how many answers
 * have flowed since.
 */
export const documents = report({
  name: 'documents',
  code: 'R10',
  title: 'Agreements and documents',
  question:
    'Which agreements and documents are unsigned, overdue or terminated, and what flowed under them since?',
  parameters: ['partnerships'],
  columns: [
    { key: 'pack', title: 'Policy pack' },
    { key: 'what', title: 'What' },
    { key: 'title', title: 'Title' },
    { key: 'agency', title: 'Agency' },
    { key: 'status', title: 'Status' },
    { key: 'since', title: 'Since' },
    { key: 'answers', title: 'Answers with data since' },
  ],
  async *run(source, filter) {
    const today = ukDay(source.clock.now());
    const now = source.clock.now();
    const totals = { items: 0, amiss: 0, answersSince: 0 };
    for (const pack of source.packs.filter((one) => one.isInForce(now))) {
      const items = itemsOf(pack, today);
      const flows = items.some(({ status }) => status !== 'in date')
        ? await flowsUnder(pack, { source, filter })
        : [];
      for (const item of items) {
        const amiss = item.status !== 'in date';
        const answers = amiss ? flows.filter((flow) => isUnder(flow, item)).length : null;
        totals.items += 1;
        if (amiss) totals.amiss += 1;
        totals.answersSince += answers ?? 0;
        const { what, title, agency, status, since } = item;
        yield { pack: `${pack.key} ${pack.version}`, what, title, agency, status, since, answers };
      }
    }
    const sentence = `${totals.amiss} of ${counted(totals.items, 'agreement, party or document', 'agreements, parties and documents')} are not signed and in date.`;
    return { totals, ok: true, sentence };
  },
});

function itemsOf({ agreement, documents: papers }: CompiledPack, today: string): readonly Item[] {
  const own = papers.map(({ kind, title, reviewDue, supplied }): Item => {
    const overdue = isOverdue({ reviewDue }, today);
    const status = !supplied ? 'not supplied' : overdue ? 'review overdue' : 'in date';
    return { what: kind, title, agency: null, status, since: overdue ? reviewDue : null };
  });
  if (agreement === null) return own;
  const { title, parties, reviewDueOn, terminatedOn } = agreement;
  const terminated = terminatedOn !== null && terminatedOn <= today;
  const overdue = isOverdue({ reviewDue: reviewDueOn }, today);
  const whole: Item = {
    what: agreement.kind,
    title,
    agency: null,
    status: terminated ? 'terminated' : overdue ? 'review overdue' : 'in date',
    since: terminated ? terminatedOn : overdue ? reviewDueOn : null,
  };
  const signatures = parties.map(({ agency, name, status }): Item => ({
    what: 'PARTY',
    title: name,
    agency,
    status: status === 'SIGNED' ? 'in date' : `not signed (${status})`,
    since: null,
  }));
  return [whole, ...signatures, ...own];
}

interface Flow {
  readonly day: string;
  readonly agency: string;
}

/** The answers with data that rested on the pack. */
async function flowsUnder(
  { key }: CompiledPack,
  { source, filter }: { readonly source: ReportSource; readonly filter: ReportFilter },
): Promise<readonly Flow[]> {
  const flows: Flow[] = [];
  for await (const { event, occurredAt } of walk(source, filter, { action: 'READ' }))
    if (event.pack?.key === key && event.entries.some(left))
      flows.push({ day: ukDay(occurredAt), agency: event.actor.agency });
  return flows;
}

const isUnder = ({ day, agency }: Flow, item: Item): boolean =>
  (item.since === null || day >= item.since) && (item.agency === null || item.agency === agency);
