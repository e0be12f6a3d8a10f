/**
 * The questions that a partnership's document leaves open and its data protection officer answers, each with the
 * answer that holds until then.
 */
export const SAFE_ANSWERS = Object.freeze({
  /** Whether what the document says of child safeguarding practice reviews covers the rapid review before them. */
  rapidReviewCoveredByCsprNotice: false,
  /** Whether a contact check may be made for the adult of a safeguarding adult review. */
  contactCheckCoversAdult: true,
  /** Whether "address" in the contact check includes previous addresses. */
  previousAddressesInContactCheck: false,
  /** Whether a professional who is not involved with the data subject sees more of a review than a contact check. */
  notInvolvedSeesReview: false,
  /** Whether a review whose terms of reference ask for it shows ethnicity and religion in clear. */
  equalityAnalysisInClear: false,
  /** Whether papers on a child who died are kept for 15 years from the later date (else: until the later of two dates). */
  deathRetentionFromLaterDate: false,
});

export type SwitchKey = keyof typeof SAFE_ANSWERS;

export const SWITCH_KEYS = Object.freeze([
  'rapidReviewCoveredByCsprNotice',
  'contactCheckCoversAdult',
  'previousAddressesInContactCheck',
  'notInvolvedSeesReview',
  'equalityAnalysisInClear',
  'deathRetentionFromLaterDate',
] as const satisfies readonly SwitchKey[]);

/**
 * Switches that the gateway itself reads, each of which shows more when it is answered yes. Every other one takes effect
 * by the parts of its pack that hold `when` or `unless` it is answered yes.
 */
export const READ_BY_GATEWAY = Object.freeze([
  'contactCheckCoversAdult',
  'previousAddressesInContactCheck',
] as const satisfies readonly SwitchKey[]);

const readByGateway: ReadonlySet<SwitchKey> = new Set(READ_BY_GATEWAY);

/** Whether the gateway reads the switch, beside what the pack says of it. */
export const isReadByGateway = (key: SwitchKey): boolean => readByGateway.has(key);

/** The answer to every switch, whether the pack states it or not. */
export type Switches = Readonly<Record<SwitchKey, boolean>>;
