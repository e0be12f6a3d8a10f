import type { Brand } from './brand';

/** A review of this gateway (UUID). */
export type ReviewId = Brand<string, 'ReviewId'>;
/** A person as one review knows them (UUID); the only input that a pseudonym is derived from. */
export type SubjectId = Brand<string, 'SubjectId'>;
/** An agency, by its register key, such as `nhs-trust`. */
export type AgencyId = Brand<string, 'AgencyId'>;
/** A safeguarding partnership, by its register key. */
export type PartnershipId = Brand<string, 'PartnershipId'>;
/** A user, by the subject claim of their token. */
export type UserId = Brand<string, 'UserId'>;
/** An audit event (UUID version 7, RFC 9562). */
export type AuditEventId = Brand<string, 'AuditEventId'>;
/** An agency's own opaque reference to one of its records. */
export type RecordHandle = Brand<string, 'RecordHandle'>;
/** A policy pack, by its key, such as `lancashire`. */
export type PackKey = Brand<string, 'PackKey'>;
