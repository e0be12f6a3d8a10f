import { COORDINATOR, OTHER, OWN, REVIEWER, WIDER } from './review-fixture';
import type { Caller, ServiceGateway } from './service-gateway';

/** Every agency of the fixture's review, with the role in which its user asks. */
const USERS = [
  [COORDINATOR, 'COORDINATOR'],
  [OWN, 'AGENCY_CONTACT'],
  [OTHER, 'AGENCY_CONTACT'],
  [REVIEWER, 'REVIEWER'],
  [WIDER, 'AGENCY_CONTACT'],
] as const;

/** A user of each agency of the fixture's review, by the agency. */
export async function fixtureUsers(service: ServiceGateway): Promise<(agency: string) => Caller> {
  const callers = new Map<string, Caller>();
  for (const [agency, role] of USERS)
    callers.set(agency, await service.as({ user: `user-${agency}`, agency, roles: [role] }));
  return (agency) => {
    const caller = callers.get(agency);
    if (!caller) throw new Error(`Nobody asks for ${agency}.`);
    return caller;
  };
}
