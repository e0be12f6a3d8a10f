/** What the caller is told: a stable code, the HTTP status of a request that fails as a whole, and one sentence. */
export interface CatalogueEntry {
  readonly status: number;
  /** What to do; never a value, a person's id, upstream text or a stack. */
  readonly sentence: string;
}

const entry = (status: number, sentence: string): CatalogueEntry => Object.freeze({ status, sentence });

/** Every error that can leave the gateway. */
export const CATALOGUE = Object.freeze({
  // Who asks
  TOKEN_MISSING: entry(401, 'Send a bearer token in the Authorization header.'),
  TOKEN_INVALID: entry(401, 'Sign in again: the token was not accepted.'),
  TOKEN_REVOKED: entry(401, 'Ask your agency why your access was taken back, then sign in again.'),
  TOKEN_EXPIRED: entry(401, 'Sign in again: the token has expired.'),
  ISSUER_UNAVAILABLE: entry(503, 'Try again later: the token issuer cannot be reached.'),
  TRAINING_OUT_OF_DATE: entry(403, 'Complete the yearly data protection training, then sign in again.'),
  RATE_LIMITED: entry(429, 'Wait a minute before asking again.'),
  // What is asked
  REQUEST_INVALID: entry(400, 'Check the operation against the published schema.'),
  OPERATION_TOO_LARGE: entry(
    400,
    'Ask for less at once: the operation is too long, too deep or repeats itself.',
  ),
  DOCUMENT_NOT_TRUSTED: entry(403, 'Send one of the published operations: your role may send no other.'),
  INTROSPECTION_NOT_PERMITTED: entry(
    403,
    'Read the published schema file: your role may not ask for it here.',
  ),
  INPUT_INVALID: entry(400, 'Check the input: a value is missing, malformed or not allowed.'),
  PURPOSE_NOT_DECLARED: entry(400, 'Declare the purpose of the operation.'),
  PURPOSE_NOT_SINGLE: entry(
    400,
    'Declare one purpose per operation; send a second operation for another purpose.',
  ),
  REVIEW_NOT_SINGLE: entry(400, 'Name one review per operation; send a second operation for another review.'),
  STATEMENT_WITHOUT_ASSERTION: entry(400, 'Select assertion and addenda wherever you select a statement.'),
  REPORT_TOO_LARGE: entry(
    413,
    'Narrow the report by review, user, agency or time, or draw it up on the command line.',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(409, 'Use a new idempotency key: this one was used for other input.'),
  // What is permitted
  REVIEW_NOT_FOUND: entry(404, 'Check the review: none is open to your agency under this id.'),
  NOT_FOUND: entry(404, 'Check the id: nothing is open to your agency under it.'),
  ACTION_NOT_PERMITTED: entry(403, 'Ask the review coordinator: your standing does not permit this action.'),
  POLICY_REFUSED: entry(403, 'Ask the review coordinator: the policy in force does not permit this.'),
  STATE_NOT_PERMITTED: entry(409, 'Check the state of the review: it does not allow this step now.'),
  CONTACT_NEEDS_PERSON: entry(
    403,
    'Have a person at your agency look at the search and confirm this answer.',
  ),
  CONTACT_NOT_POSITIVE: entry(409, 'Record a positive contact answer of the agency first.'),
  // What takes two people
  SECOND_PERSON_NEEDED: entry(403, 'Ask another person: nobody decides on a request of their own.'),
  SECOND_AGENCY_NEEDED: entry(403, 'Ask a person of another agency: the request is from your own.'),
  APPROVAL_NEEDED: entry(409, 'Wait until a second person has approved the request.'),
  RETENTION_NOT_OVER: entry(
    409,
    'Wait until the retention period is over and no legal hold stands, and record both for the review.',
  ),
  STATISTICS_OVERLAP: entry(
    409,
    'Use the table that was released of that year: another one of the same cases could be subtracted from it.',
  ),
  REQUEST_OVER: entry(410, 'Make a new request: this one is decided, used or out of time.'),
  AGENCY_UNFIT: entry(409, 'Mend what the check of the agency lists, then register it again.'),
  PACK_NOT_IN_FORCE: entry(503, 'Ask the partnership manager: no policy pack is in force for this review.'),
  // What an agency's own server refuses
  GRANT_REFUSED: entry(
    401,
    'Send a disclosure grant of the gateway: signed, for this agency, unexpired and never used before.',
  ),
  GRANT_EXCEEDED: entry(
    403,
    'Ask for the records and fields that the disclosure grant names, and no others.',
  ),
  // What did not work
  AUDIT_UNAVAILABLE: entry(
    503,
    'Try again later: nothing is disclosed while the audit record cannot be written.',
  ),
  STORE_UNAVAILABLE: entry(503, 'Try again later: the register cannot be reached.'),
  KEY_UNAVAILABLE: entry(503, 'Ask the key custodian: the key of this review cannot be used.'),
  KEY_TOO_NEW: entry(
    409,
    'Wait until the next key has been published for ten minutes, or say that the keys are compromised.',
  ),
  DRAINING: entry(503, 'Try again: this server is stopping.'),
  INTERNAL: entry(500, 'Try again, then report the request id to the gateway operator.'),
  // What stops the start
  CONFIG_INVALID: entry(500, 'Mend the configuration.'),
  PACK_INVALID: entry(500, 'Mend the policy pack.'),
  DATA_MAP_INVALID: entry(500, 'Mend the data map: it must agree with the contract field for field.'),
  SCHEMA_UNGUARDED: entry(500, 'Give every field of the schema a data category or a rule.'),
  DEMO_NOT_PERMITTED: entry(500, 'Use demo mode on a loopback address only and never in production.'),
} satisfies Record<string, CatalogueEntry>);

export type ErrorCode = keyof typeof CATALOGUE;
