import type { AgencyQuestion } from '../domain/agency-operation';
import type { AgencyId, AuditEventId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import type { GrantIssuer } from './issue';

/** What a check's grant names as its review and its purpose; no review has that id, no pack that purpose. */
export const AGENCY_CHECK = Object.freeze({ review: 'agency-check', purpose: 'AGENCY_CHECK' });

/** What stands in a check's grant where a review's has the pack: there is none. */
const NO_PACK = Object.freeze({ key: 'none', version: 'none', digest: 'none' });

/**
 * Signs grants in which an agency reads that it is being checked: no review, and the gateway itself as the recipient.
 *
 * @param of `agency` is the id that the agency accepts grants for.
 * @returns a new grant for each request, as a compact JWS.
 */
export function checkGrants(of: {
  readonly issuer: GrantIssuer;
  readonly agency: AgencyId;
  readonly clock: Clock;
  readonly randomness: Randomness;
}): (question: AgencyQuestion) => Promise<string> {
  const { issuer, agency, clock, randomness } = of;
  return async ({ handles, fields, period }) => {
    const { token } = await issuer.issue({
      agency,
      event: randomness.uuid(clock.now()) as AuditEventId,
      ...AGENCY_CHECK,
      recipient: { agency: 'gateway' as AgencyId, standing: 'OPERATOR' },
      fields,
      period,
      handles,
      pack: NO_PACK,
    });
    return token;
  };
}
