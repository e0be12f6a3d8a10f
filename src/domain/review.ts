/** The states of a review, in the order in which it passes them; the last two stand aside from the way. */
export const REVIEW_STATES = [
  'DRAFT',
  'OPEN',
  'SCOPED',
  'GATHERING',
  'PANEL',
  'REPORTING',
  'PUBLISHED',
  'NOT_PUBLISHED',
  'CLOSED',
  'RETAINED',
  'DESTROYED',
  'PAUSED',
  'TRANSFERRED',
] as const;

export type ReviewState = (typeof REVIEW_STATES)[number];

/** What a data subject is to the review; never a name. */
export const SUBJECT_ROLES = [
  'INDEX_CHILD',
  'INDEX_ADULT',
  'MOTHER',
  'FATHER',
  'SIBLING',
  'PARTNER',
  'OTHER_HOUSEHOLD',
  'ALLEGED_PERPETRATOR',
] as const;

export type SubjectRole = (typeof SUBJECT_ROLES)[number];

/** An agency's answer to a contact check. */
export const CONTACT_OUTCOMES = ['KNOWN', 'NOT_KNOWN', 'POSSIBLE', 'UNABLE_TO_SEARCH'] as const;

export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

/** Who stands for an answer: a person at the agency, or for nil returns a machine that the agency lets answer. */
export const CONTACT_ANSWERERS = ['PERSON', 'MACHINE'] as const;

export type ContactAnswerer = (typeof CONTACT_ANSWERERS)[number];

export const CONTACT_CHECK_STATES = ['SENT', 'ANSWERED', 'ENDED'] as const;

export type ContactCheckState = (typeof CONTACT_CHECK_STATES)[number];

/** How one agency's part of an answer went; each stands for itself. */
export const AGENCY_STATUSES = ['OK', 'PARTIAL', 'UNAVAILABLE', 'REFUSED', 'INVALID', 'NOT_ASKED'] as const;

export type AgencyStatus = (typeof AGENCY_STATUSES)[number];
