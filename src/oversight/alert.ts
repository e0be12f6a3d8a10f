import type { Brand } from '../domain/brand';
import type { AgencyId, AuditEventId, PartnershipId, ReviewId, UserId } from '../domain/ids';

/** An alert (UUID); all that a notice of it says. */
export type AlertId = Brand<string, 'AlertId'>;

/** What people make of an alert (catalogue 5.5). */
export const DISPOSITIONS = ['EXPLAINED', 'TRAINING', 'INCIDENT', 'BREACH'] as const;

export type Disposition = (typeof DISPOSITIONS)[number];

/** A disposition, and whose it is. */
export interface DecidedDisposition {
  readonly disposition: Disposition;
  readonly decidedBy: UserId;
  readonly decidedByAgency: AgencyId;
  readonly decidedAt: Date;
}

/** An alert of unusual access: which rule noticed which event. It holds nothing of whom the event is about. */
export interface Alert {
  readonly id: AlertId;
  /** The key of the rule. */
  readonly rule: string;
  readonly eventId: AuditEventId;
  readonly log: string;
  /** The place of the event in its log. */
  readonly sequence: number;
  readonly partnership: PartnershipId | null;
  readonly reviewId: ReviewId | null;
  readonly viewer: { readonly user: UserId; readonly agency: AgencyId };
  readonly raisedAt: Date;
  /** The latest stands; empty while nobody has looked at it. */
  readonly dispositions: readonly DecidedDisposition[];
}
