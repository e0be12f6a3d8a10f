import type { AuditLog } from '../../audit';
import { isGatewayError } from '../../errors/gateway-error';
import { isReviewId, type Declaration } from '../declare';
import type { Principal } from '../identify';
import type { OperationTrace } from './index';

/** A request that came to no answer. */
export interface RefusedRequest {
  readonly principal: Principal;
  readonly declarations: readonly Declaration[];
  readonly operation: OperationTrace;
}

/**
 * Records that a request was refused or failed, before the caller is told. What the client named as a review is kept
 * only where it has the form of one, since it may be anything else.
 *
 * @throws GatewayError `AUDIT_UNAVAILABLE`.
 */
export async function recordRefusal(
  error: unknown,
  { request, audit }: { readonly request: RefusedRequest; readonly audit: AuditLog },
): Promise<void> {
  if (isGatewayError(error, 'AUDIT_UNAVAILABLE')) return;
  const { principal, declarations, operation } = request;
  const { requestId, ...trace } = operation;
  const [first] = declarations;
  const named = first && isReviewId(first.reviewId) ? { review: first.reviewId } : {};
  await audit.append({
    action: 'DENIED',
    outcome: isGatewayError(error) ? 'DENIED' : 'ERROR',
    code: isGatewayError(error) ? error.code : 'INTERNAL',
    actor: { user: principal.user, agency: principal.agency, roles: [...principal.roles] },
    standing: null,
    partnership: null,
    review: null,
    purpose: first?.purpose ?? null,
    pack: null,
    lawfulBasis: null,
    operation: trace,
    entries: [],
    details: named,
    requestId,
  });
}
