import type { ReviewId } from '../../domain/ids';
import { ukDay } from '../../domain/uk-day';
import { isGatewayError } from '../../errors/gateway-error';
import { holdsOfficialIdentifier } from '../official-identifier';
import { report, type ReportSource, type ReportFilter } from './report';
import { counted } from './words';

/** R9: for each review when it is due for destruction, whether it is past that, and what holds it. */
export const retention = report({
  name: 'retention',
  code: 'R9',
  title: 'Retention adherence',
  question: 'Which reviews are past their retention date, who is holding them, and why?',
  parameters: ['review', 'partnerships'],
  columns: [
    { key: 'review', title: 'Review' },
    { key: 'partnership', title: 'Partnership' },
    { key: 'state', title: 'State' },
    { key: 'rule', title: 'Rule' },
    { key: 'status', title: 'Status' },
    { key: 'heldBy', title: 'Held by' },
    { key: 'why', title: 'Why held' },
    { key: 'destroyed', title: 'Destroyed' },
  ],
  async *run(source, filter) {
    const today = ukDay(source.clock.now());
    const totals = { reviews: 0, late: 0, held: 0, destroyed: 0, undated: 0, sealed: 0 };
    for (const row of await rowsOf(source, filter)) {
      const status = await statusOf(row, { today, source });
      totals.reviews += 1;
      if (status !== 'in time') totals[status] += 1;
      yield {
        review: row.id,
        partnership: row.partnership_id,
        state: row.state,
        rule: row.rule && `${row.rule} (${row.pack_key ?? ''} ${row.pack_version ?? ''})`,
        status,
        heldBy: row.hold_by,
        why: row.hold_reason !== null && holdsOfficialIdentifier(row.hold_reason) ? null : row.hold_reason,
        destroyed: row.destroyed_at?.toISOString() ?? null,
      };
    }
    const sentence = `Of ${counted(totals.reviews, 'review')} ${totals.late} are past their retention date without a hold, ${totals.held} are on hold, ${totals.destroyed} have been destroyed, ${totals.undated} have no date recorded yet, and the date of ${totals.sealed} cannot be read here.`;
    return { totals, ok: totals.late === 0, sentence };
  },
});

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

async function rowsOf({ db }: ReportSource, { review, partnerships }: ReportFilter) {
  let query = db
    .selectFrom('review')
    .leftJoin('review_retention as kept', 'kept.review_id', 'review.id')
    .select([
      'review.id',
      'review.partnership_id',
      'review.state',
      'kept.rule',
      'kept.pack_key',
      'kept.pack_version',
    ])
    .select(['kept.due_ciphertext', 'kept.hold_by', 'kept.hold_reason', 'kept.hold_at', 'kept.destroyed_at'])
    .orderBy('review.id');
  if (review !== undefined) query = query.where('review.id', '=', review);
  const rows = await query.execute();
  return rows.filter((row) => partnerships?.some((one) => one === row.partnership_id) ?? true);
}

type Status = 'destroyed' | 'held' | 'undated' | 'sealed' | 'late' | 'in time';

/** The day itself is not shown: it may tell a date of birth. */
async function statusOf(
  row: Row,
  { today, source }: { readonly today: string; readonly source: ReportSource },
): Promise<Status> {
  if (row.destroyed_at !== null) return 'destroyed';
  if (row.hold_at !== null) return 'held';
  if (row.due_ciphertext === null) return 'undated';
  const due = await source
    .retentionDueOn?.(row.id as ReviewId, row.due_ciphertext)
    .catch((error: unknown) => {
      if (isGatewayError(error, 'KEY_UNAVAILABLE')) return undefined;
      throw error;
    });
  if (due === undefined) return 'sealed';
  return due < today ? 'late' : 'in time';
}
