import type { Kysely } from 'kysely';

import type { AgencyId, UserId } from '../domain/ids';
import { orUnavailable, type Database } from '../store';

/** An account that must not be used after a day. */
export interface Leaving {
  readonly user: UserId;
  readonly agency: AgencyId;
  /** The last day, as an ISO 8601 calendar date. */
  readonly leftOn: string;
  readonly recordedBy: string;
  readonly at: Date;
}

/** Records the last day of an account, or another one in its place. @throws GatewayError STORE_UNAVAILABLE */
export async function recordLeaving(db: Kysely<Database>, leaving: Leaving): Promise<void> {
  const { user, agency, leftOn, recordedBy, at } = leaving;
  const content = { left_on: leftOn, recorded_by: recordedBy, recorded_at: at };
  await orUnavailable(() =>
    db
      .insertInto('account_leaving')
      .values({ user_id: user, agency_id: agency, ...content })
      .onConflict((conflict) => conflict.columns(['user_id', 'agency_id']).doUpdateSet(content))
      .execute(),
  );
}
