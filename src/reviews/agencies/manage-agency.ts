import type { Kysely } from 'kysely';
import type { AgencyId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { Database } from '../../store';
import { PLAIN, type Mutation } from '../mutation';
import { demandManagement } from './authority';
import {
  removeAgencyInput,
  rotateAgencyKeyInput,
  type RemoveAgencyInput,
  type RotateAgencyKeyInput,
} from './input';
import { fingerprintOf } from './registration';

export interface RemovedAgency {
  readonly agencyId: AgencyId;
}

export interface RotatedAgencyKey {
  readonly agencyId: AgencyId;
  readonly authorityFingerprint: string;
}

/** Takes an agency off the register: from the next request on it is not asked, and answers nobody and sees nothing. */
export const removeAgency: Mutation<RemoveAgencyInput, void, RemovedAgency> = {
  ...PLAIN,
  action: 'REMOVE_AGENCY',
  purpose: null,
  schema: removeAgencyInput,
  async perform({ db, actor, input: { agencyId }, scene }) {
    scene.details = { agencyId };
    await demandManagement(db, actor, agencyId);
    await change(db, agencyId, { state: 'REMOVED', endpoint_url: null, authority: null });
    return { agencyId };
  },
};

/** Puts a new certificate authority of an agency's endpoint in the place of the one that it had. */
export const rotateAgencyKey: Mutation<RotateAgencyKeyInput, void, RotatedAgencyKey> = {
  ...PLAIN,
  action: 'ROTATE_AGENCY_KEY',
  purpose: null,
  schema: rotateAgencyKeyInput,
  async perform({ db, actor, input: { agencyId, authority }, scene }) {
    const authorityFingerprint = fingerprintOf(authority);
    scene.details = { agencyId, authorityFingerprint };
    await demandManagement(db, actor, agencyId);
    await change(db, agencyId, { authority });
    return { agencyId, authorityFingerprint };
  },
};

/** @throws GatewayError NOT_FOUND when no such agency is active */
async function change(
  db: Kysely<Database>,
  agencyId: AgencyId,
  content: { readonly state?: string; readonly endpoint_url?: null; readonly authority: string | null },
): Promise<void> {
  const changed = await db
    .updateTable('agency')
    .set(content)
    .where('id', '=', agencyId)
    .where('state', '=', 'ACTIVE')
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) throw new GatewayError('NOT_FOUND');
}
