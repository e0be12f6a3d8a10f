/** What an agency is to a partnership's agreement; a pack may give each class another column. */
export const PARTY_CLASSES = [
  /** A statutory partner of the partnership. */
  'PARTNER',
  /** An agency that the agreement names beside the partners. */
  'NAMED_AGENCY',
  /** One that processes on a controller's instructions (UK GDPR art. 28). */
  'PROCESSOR',
  /** A responsible authority of a community safety partnership (Crime and Disorder Act 1998 s.5). */
  'RESPONSIBLE_AUTHORITY',
  /** A professional who is or was involved with the data subject. */
  'INVOLVED',
  /** A professional who is not. */
  'NOT_INVOLVED',
] as const;

export type PartyClass = (typeof PARTY_CLASSES)[number];

/** How far a party's signature has come. */
export const PARTY_STATUSES = ['SIGNED', 'SENT', 'NOT_SENT'] as const;

export type PartyStatus = (typeof PARTY_STATUSES)[number];

export const AGREEMENT_KINDS = ['ISA', 'MOU', 'CONTRACT', 'ISP'] as const;

export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** One party to an agreement. */
export interface Party {
  /** The agency's id in the register. */
  readonly agency: string;
  readonly name: string;
  readonly class: PartyClass;
  readonly status: PartyStatus;
  /** ISO date; null until signed. */
  readonly signedOn: string | null;
  /** The post that signed, never a name. */
  readonly position: string | null;
}

/** The agreement that a partnership's data flow under. */
export interface Agreement {
  readonly kind: AgreementKind;
  readonly title: string;
  readonly parties: readonly Party[];
  /** ISO dates, each null where there is none. */
  readonly firstSignature: string | null;
  readonly reviewDueOn: string | null;
  /** An overdue review warns; only a notice of termination ends the agreement. */
  readonly overdueEffect: 'WARN';
  readonly terminatedOn: string | null;
}
