/**
 * Entries of social care that tell of offending, so that they are read under `convictions` and nowhere else: statuses,
 * placements and reasons of the looked-after children return (SSDA903), and services of youth justice.
 */
export const OFFENCE_CODES = ['J1', 'J2', 'J3', 'R5', 'E9', 'E14'] as const;

/** PostgreSQL regular expression, matched without regard to case. */
export const OFFENCE_SERVICES =
  '(youth (justice|offending)|\\m(yot|yjs|yos)\\M|probation|offender|\\mprison|custod|criminal)';
