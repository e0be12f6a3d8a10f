import type { Kysely } from 'kysely';

import type { AgencyId, PartnershipId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { Database } from '../../store';
import type { Actor } from '../review';

/**
 * The partnerships for which the actor may manage the agency: its own for an engineer of the agency; for a coordinator
 * those that their agency coordinates, unless the agency belongs to other partnerships alone.
 *
 * @throws GatewayError ACTION_NOT_PERMITTED
 */
export async function demandManagement(
  db: Kysely<Database>,
  actor: Actor,
  agencyId: AgencyId,
): Promise<readonly PartnershipId[]> {
  if (actor.roles.includes('ENGINEER') && actor.agency === agencyId) return [];
  if (!actor.roles.includes('COORDINATOR')) throw new GatewayError('ACTION_NOT_PERMITTED');
  const coordinated = await db
    .selectFrom('partnership')
    .select('id')
    .where('coordinating_agency', '=', actor.agency)
    .execute();
  const own = coordinated.map(({ id }) => id);
  const belongsTo = await db
    .selectFrom('agency_partnership')
    .select('partnership_id')
    .where('agency_id', '=', agencyId)
    .execute();
  const isOurs = belongsTo.length === 0 || belongsTo.some(({ partnership_id: id }) => own.includes(id));
  if (own.length === 0 || !isOurs) throw new GatewayError('ACTION_NOT_PERMITTED');
  return own.map((id) => id as PartnershipId);
}
