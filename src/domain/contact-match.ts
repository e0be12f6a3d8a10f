import type { LocalMatch } from './agency-source';

/** One person of a contact check as an agency receives them: name, date of birth and address, and nothing else. */
export interface ContactPerson {
  /** The name first, then previous names and aliases. At least one. */
  readonly names: readonly string[];
  /** ISO 8601, whole or cut to the month or the year; null where it is not known, as for a child not yet born. */
  readonly dateOfBirth: string | null;
  /** Each as one line of text; the postcode is found in it. */
  readonly addresses: readonly string[];
  /** Only where the policy pack lets one be sent. */
  readonly nhsNumber?: string;
}

/** How well one record fits: the states of the Department for Education's matching service (catalogue 3.6). */
export const MATCH_STATES = [
  'MATCH',
  'POTENTIAL_MATCH',
  'LOW_CONFIDENCE',
  'MANY_MATCH',
  'NO_MATCH',
  'ERROR',
] as const;
export type MatchState = (typeof MATCH_STATES)[number];

/** What of a person agreed with a record, and how. */
export interface MatchEvidence {
  readonly of: 'GIVEN_NAME' | 'SURNAME' | 'DATE_OF_BIRTH' | 'ADDRESS' | 'NHS_NUMBER';
  readonly agreement: string;
}

/** A record that may be the person's, for a person at the agency to look at. */
export interface MatchCandidate {
  readonly match: LocalMatch;
  /** The probability, from 0 to 1, that the record is this person's. */
  readonly score: number;
  readonly evidence: readonly MatchEvidence[];
}

/** What an agency's answer would be, as far as a machine can tell. */
export type ProposedOutcome = 'KNOWN' | 'POSSIBLE' | 'NOT_KNOWN' | 'UNABLE_TO_SEARCH';

/**
 * A proposal for the agency's own staff. It is never sent to the gateway: what a person at the agency confirms is.
 */
export interface ContactProposal {
  readonly state: MatchState;
  /** Null where only a person can say. */
  readonly outcome: ProposedOutcome | null;
  /** True for every outcome but NOT_KNOWN over a scope that the agency has declared and lets a machine answer for. */
  readonly needsPerson: boolean;
  /** Best first. */
  readonly candidates: readonly MatchCandidate[];
}
