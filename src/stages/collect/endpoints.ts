import type { AgencyId } from '../../domain/ids';

/** Where an agency answers, and who vouches that it is the agency. */
export interface AgencyEndpoint {
  readonly url: URL;
  /** PEM of the agency's own certificate authority; null for one of the platform's. */
  readonly authority: string | null;
}

interface RegisteredAgency {
  readonly endpointUrl: string | null;
  readonly authority?: string | null;
}

/** Where the agencies of the register answer, each address read once for as long as the register holds it. */
export function endpointsOf(register: {
  agency(id: AgencyId): Promise<RegisteredAgency | undefined>;
}): (id: AgencyId) => Promise<AgencyEndpoint | undefined> {
  return async (id) => {
    const agency = await register.agency(id);
    if (!agency?.endpointUrl) return undefined;
    const known = endpoints.get(agency);
    if (known) return known;
    const endpoint = { url: new URL(agency.endpointUrl), authority: agency.authority ?? null };
    endpoints.set(agency, endpoint);
    return endpoint;
  };
}

const endpoints = new WeakMap<RegisteredAgency, AgencyEndpoint>();
