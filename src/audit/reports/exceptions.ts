import type { Selectable } from 'kysely';
import { ukDay } from '../../domain/uk-day';
import type { Database } from '../../store';
import type { StoredEvent } from '../event';
import { holdsOfficialIdentifier } from '../official-identifier';
import { report, type ReportFilter, type ReportRow, type ReportSource } from './report';
import { left, walk } from './walk';
import { compare, counted } from './words';

type Column = 'at' | 'kind' | 'user' | 'agency' | 'review' | 'reason' | 'approval' | 'reference';
type Row = ReportRow<Column>;

/** What is done under a rule of its own, beside what a pack's matrix permits. */
const CONDITION_ACTIONS: ReadonlySet<string> = new Set(['RECORD_CONDITION', 'WITHDRAW_CONDITION']);

/**
 * R7: what went past the ordinary rule: re-identifications and other acts that take two people, with who approved and
 * when; conditions that were recorded to open cells; answers that rested on them.
 */
export const exceptions = report<Column>({
  name: 'exceptions',
  code: 'R7',
  title: 'Exceptions',
  question:
    'What was re-identified or opened by exception, for what reason, and who approved it before or after the fact?',
  parameters: ['review', 'user', 'agency', 'from', 'to', 'partnerships'],
  columns: [
    { key: 'at', title: 'When' },
    { key: 'kind', title: 'What' },
    { key: 'user', title: 'User' },
    { key: 'agency', title: 'Agency' },
    { key: 'review', title: 'Review' },
    { key: 'reason', title: 'Reason' },
    { key: 'approval', title: 'Approval' },
    { key: 'reference', title: 'Event or request' },
  ],
  async *run(source, filter) {
    const today = ukDay(source.clock.now());
    const requests = await twoPersonRequests(source, filter);
    const rows: Row[] = requests.map((request) => requestRow(request, today));
    const totals = { requests: requests.length, afterTheFact: 0, overdue: 0, conditions: 0, answers: 0 };
    for (const request of requests) {
      if (isAfterTheFact(request)) totals.afterTheFact += 1;
      if (isOverdue(request, today)) totals.overdue += 1;
    }
    for await (const stored of walk(source, filter)) {
      const { action, details, outcome } = stored.event;
      const changed = CONDITION_ACTIONS.has(action) && outcome === 'SUCCESS';
      const rested =
        action === 'READ' && details['conditions'] !== undefined && stored.event.entries.some(left);
      if (!changed && !rested) continue;
      totals[changed ? 'conditions' : 'answers'] += 1;
      rows.push(eventRow(stored));
    }
    yield* rows.sort((one, other) => compare(String(one.at), String(other.at)));
    const sentence =
      rows.length === 0
        ? 'There was no exception.'
        : `${counted(totals.requests, 'request')} for a second person, ${totals.afterTheFact} used before approval, ${totals.overdue} with approval overdue; ${counted(totals.conditions, 'change')} of recorded conditions, and ${counted(totals.answers, 'answer')} under them.`;
    return { totals, ok: totals.overdue === 0, sentence };
  },
});

type Request = Selectable<Database['two_person_request']>;

async function twoPersonRequests({ db }: ReportSource, filter: ReportFilter): Promise<readonly Request[]> {
  const { review, user, agency, from, to, partnerships } = filter;
  let query = db
    .selectFrom('two_person_request as request')
    .leftJoin('review', 'review.id', 'request.review_id')
    .selectAll('request')
    .select('review.partnership_id as partnership');
  if (review !== undefined) query = query.where('request.review_id', '=', review);
  if (user !== undefined) query = query.where('request.requested_user', '=', user);
  if (agency !== undefined) query = query.where('request.requested_agency', '=', agency);
  if (from !== undefined) query = query.where('request.requested_at', '>=', from);
  if (to !== undefined) query = query.where('request.requested_at', '<', to);
  const rows = await query.orderBy('request.requested_at').execute();
  return rows.filter(({ partnership }) => partnerships?.some((one) => one === partnership) ?? true);
}

const isAfterTheFact = ({ used_at: used, decided_at: decided }: Request): boolean =>
  used !== null && (decided === null || used < decided);

const isOverdue = ({ post_approval_due_on: due, decision }: Request, today: string): boolean =>
  due !== null && decision === null && today > due;

function requestRow(request: Request, today: string): Row {
  return {
    at: request.requested_at.toISOString(),
    kind: request.kind,
    user: request.requested_user,
    agency: request.requested_agency,
    review: request.review_id,
    reason: reasonIn(request.content),
    approval: approvalWords(request, today),
    reference: request.id,
  };
}

function approvalWords(request: Request, today: string): string {
  const { decision, decided_user: by, decided_at: at, used_at: used } = request;
  if (decision !== null)
    return `${decision} by ${by ?? ''} at ${at?.toISOString() ?? ''}${isAfterTheFact(request) ? ', after the fact' : ''}`;
  if (isOverdue(request, today)) return 'used without approval; the approval is overdue';
  return used === null ? 'waiting, not used' : 'used, waiting for approval after the fact';
}

/** The reason that was given, where the kind of request asks for one and it holds no official identifier. */
function reasonIn(content: string): string | null {
  const parsed: unknown = JSON.parse(content);
  const reason: unknown =
    typeof parsed === 'object' && parsed !== null && 'reason' in parsed ? parsed.reason : null;
  return typeof reason === 'string' && !holdsOfficialIdentifier(reason) ? reason : null;
}

function eventRow({ eventId, occurredAt, event }: StoredEvent): Row {
  const { action, actor, review, details } = event;
  return {
    at: occurredAt.toISOString(),
    kind: action === 'READ' ? 'ANSWER_UNDER_CONDITION' : action,
    user: actor.user,
    agency: actor.agency,
    review: review?.id ?? null,
    reason: details['condition'] ?? details['conditions'] ?? null,
    approval: null,
    reference: eventId,
  };
}
