import type { AgencyId, PartnershipId, ReviewId, UserId } from '../domain/ids';
import type { AuditOutcome } from './event';
import type { EntryFilter } from './leaf';

/** Which events; what is left out does not narrow. */
export interface AuditFilter {
  readonly reviewId?: ReviewId;
  /** The one event of this id; what is no id finds nothing. */
  readonly eventId?: string;
  readonly agency?: AgencyId;
  readonly user?: UserId;
  /** An `AuditAction`; any other text finds nothing. */
  readonly action?: string;
  /** How the operation as a whole ended. */
  readonly outcome?: AuditOutcome;
  /** Events with an entry of which all of this is so. */
  readonly entry?: EntryFilter;
  /** From this instant, inclusive. */
  readonly from?: Date;
  /** To this instant, exclusive. */
  readonly to?: Date;
  /** Events of these partnerships alone, null being those that belong to none; an empty list finds nothing. */
  readonly partnerships?: readonly (PartnershipId | null)[];
}
