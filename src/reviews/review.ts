import type { Brand } from '../domain/brand';
import type {
  AgencyId,
  PackKey,
  PartnershipId,
  RecordHandle,
  ReviewId,
  SubjectId,
  UserId,
} from '../domain/ids';
import type { ReviewType } from '../domain/purpose';
import type { ContactCheckState, ContactOutcome, ReviewState, SubjectRole } from '../domain/review';
import type { Period } from '../domain/period';
import type { Condition } from '../policy/conditions';
import type { SubjectFlags } from '../domain/subject-flag';
import type { Role, Standing } from '../domain/standing';

/** One agency's contact check in one review (UUID). */
export type ContactCheckId = Brand<string, 'ContactCheckId'>;

/** A safeguarding partnership and the policy pack that its reviews are under. */
export interface Partnership {
  readonly id: PartnershipId;
  readonly name: string;
  readonly packKey: PackKey;
  /** The agency whose coordinators open its reviews. */
  readonly coordinatingAgency: AgencyId;
}

export interface Agency {
  readonly id: AgencyId;
  readonly name: string;
  /** What sort of body it is, such as `NHS`. */
  readonly kind: string;
  /** Where its subgraph answers; null for an agency that has none. */
  readonly endpointUrl: string | null;
  /** What a machine may say NOT_KNOWN over; null, the default, where every answer takes a person. */
  readonly machineNilScope?: string | null;
  /** PEM of the certificate authority that alone vouches for its endpoint; null for those of the platform. */
  readonly authority?: string | null;
}

export interface Review {
  readonly id: ReviewId;
  /** The partnership's own reference; no personal data. */
  readonly reference: string;
  readonly type: ReviewType;
  readonly state: ReviewState;
  /** The state that a paused review goes back to. */
  readonly pausedFrom: ReviewState | null;
  readonly partnershipId: PartnershipId;
  readonly openedAt: Date;
  readonly openedBy: UserId;
  /** The period under review, as ISO 8601 calendar dates; null until the coordinator has set it. */
  readonly scopeWindow: Period | null;
  /** The day of the event that the review is about (ISO 8601 calendar date); null until the coordinator has set it. */
  readonly indexEventOn: string | null;
}

/** A person of a review without anything that says who it is. */
export interface ReviewSubject {
  readonly id: SubjectId;
  readonly reviewId: ReviewId;
  readonly role: SubjectRole;
  /** The place in the review's list, from 1. */
  readonly position: number;
  readonly flags: SubjectFlags;
}

export interface SubjectAddress {
  readonly lines: readonly string[];
  readonly postcode: string | null;
  /** ISO 8601 dates, whole or cut to the month or the year. */
  readonly from: string | null;
  readonly to: string | null;
  /** home, placement, refuge, prison, hospital or another kind. */
  readonly kind: string | null;
}

/** The three items of a contact check, as the coordinator entered them; stored only encrypted. */
export interface IdentityItems {
  readonly name: string;
  /** ISO 8601 date, whole or as far as it is known; of an unborn child, the expected date. */
  readonly dateOfBirth: string | null;
  readonly addresses: readonly SubjectAddress[];
}

/** A person of a review with the three items of a contact check. */
export interface SubjectIdentity extends IdentityItems {
  readonly subjectId: SubjectId;
  readonly role: SubjectRole;
  readonly position: number;
  readonly flags: SubjectFlags;
}

/** A condition of a review that has been recorded, and whether it still holds. */
export interface RecordedCondition {
  readonly condition: Condition;
  readonly citation: string;
  readonly decidedBy: UserId;
  readonly decidedAt: Date;
  readonly withdrawnAt: Date | null;
}

/** What one agency is to one review, by whose decision. */
export interface AgencyStanding {
  readonly agencyId: AgencyId;
  readonly standing: Standing;
  readonly decidedBy: UserId;
  readonly decidedAt: Date;
}

export interface ContactCheck {
  readonly id: ContactCheckId;
  readonly reviewId: ReviewId;
  readonly agencyId: AgencyId;
  readonly state: ContactCheckState;
  readonly outcome: ContactOutcome | null;
  readonly sentAt: Date;
  /** The last working day for the answer, in England and Wales; ISO 8601 calendar date. */
  readonly dueOn: string;
  readonly answeredAt: Date | null;
  readonly answeredBy: UserId | null;
  /** Whether no person confirmed it: only NOT_KNOWN, and only where the agency lets a machine say so. */
  readonly isByMachine: boolean;
  /** Which systems, years and spellings the agency searched. */
  readonly searchedScope: string | null;
}

/** Which of an agency's records a person of a review is, as the agency's own staff confirmed. */
export interface RecordLink {
  readonly agencyId: AgencyId;
  readonly subjectId: SubjectId;
  readonly handle: RecordHandle;
}

/** Who makes a change, and with which request. */
export interface Actor {
  readonly user: UserId;
  readonly agency: AgencyId;
  readonly roles: readonly Role[];
  readonly requestId: string;
  /** The operation's name and a keyed hash of its text, for the audit record. */
  readonly operation: { readonly name: string | null; readonly hash: string | null };
}
