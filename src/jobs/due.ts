import type { Kysely } from 'kysely';

import type { AgencyId, ReviewId } from '../domain/ids';
import { ukDay } from '../domain/uk-day';
import { isGatewayError } from '../errors/gateway-error';
import type { ContactSetCipher } from '../reviews';
import { addWorkingDays, isWorkingDay } from '../reviews/working-days';
import type { Database } from '../store';
import type { DueNotice, NoticeKind } from './notices';

/** Working days after the due day for each further stage of a contact check, the last first (catalogue, deadlines). */
const STAGES: readonly (readonly [number, NoticeKind])[] = [
  [3, 'CONTACT_CHECK_ESCALATION'],
  [2, 'CONTACT_CHECK_CHASER_2'],
  [1, 'CONTACT_CHECK_CHASER_1'],
];

/**
 * The stage that a contact check has reached: a reminder from the middle of its time, then due, two chasers, and the
 * escalation. A stage that was missed is overtaken by the next.
 *
 * @param today ISO 8601 date in the United Kingdom, as are the check's own days
 */
export function stageOf(
  check: { readonly sentOn: string; readonly dueOn: string },
  today: string,
): NoticeKind | undefined {
  for (const [days, kind] of STAGES) if (today >= addWorkingDays(check.dueOn, days)) return kind;
  if (today >= check.dueOn) return 'CONTACT_CHECK_DUE';
  return today >= middleOf(check) ? 'CONTACT_CHECK_REMINDER' : undefined;
}

/** The working day by which half of the time has passed. */
function middleOf({ sentOn, dueOn }: { readonly sentOn: string; readonly dueOn: string }): string {
  let days = 1;
  while (addWorkingDays(sentOn, days) < dueOn) days += 1;
  return addWorkingDays(sentOn, Math.max(1, Math.ceil(days / 2)));
}

/** Contact checks without an answer that have reached a stage; on working days alone, since nobody reads them on others. */
export async function contactChecksDue(db: Kysely<Database>, now: Date): Promise<readonly DueNotice[]> {
  const today = ukDay(now);
  if (!isWorkingDay(today)) return [];
  const rows = await db
    .selectFrom('contact_check')
    .select(['id', 'agency_id', 'sent_at', 'due_on'])
    .where('state', '=', 'SENT')
    .execute();
  return rows.flatMap((row) => {
    const kind = stageOf({ sentOn: ukDay(row.sent_at), dueOn: row.due_on }, today);
    return kind ? [{ kind, reference: row.id, dueOn: row.due_on, agency: row.agency_id as AgencyId }] : [];
  });
}

/** Reviews whose day of destruction has come and that nothing holds, for their coordinating agency. */
export async function retentionDue(
  { db, cipher }: { readonly db: Kysely<Database>; readonly cipher: Pick<ContactSetCipher, 'open'> },
  now: Date,
): Promise<readonly DueNotice[]> {
  const today = ukDay(now);
  const rows = await db
    .selectFrom('review_retention')
    .innerJoin('review', 'review.id', 'review_retention.review_id')
    .innerJoin('partnership', 'partnership.id', 'review.partnership_id')
    .select(['review.id', 'coordinating_agency', 'due_ciphertext'])
    .where('destroyed_at', 'is', null)
    .where('hold_at', 'is', null)
    .execute();
  const due: DueNotice[] = [];
  for (const { id, coordinating_agency: agency, due_ciphertext: sealed } of rows) {
    const day = sealed && (await openDay(cipher, id as ReviewId, sealed));
    if (day && day <= today)
      due.push({ kind: 'RETENTION_DUE', reference: id, dueOn: null, agency: agency as AgencyId });
  }
  return due;
}

/** Undefined where the key that opens it is gone: what is destroyed is not due. */
async function openDay(
  cipher: Pick<ContactSetCipher, 'open'>,
  review: ReviewId,
  sealed: Buffer,
): Promise<string | undefined> {
  try {
    return await cipher.open(review, sealed);
  } catch (error) {
    if (isGatewayError(error, 'KEY_UNAVAILABLE')) return undefined;
    throw error;
  }
}

/** What went ahead without an approval and has not got one in time, for the agency whose user it was. */
export async function approvalsOverdue(db: Kysely<Database>, now: Date): Promise<readonly DueNotice[]> {
  const rows = await db
    .selectFrom('two_person_request')
    .select(['id', 'requested_agency', 'post_approval_due_on'])
    .where('decision', 'is', null)
    .where('post_approval_due_on', '<', ukDay(now))
    .execute();
  return rows.map((row) => ({
    kind: 'APPROVAL_OVERDUE',
    reference: row.id,
    dueOn: row.post_approval_due_on,
    agency: row.requested_agency as AgencyId,
  }));
}
