import { whoAndWhen } from './denied';
import { report } from './report';
import { walk } from './walk';
import { counted } from './words';

/** What reads, takes out or changes the keys of the audit record; by the first words of the action. */
const READINGS: ReadonlySet<string> = new Set(['READ_AUDIT', 'EXPORT', 'ROTATE_KEY']);

/** R13, second half: who has read the audit record itself. */
export const auditReads = report({
  name: 'audit-reads',
  code: 'R13a',
  title: 'Readings of the audit record',
  question: 'Who has read the audit record itself?',
  parameters: ['user', 'agency', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'at', title: 'When' },
    { key: 'user', title: 'User' },
    { key: 'agency', title: 'Agency' },
    { key: 'what', title: 'What' },
    { key: 'event', title: 'Event' },
  ],
  async *run(source, filter) {
    const users = new Set<string>();
    let readings = 0;
    for await (const stored of walk(source, filter)) {
      const { action, actor, details } = stored.event;
      if (!READINGS.has(action)) continue;
      readings += 1;
      users.add(actor.user);
      const { at, user, agency } = whoAndWhen(stored);
      const what = [action, details['report'], details['log']].filter((word) => word !== undefined).join(' ');
      yield { at, user, agency, what, event: stored.eventId };
    }
    const sentence =
      readings === 0
        ? 'Nobody has read the audit record.'
        : `${counted(users.size, 'account')} read or exported the audit record, ${counted(readings, 'time')} in all.`;
    return { totals: { readings, users: users.size }, ok: true, sentence };
  },
});
