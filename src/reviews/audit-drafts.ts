import type { AuditAction, AuditDraft } from '../audit';
import type { Purpose } from '../domain/purpose';
import type { Standing } from '../domain/standing';
import type { ErrorCode } from '../errors/catalogue';
import type { GatewayError } from '../errors/gateway-error';
import type { Actor, Review } from './review';

/** What an attempt to change the register leaves on the audit record. */
export interface AttemptFacts {
  readonly mutation: { readonly action: AuditAction; readonly purpose: Purpose | null };
  readonly actor: Actor;
  readonly scene: {
    readonly review: Review | null;
    readonly standing: Standing | null;
    readonly details: Readonly<Record<string, string>>;
  };
}

/** Errors that are answers to the caller, rather than failures of ours, and how they are recorded. */
const REFUSALS: Partial<Readonly<Record<ErrorCode, AuditDraft['outcome']>>> = Object.freeze({
  ACTION_NOT_PERMITTED: 'DENIED',
  REVIEW_NOT_FOUND: 'DENIED',
  NOT_FOUND: 'DENIED',
  STATE_NOT_PERMITTED: 'DENIED',
  CONTACT_NOT_POSITIVE: 'DENIED',
  SECOND_PERSON_NEEDED: 'DENIED',
  SECOND_AGENCY_NEEDED: 'DENIED',
  APPROVAL_NEEDED: 'DENIED',
  REQUEST_OVER: 'DENIED',
  RETENTION_NOT_OVER: 'DENIED',
  POLICY_REFUSED: 'DENIED',
  TRAINING_OUT_OF_DATE: 'DENIED',
  RATE_LIMITED: 'DENIED',
  AGENCY_UNFIT: 'DENIED',
  INPUT_INVALID: 'ERROR',
  IDEMPOTENCY_KEY_REUSED: 'ERROR',
  KEY_UNAVAILABLE: 'ERROR',
});

/** The audit event of an attempt. */
export function auditDraft(
  { mutation, actor, scene }: AttemptFacts,
  { outcome, code }: Pick<AuditDraft, 'outcome' | 'code'>,
): AuditDraft {
  const { user, agency, roles, requestId, operation } = actor;
  const { review, standing, details } = scene;
  return {
    action: mutation.action,
    outcome,
    code,
    actor: { user, agency, roles },
    standing,
    partnership: review?.partnershipId ?? null,
    review: review === null ? null : { id: review.id, type: review.type, state: review.state },
    purpose: mutation.purpose,
    pack: null,
    lawfulBasis: null,
    operation,
    entries: [],
    details: { ...details },
    requestId,
  };
}

/** The audit event of a refusal; undefined for a failure of ours, which is the operator's log's. */
export function refusalDraft({ code }: GatewayError, facts: AttemptFacts): AuditDraft | undefined {
  const outcome = REFUSALS[code];
  return outcome === undefined ? undefined : auditDraft(facts, { outcome, code });
}
