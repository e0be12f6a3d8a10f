/** The five kinds of statutory review. */
export const REVIEW_TYPES = [
  'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  'RAPID_REVIEW',
  'SAFEGUARDING_ADULT_REVIEW',
  'DOMESTIC_HOMICIDE_REVIEW',
  'CHILD_DEATH_REVIEW',
] as const;

export type ReviewType = (typeof REVIEW_TYPES)[number];

/** What a disclosure is for; an operation declares exactly one (UK GDPR art. 5(1)(b)). */
export const PURPOSES = ['CONTACT_CHECK', 'PANEL_PAPERS', 'STATISTICS', ...REVIEW_TYPES] as const;

export type Purpose = (typeof PURPOSES)[number];

const reviewTypes: ReadonlySet<string> = new Set(REVIEW_TYPES);

/** Whether the purpose is the conduct of a review of that type. */
export const isReviewType = (purpose: Purpose): purpose is ReviewType => reviewTypes.has(purpose);
