import type { PartnershipId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import type { Principal } from '../stages/identify';
import type { RequestContext } from './context';
import { recordAction } from './record-action';

/** Partnerships whose records are read; null is the gateway's own. */
export type AuditScope = readonly (PartnershipId | null)[];

/** What an auditor asks of the record, and under which names that goes on record. */
export interface AuditRead {
  readonly partnerships: AuditScope;
  readonly details: Readonly<Record<string, string>>;
}

/** Whether the user audits that partnership; null is the gateway's own record. */
export const audits = ({ auditPartnerships }: Principal, partnership: PartnershipId | null): boolean =>
  auditPartnerships.includes(partnership);

/**
 * The partnerships that an auditor reads: all that the token names, or the one that is asked for among them.
 *
 * @param only a partnership's id, or `gateway`
 * @throws GatewayError `ACTION_NOT_PERMITTED` where that leaves none, and it is on record
 */
export async function auditScope(context: RequestContext, only?: string | null): Promise<AuditScope> {
  const { principal } = context;
  const wanted = typeof only === 'string' ? [only === 'gateway' ? null : (only as PartnershipId)] : undefined;
  const scope = (wanted ?? principal.auditPartnerships).filter((one) => audits(principal, one));
  if (scope.length > 0) return scope;
  await recordAction(context, {
    action: 'DENIED',
    refusal: 'ACTION_NOT_PERMITTED',
    details: { fields: 'auditScope' },
  });
  throw new GatewayError('ACTION_NOT_PERMITTED');
}

/**
 * Records a reading of the record in each partnership's own, so that its auditors see who has read it.
 *
 * @throws GatewayError `AUDIT_UNAVAILABLE`, and then nothing is shown
 */
export async function recordAuditRead(
  context: RequestContext,
  { partnerships, details }: AuditRead,
): Promise<void> {
  await Promise.all(
    partnerships.map((partnership) => recordAction(context, { action: 'READ_AUDIT', partnership, details })),
  );
}
