import { z } from 'zod';
import { holdsOfficialIdentifier } from '../audit';
import type { AgencyId, PartnershipId, RecordHandle, ReviewId, SubjectId } from '../domain/ids';
import { REVIEW_TYPES } from '../domain/purpose';
import { CONTACT_ANSWERERS, CONTACT_OUTCOMES, REVIEW_STATES, SUBJECT_ROLES } from '../domain/review';
import { STANDINGS } from '../domain/standing';
import { SUBJECT_FLAGS } from '../domain/subject-flag';
import type { ContactCheckId } from './review';

const hasControlCharacter = (text: string): boolean => /\p{Cc}/u.test(text);

/** Text that a person wrote: no control characters, and no NHS or national insurance number slipped in. */
export const text = (most: number): z.ZodType<string> =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => !hasControlCharacter(value) && !holdsOfficialIdentifier(value));

export const id = <Id extends string>(): z.ZodType<Id> => z.uuid().transform((value) => value as Id);
/** A key of the register, such as `nhs-trust`. */
export const agencyKey = <Id extends string>(): z.ZodType<Id> =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/)
    .transform((value) => value as Id);

/** ISO 8601 with reduced precision; a whole date must exist. */
const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
  .refine((value) => value.length < 10 || isCalendarDate(value));

export function isCalendarDate(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Flags of a person, each once. */
export const subjectFlags = z
  .array(z.enum(SUBJECT_FLAGS))
  .max(SUBJECT_FLAGS.length)
  .refine(areDistinct)
  .readonly();

export const idempotencyKey = z.string().regex(/^[\x20-\x7e]{1,128}$/);

const address = z
  .strictObject({
    lines: z.array(text(200)).min(1).max(8).readonly(),
    postcode: text(12).nullable(),
    from: partialDate.nullable(),
    to: partialDate.nullable(),
    kind: text(40).nullable(),
  })
  .readonly();

/** What each mutation takes. Keys that are not named are refused. */
export const openReviewInput = z
  .strictObject({
    idempotencyKey,
    partnershipId: agencyKey<PartnershipId>().optional(),
    type: z.enum(REVIEW_TYPES),
    /** The partnership's own reference: letters, digits, `/`, `_`, `-`. */
    reference: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9/_-]{2,39}$/)
      .refine((value) => !holdsOfficialIdentifier(value)),
  })
  .readonly();

export const addSubjectInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    role: z.enum(SUBJECT_ROLES),
    name: text(200),
    dateOfBirth: partialDate.nullable(),
    addresses: z.array(address).max(20).readonly(),
    /** The address must not be found out: nobody but the coordinator receives it. */
    protectedAddress: z.boolean(),
    flags: subjectFlags.optional(),
  })
  .readonly();

export const sendContactCheckInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    agencyIds: z.array(agencyKey<AgencyId>()).min(1).max(200).refine(areDistinct).readonly(),
  })
  .readonly();

export const answerContactCheckInput = z
  .strictObject({
    idempotencyKey,
    contactCheckId: id<ContactCheckId>(),
    outcome: z.enum(CONTACT_OUTCOMES),
    searchedScope: text(500),
    /** PERSON unless it says otherwise. */
    answeredBy: z.enum(CONTACT_ANSWERERS).optional(),
    /** Which of the agency's records is whose; only with KNOWN. */
    records: z
      .array(z.strictObject({ subjectId: id<SubjectId>(), handle: handle() }).readonly())
      .max(50)
      .refine((records) => areDistinct(records.map(({ subjectId }) => subjectId)))
      .readonly(),
  })
  .refine(({ outcome, records }) => outcome === 'KNOWN' || records.length === 0)
  .readonly();

export const setStandingInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    agencyId: agencyKey<AgencyId>(),
    /** Null takes the standing away. */
    standing: z.enum(STANDINGS).nullable(),
  })
  .readonly();

export const advanceReviewInput = z
  .strictObject({ idempotencyKey, reviewId: id<ReviewId>(), to: z.enum(REVIEW_STATES) })
  .readonly();

function handle(): z.ZodType<RecordHandle> {
  return text(200).transform((value) => value as RecordHandle);
}

function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

export type OpenReviewInput = z.output<typeof openReviewInput>;
export type AddSubjectInput = z.output<typeof addSubjectInput>;
export type SendContactCheckInput = z.output<typeof sendContactCheckInput>;
export type AnswerContactCheckInput = z.output<typeof answerContactCheckInput>;
export type SetStandingInput = z.output<typeof setStandingInput>;
export type AdvanceReviewInput = z.output<typeof advanceReviewInput>;
