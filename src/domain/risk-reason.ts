/** Why a de-identified text may still tell who it is about. */
export const RISK_REASONS = [
  'AUTOMATED_ONLY',
  'NAMES_NOT_SEARCHED',
  'CAPITALISED_WORDS',
  'MISSPELT_NAMES',
  'UNLISTED_NAMES',
  'FAILED_CHECKS',
  'LONG_NUMBERS',
  'EXACT_DATES',
  'EXACT_AGES',
  'DIRECT_SPEECH',
  'RARE_CIRCUMSTANCES',
  'MANY_PEOPLE',
] as const;

export type RiskReason = (typeof RISK_REASONS)[number];
