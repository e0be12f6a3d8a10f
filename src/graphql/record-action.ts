import type { AuditAction, Receipt } from '../audit';
import type { PartnershipId } from '../domain/ids';
import type { Purpose } from '../domain/purpose';
import type { Standing } from '../domain/standing';
import type { ErrorCode } from '../errors/catalogue';
import type { CompiledPack } from '../policy';
import type { Review } from '../reviews';
import type { RequestContext } from './context';

/** What a look-up that discloses no case data leaves on the audit record. */
export interface RecordedAction {
  readonly action: AuditAction;
  readonly review?: Review;
  /** Whose record it goes to where it is about no review; the gateway's own unless given. */
  readonly partnership?: PartnershipId | null;
  readonly purpose?: Purpose;
  readonly standing?: Standing | null;
  readonly pack?: CompiledPack;
  /** The error that the caller is given, where it is refused. */
  readonly refusal?: ErrorCode;
  /** Names and ids of the register's own objects only. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * Records a look-up before it is answered: reading the audit log, explaining a decision.
 *
 * @throws GatewayError `AUDIT_UNAVAILABLE`, and then nothing is answered.
 */
export function recordAction(
  { principal, services, state }: RequestContext,
  done: RecordedAction,
): Promise<Receipt> {
  const { review, pack } = done;
  const { requestId, ...operation } = state.trace;
  return services.audit.append({
    action: done.action,
    outcome: done.refusal === undefined ? 'SUCCESS' : 'DENIED',
    code: done.refusal ?? null,
    actor: { user: principal.user, agency: principal.agency, roles: [...principal.roles] },
    standing: done.standing ?? null,
    partnership: review?.partnershipId ?? done.partnership ?? null,
    review: review ? { id: review.id, type: review.type, state: review.state } : null,
    purpose: done.purpose ?? null,
    pack: pack ? { key: pack.key, version: pack.version, digest: pack.digest } : null,
    lawfulBasis: null,
    operation,
    entries: [],
    details: done.details ?? {},
    requestId,
  });
}
