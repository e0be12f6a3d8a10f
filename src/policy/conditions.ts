/** Facts that a person records for a review, and that open a cell which is shut without them. */
export const CONDITIONS = [
  /** The data subject's consent is recorded. */
  'CONSENT',
  /** The disclosure is required by law, with its citation. */
  'LEGALLY_REQUIRED',
  /** The disclosure is permitted by law, with its citation. */
  'LEGALLY_ENABLED',
  /** The condition under UK GDPR art. 10 is recorded by the data protection officer. */
  'OFFENCE_BASIS',
  /** The statutory function that needs the data is named. */
  'STATUTORY_FUNCTION',
  /** The review's terms of reference ask for an analysis of equality, diversity and inclusion. */
  'EDI_IN_TERMS_OF_REFERENCE',
  /** Why the data are necessary is written down. */
  'NECESSITY_NOTE',
] as const;

export type Condition = (typeof CONDITIONS)[number];

/** Any one of the groups, recorded as a whole, opens the cell. */
export type ConditionGroups = readonly (readonly Condition[])[];

/** Whether what is recorded opens a cell with these conditions. */
export const opens = (groups: ConditionGroups, recorded: ReadonlySet<Condition>): boolean =>
  groups.some((group) => group.length > 0 && group.every((condition) => recorded.has(condition)));
