import { z } from 'zod';

/** Why somebody is to be identified (catalogue 4.4). */
export const REASON_CODES = [
  'IMMEDIATE_RISK',
  'CORRECT_PERSON_CHECK',
  'RIGHTS_REQUEST',
  'COURT_ORDER',
  'PANEL_DECISION',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** Most pseudonyms of one request. */
export const MOST_PSEUDONYMS = 5;
/** Fewest characters of a reason in words. */
export const LEAST_REASON = 20;
/** Minutes in which the answer may be viewed, once. */
export const VIEW_MINUTES = 15;
/** Hours in which a second person decides. */
export const DECIDE_HOURS = 72;
/** Most requests of one user within 24 hours. */
export const REQUESTS_A_DAY = 10;

/** Shown with every step of a re-identification. */
export const WARNING =
  'It is an offence to re-identify de-identified personal data knowingly or recklessly without the consent of the ' +
  'controller who de-identified them (Data Protection Act 2018, section 171). This request and its answer are on record.';

/** UK GDPR art. 6(1), as a request names it. */
export const LAWFUL_BASIS = /^6\(1\)\((?:[a-f]|ea)\)$/;

const content = z.strictObject({
  pseudonyms: z.array(z.string()).min(1).max(MOST_PSEUDONYMS).readonly(),
  reasonCode: z.enum(REASON_CODES),
  reason: z.string(),
  lawfulBasis: z.string(),
});

/** What a request for re-identification asks for, as it is kept: pseudonyms, never whom they stand for. */
export type ReidentificationContent = z.output<typeof content>;

export const readContent = (kept: unknown): ReidentificationContent => content.parse(kept);
