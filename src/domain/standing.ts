/** What an agency is to one review, from recorded decisions only. */
export const STANDINGS = ['COORDINATOR', 'PARTICIPATING', 'WIDER', 'REVIEWER'] as const;

export type Standing = (typeof STANDINGS)[number];

/** Whose contribution a value is, seen from the recipient: its own agency's or another's. */
export const CONTRIBUTIONS = ['OWN', 'OTHER'] as const;

export type Contribution = (typeof CONTRIBUTIONS)[number];

/** What a user may do, as their agency has vouched for; a standing in a review is another matter. */
export const ROLES = ['COORDINATOR', 'AGENCY_CONTACT', 'REVIEWER', 'AUDITOR', 'ENGINEER'] as const;

export type Role = (typeof ROLES)[number];
