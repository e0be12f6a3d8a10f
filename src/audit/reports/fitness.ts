import type { StoredEvent } from '../event';
import { whoAndWhen } from './denied';
import { report } from './report';
import { left, walk } from './walk';
import { counted } from './words';

/** What a user must meet, as the facts of an answer name it, and how its refusal is recorded. */
const DEMANDS = [
  { fact: 'trainingInDate', code: 'TRAINING_OUT_OF_DATE', gate: 'TRAINING', words: 'training out of date' },
  { fact: 'ukNetwork', code: null, gate: 'UK_NETWORK', words: 'from outside the United Kingdom' },
] as const;

/** Accounts that asked with training out of date, or from outside the United Kingdom, and what they got. */
export const fitness = report({
  name: 'fitness',
  code: 'R6a',
  title: 'Training and place of access',
  question:
    'Which accounts asked with training out of date, or from outside the United Kingdom, and were they refused?',
  parameters: ['review', 'user', 'agency', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'at', title: 'When' },
    { key: 'user', title: 'User' },
    { key: 'agency', title: 'Agency' },
    { key: 'review', title: 'Review' },
    { key: 'purpose', title: 'Purpose' },
    { key: 'what', title: 'What' },
    { key: 'result', title: 'Result' },
    { key: 'event', title: 'Event' },
  ],
  async *run(source, filter) {
    const totals = { refused: 0, answered: 0 };
    for await (const stored of walk(source, filter)) {
      for (const { words, answered } of unfitIn(stored)) {
        totals[answered ? 'answered' : 'refused'] += 1;
        const result = answered ? 'ANSWERED' : 'refused';
        yield { ...whoAndWhen(stored), what: words, result, event: stored.eventId };
      }
    }
    const asked = totals.refused + totals.answered;
    const outcome = totals.answered === 0 ? 'all were refused' : `${totals.answered} received data`;
    const sentence =
      asked === 0
        ? 'Nobody asked with training out of date or from outside the United Kingdom.'
        : `${counted(asked, 'attempt')} with training out of date or from outside the United Kingdom; ${outcome}.`;
    return { totals, ok: totals.answered === 0, sentence };
  },
});

function unfitIn({ event }: StoredEvent): readonly { readonly words: string; readonly answered: boolean }[] {
  const facts = event.details['facts']?.split(',');
  return DEMANDS.flatMap(({ fact, code, gate, words }) => {
    const refused = (code !== null && event.code === code) || event.details['gate'] === gate;
    const unmet = event.action === 'READ' && facts !== undefined && !facts.includes(fact);
    if (!refused && !unmet) return [];
    return [{ words, answered: event.entries.some(left) }];
  });
}
