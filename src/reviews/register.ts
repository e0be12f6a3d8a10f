import { addSubject, type AddedSubject } from './add-subject';
import {
  registerAgency,
  removeAgency,
  rotateAgencyKey,
  type RegisterAgencyInput,
  type RegisteredAgency,
  type RemoveAgencyInput,
  type RemovedAgency,
  type RotateAgencyKeyInput,
  type RotatedAgencyKey,
} from './agencies';
import { advanceReview, type AdvancedReview } from './advance-review';
import { answerContactCheck, type AnsweredContactCheck } from './answer-contact-check';
import type { RegisterDependencies } from './dependencies';
import { directory, type Directory } from './directory';
import type {
  AddSubjectInput,
  AdvanceReviewInput,
  AnswerContactCheckInput,
  OpenReviewInput,
  SendContactCheckInput,
  SetStandingInput,
} from './input';
import { mutate, type Mutation, type OnRecord } from './mutation';
import { openReview, type OpenedReview } from './open-review';
import {
  recordCondition,
  withdrawCondition,
  type ChangedCondition,
  type RecordConditionInput,
  type WithdrawConditionInput,
} from './record-condition';
import { acknowledgeReminder, type AcknowledgedReminder, type AcknowledgeReminderInput } from './reminder';
import { registerReads, type RegisterReads } from './reads';
import {
  releaseText,
  withdrawTextRelease,
  type ChangedTexts,
  type ReleaseTextInput,
  type WithdrawTextReleaseInput,
} from './release-text';
import type { Actor } from './review';
import { sendContactCheck, type SentContactChecks } from './send-contact-check';
import { setIndexEvent, type ChangedIndexEvent, type SetIndexEventInput } from './set-index-event';
import { setScopeWindow, type ChangedScopeWindow, type SetScopeWindowInput } from './set-scope-window';
import { setStanding, type ChangedStanding } from './set-standing';
import { textReads, type TextReads } from './text-reads';
import { setSubjectFlags, type FlaggedSubject, type SetSubjectFlagsInput } from './set-subject-flags';

/** Makes one kind of change: checked, permitted, once per key, and on the audit record with it. */
export type Change<Input, Result> = (actor: Actor, input: Input) => Promise<OnRecord<Result>>;

/**
 * The changes to the register. All throw GatewayError: INPUT_INVALID, IDEMPOTENCY_KEY_REUSED, ACTION_NOT_PERMITTED,
 * REVIEW_NOT_FOUND where the actor's agency has no standing, STATE_NOT_PERMITTED, STORE_UNAVAILABLE, AUDIT_UNAVAILABLE.
 */
export interface RegisterChanges {
  readonly openReview: Change<OpenReviewInput, OpenedReview>;
  /** Also KEY_UNAVAILABLE. */
  readonly addSubject: Change<AddSubjectInput, AddedSubject>;
  /** Also NOT_FOUND for an agency that is not in the register. */
  readonly sendContactCheck: Change<SendContactCheckInput, SentContactChecks>;
  /** Also NOT_FOUND for a contact check of another agency. */
  readonly answerContactCheck: Change<AnswerContactCheckInput, AnsweredContactCheck>;
  /** Also NOT_FOUND for an agency that is not in the register, CONTACT_NOT_POSITIVE. */
  readonly setStanding: Change<SetStandingInput, ChangedStanding>;
  readonly advanceReview: Change<AdvanceReviewInput, AdvancedReview>;
  readonly setScopeWindow: Change<SetScopeWindowInput, ChangedScopeWindow>;
  readonly setIndexEvent: Change<SetIndexEventInput, ChangedIndexEvent>;
  /** Also NOT_FOUND for an agency that is not in the register. */
  readonly releaseText: Change<ReleaseTextInput, ChangedTexts>;
  /** Also NOT_FOUND where none of the texts is released. */
  readonly withdrawTextRelease: Change<WithdrawTextReleaseInput, ChangedTexts>;
  /** Also NOT_FOUND for a person who is not of the review. */
  readonly setSubjectFlags: Change<SetSubjectFlagsInput, FlaggedSubject>;
  readonly recordCondition: Change<RecordConditionInput, ChangedCondition>;
  /** Also NOT_FOUND for a condition that does not hold. */
  readonly withdrawCondition: Change<WithdrawConditionInput, ChangedCondition>;
  /** Also AGENCY_UNFIT, with the report of the check. */
  readonly registerAgency: Change<RegisterAgencyInput, RegisteredAgency>;
  /** Also NOT_FOUND for an agency that is not active. */
  readonly removeAgency: Change<RemoveAgencyInput, RemovedAgency>;
  readonly rotateAgencyKey: Change<RotateAgencyKeyInput, RotatedAgencyKey>;
  /** Also NOT_FOUND where the pack has no reminder. */
  readonly acknowledgeReminder: Change<AcknowledgeReminderInput, AcknowledgedReminder>;
}

/** Reviews, their people and agencies, standings and contact checks. */
export type Register = Directory & RegisterReads & TextReads & RegisterChanges;

/** The register of a store. */
export function openRegister(dependencies: RegisterDependencies): Register {
  const changeBy =
    <Input extends { readonly idempotencyKey: string }, Prepared, Result extends object>(
      mutation: Mutation<Input, Prepared, Result>,
    ): Change<Input, Result> =>
    (actor, input) =>
      mutate(mutation, { actor, input, dependencies });
  return Object.freeze({
    ...directory(dependencies.store),
    ...registerReads(dependencies),
    ...textReads(dependencies),
    openReview: changeBy(openReview),
    addSubject: changeBy(addSubject),
    sendContactCheck: changeBy(sendContactCheck),
    answerContactCheck: changeBy(answerContactCheck),
    setStanding: changeBy(setStanding),
    advanceReview: changeBy(advanceReview),
    setScopeWindow: changeBy(setScopeWindow),
    setIndexEvent: changeBy(setIndexEvent),
    releaseText: changeBy(releaseText),
    withdrawTextRelease: changeBy(withdrawTextRelease),
    setSubjectFlags: changeBy(setSubjectFlags),
    recordCondition: changeBy(recordCondition),
    withdrawCondition: changeBy(withdrawCondition),
    acknowledgeReminder: changeBy(acknowledgeReminder),
    registerAgency: changeBy(registerAgency),
    removeAgency: changeBy(removeAgency),
    rotateAgencyKey: changeBy(rotateAgencyKey),
  });
}
