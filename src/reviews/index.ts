export { AgencyUnfit, type AgencyRegistration, type RegisteredAgency } from './agencies';
export type { ContactSetCipher } from './contact-set-cipher';
export { openCurrentRegister, type AnswerRegister, type CurrentRegister } from './current-register';
export type { RegisterDependencies } from './dependencies';
export type { AgencyEntry } from './directory';
export type {
  AddSubjectInput,
  AdvanceReviewInput,
  AnswerContactCheckInput,
  OpenReviewInput,
  SendContactCheckInput,
  SetStandingInput,
} from './input';
export type { ContactCheckFilter } from './reads';
export { openRegister, type Register } from './register';
export type {
  Actor,
  Agency,
  AgencyStanding,
  ContactCheck,
  ContactCheckId,
  IdentityItems,
  Partnership,
  RecordedCondition,
  RecordLink,
  Review,
  ReviewSubject,
  SubjectAddress,
  SubjectIdentity,
} from './review';
export type { ReminderUse } from './reminder';
export type { ReleasedText } from './release-text';
export type { SaltScope } from './review-salts';
export type { RoleLabel } from './role-label';
export type { ReviewPage, ReviewPageRequest } from './reviews-for';
