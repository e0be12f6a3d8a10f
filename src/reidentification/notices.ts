import type { Transaction } from 'kysely';
import type { AgencyId } from '../domain/ids';
import type { Database } from '../store';
import type { UsedRequest } from '../two-person';
import type { ReidentificationDependencies } from './dependencies';

/**
 * Leaves a notice for each agency whose record is about to be asked for by name. What is sent out of it, through the
 * operational log, says that there is one and nothing of what it is about: who reads it signs in.
 */
export async function notifySources(
  trx: Transaction<Database>,
  { request, agencies }: { readonly request: UsedRequest; readonly agencies: readonly AgencyId[] },
  { randomness, log }: Pick<ReidentificationDependencies, 'randomness' | 'log'>,
): Promise<void> {
  for (const agency of agencies) {
    const notice = randomness.uuid(request.usedAt);
    const left = await trx
      .insertInto('reidentification_notice')
      .values({ id: notice, request_id: request.id, agency_id: agency, created_at: request.usedAt })
      .onConflict((conflict) => conflict.columns(['request_id', 'agency_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (left) log.info({ notice, agency }, 'a notice waits');
  }
}
