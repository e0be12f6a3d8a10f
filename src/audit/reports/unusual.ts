import { report, type ReportFilter, type ReportSource } from './report';
import { counted } from './words';

/** R14: accesses that a rule found unusual, with what a person made of each. Nothing of whom they were about. */
export const unusual = report({
  name: 'unusual',
  code: 'R14',
  title: 'Unusual access',
  question:
    'Which accesses were unusual, such as to namesakes, neighbours or colleagues, and what was made of them?',
  parameters: ['review', 'user', 'agency', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'at', title: 'When' },
    { key: 'rule', title: 'Rule' },
    { key: 'user', title: 'User' },
    { key: 'agency', title: 'Agency' },
    { key: 'review', title: 'Review' },
    { key: 'disposition', title: 'Disposition' },
    { key: 'decidedBy', title: 'Decided by' },
    { key: 'event', title: 'Event' },
  ],
  async *run(source, filter) {
    const [alerts, dispositions] = [await alertsOf(source, filter), await dispositionsOf(source)];
    let waiting = 0;
    for (const alert of alerts) {
      const made = dispositions.get(alert.alert_id);
      if (made === undefined) waiting += 1;
      yield {
        at: alert.raised_at.toISOString(),
        rule: alert.rule,
        user: alert.viewer_user,
        agency: alert.viewer_agency,
        review: alert.review_id,
        disposition: made?.disposition ?? 'waiting',
        decidedBy: made === undefined ? null : `${made.decided_by}, ${made.decided_by_agency}`,
        event: alert.event_id,
      };
    }
    const sentence =
      alerts.length === 0
        ? 'No access was found unusual.'
        : `${counted(alerts.length, 'unusual access', 'unusual accesses')}; ${waiting} wait for somebody to decide what they were.`;
    return { totals: { alerts: alerts.length, waiting }, ok: true, sentence };
  },
});

async function alertsOf({ db }: ReportSource, filter: ReportFilter) {
  const { review, user, agency, from, to, partnerships } = filter;
  let query = db.selectFrom('oversight_alert').selectAll();
  if (review !== undefined) query = query.where('review_id', '=', review);
  if (user !== undefined) query = query.where('viewer_user', '=', user);
  if (agency !== undefined) query = query.where('viewer_agency', '=', agency);
  if (from !== undefined) query = query.where('raised_at', '>=', from);
  if (to !== undefined) query = query.where('raised_at', '<', to);
  const rows = await query.orderBy('raised_at').orderBy('alert_id').execute();
  return rows.filter((row) => partnerships?.some((one) => one === row.partnership) ?? true);
}

/** The latest disposition of each alert: it stands. */
async function dispositionsOf({ db }: ReportSource) {
  const rows = await db
    .selectFrom('oversight_disposition')
    .selectAll()
    .orderBy('decided_at')
    .orderBy('disposition_id')
    .execute();
  return new Map(rows.map((row) => [row.alert_id, row]));
}
