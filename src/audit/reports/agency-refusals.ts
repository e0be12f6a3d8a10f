import type { StoredEvent } from '../event';
import { report } from './report';
import { walk } from './walk';
import { counted } from './words';

/** An agency's part of an answer that did not go well is kept in the event's details under this, and the agency. */
const STATUS = 'status:';

/** The answers to a contact check by which an agency gives nothing. */
const NO_RECORD: ReadonlySet<string> = new Set(['NOT_KNOWN', 'UNABLE_TO_SEARCH']);

/** How often each agency gave nothing, and what it said: that it refused, holds nothing, or could not search. */
export const agencyRefusals = report({
  name: 'agency-refusals',
  code: 'R6b',
  title: 'What agencies did not give',
  question: 'How many refusals did agencies make, and with which reasons?',
  parameters: ['review', 'source', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'source', title: 'Agency' },
    { key: 'reason', title: 'What it said' },
    { key: 'times', title: 'Times' },
    { key: 'last', title: 'Last' },
  ],
  async *run(source, { source: only, ...filter }) {
    const found = new Map<string, { source: string; reason: string; times: number; last: string }>();
    for await (const stored of walk(source, filter))
      for (const { agency, reason } of refusalsIn(stored)) {
        if (only !== undefined && agency !== only) continue;
        const key = `${agency} ${reason}`;
        const one = found.get(key) ?? { source: agency, reason, times: 0, last: '' };
        found.set(key, { ...one, times: one.times + 1, last: stored.occurredAt.toISOString() });
      }
    const all = [...found.values()].sort((one, other) =>
      one.source + one.reason < other.source + other.reason ? -1 : 1,
    );
    yield* all;
    const sum = (reasons: (reason: string) => boolean): number =>
      all.filter(({ reason }) => reasons(reason)).reduce((total, { times }) => total + times, 0);
    const refused = sum((reason) => reason === 'REFUSED');
    const nothing = sum((reason) => NO_RECORD.has(reason));
    const failed = sum(() => true) - refused - nothing;
    const sentence = `${counted(refused, 'refusal')} by agencies; ${counted(nothing, 'contact check')} answered with nothing held or no search; ${counted(failed, 'other failure')}.`;
    return { totals: { refused, nothing, failed }, ok: true, sentence };
  },
});

function refusalsIn({ event }: StoredEvent): readonly { readonly agency: string; readonly reason: string }[] {
  const { action, outcome, details, actor } = event;
  if (action === 'ANSWER_CONTACT_CHECK') {
    const answer = details['outcome'];
    const gaveNothing = outcome === 'SUCCESS' && answer !== undefined && NO_RECORD.has(answer);
    return gaveNothing ? [{ agency: actor.agency, reason: answer }] : [];
  }
  return Object.entries(details).flatMap(([key, reason]) =>
    key.startsWith(STATUS) ? [{ agency: key.slice(STATUS.length), reason }] : [],
  );
}
