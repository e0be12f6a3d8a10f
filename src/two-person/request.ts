import type { Selectable } from 'kysely';
import type { Brand } from '../domain/brand';
import type { AgencyId, ReviewId, UserId } from '../domain/ids';
import type { Database } from '../store';

/** A request that takes a second person (UUID). */
export type TwoPersonRequestId = Brand<string, 'TwoPersonRequestId'>;

/** What takes two people. */
export const TWO_PERSON_KINDS = [
  'REIDENTIFICATION',
  'SUBJECT_LOOKUP',
  'DESTRUCTION',
  'FLAG_CLEARING',
] as const;

export type TwoPersonKind = (typeof TWO_PERSON_KINDS)[number];

export const TWO_PERSON_DECISIONS = ['APPROVED', 'REFUSED'] as const;

export type TwoPersonDecision = (typeof TWO_PERSON_DECISIONS)[number];

/** Somebody who asks or decides. */
export interface Person {
  readonly user: UserId;
  readonly agency: AgencyId;
}

/** One request, from asking to its one use. */
export interface TwoPersonRequest {
  readonly id: TwoPersonRequestId;
  readonly kind: TwoPersonKind;
  readonly reviewId: ReviewId | null;
  readonly requestedBy: Person;
  readonly requestedAt: Date;
  /** What is asked for, in the kind's own form: names and ids, never a person's data. */
  readonly content: unknown;
  /** The last working day for the approval of what went ahead without one (ISO 8601); null where approval comes first. */
  readonly postApprovalDueOn: string | null;
  /** Nobody decides after this. */
  readonly decideBefore: Date;
  readonly decision: TwoPersonDecision | null;
  readonly decidedBy: Person | null;
  readonly decidedAt: Date | null;
  /** Nobody uses it after this; null while it may not be used. */
  readonly useBefore: Date | null;
  readonly usedAt: Date | null;
}

declare const used: unique symbol;

/** Proof that a request was permitted and that this is its one use; only `use` makes it. */
export type UsedRequest = TwoPersonRequest & { readonly [used]: true; readonly usedAt: Date };

type Row = Selectable<Database['two_person_request']>;

/** Only this folder writes the table, from the vocabulary. */
export const toRequest = (row: Row): TwoPersonRequest => ({
  id: row.id as TwoPersonRequestId,
  kind: row.kind as TwoPersonKind,
  reviewId: row.review_id as ReviewId | null,
  requestedBy: { user: row.requested_user as UserId, agency: row.requested_agency as AgencyId },
  requestedAt: row.requested_at,
  content: JSON.parse(row.content),
  postApprovalDueOn: row.post_approval_due_on,
  decideBefore: row.decide_before,
  decision: row.decision as TwoPersonDecision | null,
  decidedBy:
    row.decided_user === null || row.decided_agency === null
      ? null
      : { user: row.decided_user as UserId, agency: row.decided_agency as AgencyId },
  decidedAt: row.decided_at,
  useBefore: row.use_before,
  usedAt: row.used_at,
});

/** Whether the approval of what went ahead without one is late. @param today ISO 8601 date in the United Kingdom */
export const isOverdue = (
  { postApprovalDueOn, decision }: Pick<TwoPersonRequest, 'postApprovalDueOn' | 'decision'>,
  today: string,
): boolean => postApprovalDueOn !== null && decision === null && today > postApprovalDueOn;
