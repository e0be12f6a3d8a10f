import { randomUUID } from 'node:crypto';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { serveCanaryAgency } from './canary-agency';
import { auditorOf } from './issuer';
import { COORDINATOR, OTHER, OWN, registerAgencies, WIDER } from './review-fixture';
import { startServiceGateway, type Caller, type GraphQLAnswer, type ServiceGateway } from './service-gateway';

/** The people of a review from its opening to its audit, and a gateway that serves them. */
export interface Story {
  readonly service: ServiceGateway;
  readonly agencies: readonly Subgraph[];
  readonly coordinator: Caller;
  readonly housing: Caller;
  readonly trust: Caller;
  readonly auditor: Caller;
  close(): Promise<void>;
}

export async function openStory(): Promise<Story> {
  const service = await startServiceGateway();
  const agencies = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  await registerAgencies(service.gateway.register, {
    [OWN]: agencies[0].url,
    [OTHER]: agencies[1].url,
  });
  return {
    service,
    agencies,
    coordinator: await service.as({ user: 'coordinator', agency: COORDINATOR, roles: ['COORDINATOR'] }),
    housing: await service.as({ user: 'housing', agency: WIDER, roles: ['AGENCY_CONTACT'] }),
    trust: await service.as({ user: 'trust', agency: OWN, roles: ['AGENCY_CONTACT'] }),
    auditor: await service.as(auditorOf('partnership-baseline')),
    async close() {
      await service.close();
      await Promise.all(agencies.map((agency) => agency.close()));
    },
  };
}

/** Sends a mutation with a key of its own. */
export async function change(
  caller: Caller,
  name: string,
  input: Readonly<Record<string, unknown>>,
  fields: string,
): Promise<GraphQLAnswer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return caller(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} auditEventId } }`, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
}

/** The code of the first error. */
export const code = (answer: GraphQLAnswer): string | undefined => answer.errors[0]?.extensions.code;
