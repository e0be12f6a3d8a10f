import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../config/load';
import { systemClock as clock, systemRandomness as randomness } from '../config/system';
import type { AgencyQuestion } from '../domain/agency-operation';
import type { AgencyId, AuditEventId } from '../domain/ids';
import { GRANT_KEY_FILE, openGrantIssuer, openGrantKeys, type GrantIssuer } from '../grants';

/** Signs a grant for one request of a check. */
export type GrantFor = (question: AgencyQuestion) => Promise<string>;

/** What stands in a check's grant where a review's has the pack: there is none. */
const NO_PACK = Object.freeze({ key: 'none', version: 'none', digest: 'none' });

/**
 * Grants in which an agency reads that it is being checked: no review, and the gateway itself as the recipient.
 *
 * @param agency the id that the agency accepts grants for.
 */
export function checkGrants(issuer: GrantIssuer, agency: AgencyId): GrantFor {
  return async ({ handles, fields, period }) => {
    const { token } = await issuer.issue({
      agency,
      event: randomness.uuid(clock.now()) as AuditEventId,
      review: 'agency-check',
      purpose: 'AGENCY_CHECK',
      recipient: { agency: 'gateway' as AgencyId, standing: 'OPERATOR' },
      fields,
      period,
      handles,
      pack: NO_PACK,
    });
    return token;
  };
}

/** The issuer with the keys of this gateway; undefined where the key folder has none. */
export async function existingIssuer({ keyFolder, grantIssuer }: Config): Promise<GrantIssuer | undefined> {
  const file = join(keyFolder, GRANT_KEY_FILE);
  if (!existsSync(file)) return undefined;
  const keys = await openGrantKeys({ file, clock, randomness });
  return openGrantIssuer({ keys, issuer: grantIssuer, clock, randomness });
}
