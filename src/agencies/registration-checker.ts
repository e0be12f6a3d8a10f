import { Agent } from 'undici';

import type { AgencyQuestion } from '../domain/agency-operation';
import type { AgencyId, RecordHandle } from '../domain/ids';
import { dataMapOf } from '../policy';
import { checkAgency, type AgencyReport } from './check-agency';

/** What an agency states of itself when it is to be registered. */
export interface RegistrationCheck {
  readonly agencyId: AgencyId;
  readonly url: URL;
  readonly residency: string;
  /** The certificate authority that alone vouches for the endpoint; null for the system's. */
  readonly authority: string | null;
  readonly handles: readonly RecordHandle[];
  readonly restricted: RecordHandle | null;
}

/** Checks an agency before it is entered. @throws GatewayError DATA_MAP_INVALID, KEY_UNAVAILABLE */
export type AgencyChecker = (check: RegistrationCheck) => Promise<AgencyReport>;

/**
 * The gateway's own check: within its bounds for agencies, under grants of its own, and against the data maps of its folder
 * of policies, so that whoever registers an agency cannot bring the map along.
 */
export function openAgencyChecker(options: {
  /** Milliseconds that one request may take. */
  readonly agencyDeadlineMs: number;
  readonly agencyMaxBytes: number;
  readonly policyFolder: string;
  readonly grantsFor: (agency: AgencyId) => (question: AgencyQuestion) => Promise<string>;
}): AgencyChecker {
  const { agencyDeadlineMs: deadlineMs, agencyMaxBytes: maxBytes, policyFolder, grantsFor } = options;
  return async ({ agencyId, url, residency, authority, handles, restricted }) => {
    const dataMap = dataMapOf(policyFolder, agencyId);
    const dispatcher = new Agent(authority === null ? {} : { connect: { ca: authority } });
    const endpoint = { url, dispatcher, deadlineMs, maxBytes, grantFor: grantsFor(agencyId) };
    try {
      const subjects = { handles, restricted, secrets: [] };
      return await checkAgency({ ...endpoint, dataMap, residency, subjects });
    } finally {
      await dispatcher.destroy();
    }
  };
}
