import type { AuditDraft, AuditLog } from '../../audit';
import type { AuditEventId, ReviewId } from '../../domain/ids';
import { isGatewayError } from '../../errors/gateway-error';
import type { Review } from '../../reviews';
import { isReviewId, type Declaration } from '../declare';
import type { Principal } from '../identify';
import type { OperationTrace } from './index';

/** A request that came to no answer. */
export interface RefusedRequest {
  readonly principal: Principal;
  readonly declarations: readonly Declaration[];
  readonly operation: OperationTrace;
  /** The event that was allotted to its answer. */
  readonly event: AuditEventId;
}

/** Where a refusal goes, and what tells whose review it was about. */
export interface RefusalDependencies {
  readonly audit: AuditLog;
  readonly register: { review(id: ReviewId): Promise<Review | undefined> };
}

/**
 * Records that a request was refused or failed, before the caller is told: in the record of the partnership whose review
 * was named, if there is one, or else in the gateway's own. What the client named as a review is kept only where it has
 * the form of one, since it may be anything else. The event takes the id that was allotted to the answer, so that an
 * agency that was asked before the failure finds what its grant names; nothing was written under it, since a record that
 * fails is AUDIT_UNAVAILABLE.
 *
 * @throws GatewayError `AUDIT_UNAVAILABLE`.
 */
export async function recordRefusal(
  error: unknown,
  { request, audit, register }: RefusalDependencies & { readonly request: RefusedRequest },
): Promise<void> {
  if (isGatewayError(error, 'AUDIT_UNAVAILABLE')) return;
  const { principal, declarations, operation } = request;
  const { requestId, ...trace } = operation;
  const [first] = declarations;
  const named = first && isReviewId(first.reviewId) ? { review: first.reviewId } : {};
  // A register that is away must not keep the refusal off the record.
  const review = named.review && (await register.review(named.review).catch(() => undefined));
  const draft: AuditDraft = {
    action: 'DENIED',
    outcome: isGatewayError(error) ? 'DENIED' : 'ERROR',
    code: isGatewayError(error) ? error.code : 'INTERNAL',
    actor: { user: principal.user, agency: principal.agency, roles: [...principal.roles] },
    standing: null,
    partnership: review?.partnershipId ?? null,
    review: review ? { id: review.id, type: review.type, state: review.state } : null,
    purpose: first?.purpose ?? null,
    pack: null,
    lawfulBasis: null,
    operation: trace,
    entries: [],
    details: named,
    requestId,
  };
  await audit.append(draft, request.event);
}
