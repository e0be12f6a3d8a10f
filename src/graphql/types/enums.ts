import { registerEnumType } from 'type-graphql';

import { DATA_CATEGORIES, type DataCategory } from '../../domain/data-category';
import { OUTCOMES } from '../../domain/outcome';
import { PURPOSES, REVIEW_TYPES } from '../../domain/purpose';
import {
  AGENCY_STATUSES,
  CONTACT_CHECK_STATES,
  CONTACT_ANSWERERS,
  CONTACT_OUTCOMES,
  REVIEW_STATES,
  SUBJECT_ROLES,
} from '../../domain/review';
import { RISK_REASONS } from '../../domain/risk-reason';
import { CONTRIBUTIONS, ROLES, STANDINGS } from '../../domain/standing';
import { SUBJECT_FLAGS } from '../../domain/subject-flag';
import { DISPOSITIONS } from '../../oversight/alert';
import { CONDITIONS } from '../../policy/conditions';
import { RETENTION_STARTS } from '../../policy/retention';
import { REASON_CODES } from '../../reidentification';
import { STATISTICS_MEASURES, STATISTICS_PROFILES } from '../../statistics';
import { TWO_PERSON_DECISIONS } from '../../two-person';

const enumOf = <Value extends string>(values: readonly Value[]): { readonly [Name in Value]: Name } =>
  Object.freeze(Object.fromEntries(values.map((value) => [value, value])) as { [Name in Value]: Name });

/** `dateOfBirth` is `DATE_OF_BIRTH` in GraphQL. */
const screamingSnake = (camel: string): string =>
  camel.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

export const ReviewTypeEnum = enumOf(REVIEW_TYPES);
export const PurposeEnum = enumOf(PURPOSES);
export const ReviewStateEnum = enumOf(REVIEW_STATES);
export const StandingEnum = enumOf(STANDINGS);
export const RoleEnum = enumOf(ROLES);
export const OutcomeEnum = enumOf(OUTCOMES);
export const ContributionEnum = enumOf(CONTRIBUTIONS);
export const ContactAnswererEnum = enumOf(CONTACT_ANSWERERS);
export const ContactOutcomeEnum = enumOf(CONTACT_OUTCOMES);
export const ContactCheckStateEnum = enumOf(CONTACT_CHECK_STATES);
export const AgencyStatusEnum = enumOf(AGENCY_STATUSES);
export const SubjectRoleEnum = enumOf(SUBJECT_ROLES);
export const SubjectFlagEnum = enumOf(SUBJECT_FLAGS);
export const DispositionEnum = enumOf(DISPOSITIONS);
export const ConditionEnum = enumOf(CONDITIONS);
export const RetentionStartEnum = enumOf(RETENTION_STARTS);
export const ReidentificationReasonEnum = enumOf(REASON_CODES);
export const StatisticsMeasureEnum = enumOf(STATISTICS_MEASURES);
export const StatisticsProfileEnum = enumOf(STATISTICS_PROFILES);
export const TwoPersonDecisionEnum = enumOf(TWO_PERSON_DECISIONS);
export const RiskReasonEnum = enumOf(RISK_REASONS);
export const AssertionEnum = enumOf(['FACT', 'OPINION', 'COMBINATION'] as const);
export const DataCategoryEnum: Readonly<Record<string, DataCategory>> = Object.freeze(
  Object.fromEntries(DATA_CATEGORIES.map((category) => [screamingSnake(category), category])),
);

registerEnumType(ReviewTypeEnum, { name: 'ReviewType', description: 'The kinds of statutory review.' });
registerEnumType(PurposeEnum, {
  name: 'Purpose',
  description: 'What a disclosure is for: one per operation.',
});
registerEnumType(ReviewStateEnum, { name: 'ReviewState', description: 'Where a review is on its way.' });
registerEnumType(StandingEnum, { name: 'Standing', description: 'What an agency is to one review.' });
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a user may do, as their agency has vouched for.',
});
registerEnumType(OutcomeEnum, {
  name: 'Outcome',
  description: 'What happens to a data category on its way out.',
});
registerEnumType(ContributionEnum, {
  name: 'Contribution',
  description: "Whose contribution a value is: the recipient's own or another agency's.",
});
registerEnumType(ContactAnswererEnum, {
  name: 'ContactAnswerer',
  description: 'Who stands for an answer to a contact check.',
});
registerEnumType(ContactOutcomeEnum, {
  name: 'ContactOutcome',
  description: 'An answer to a contact check.',
});
registerEnumType(ContactCheckStateEnum, {
  name: 'ContactCheckState',
  description: 'Whether a contact check is answered.',
});
registerEnumType(AgencyStatusEnum, {
  name: 'AgencyStatus',
  description: "How one agency's part of an answer went.",
});
registerEnumType(SubjectRoleEnum, {
  name: 'SubjectRole',
  description: 'What a data subject is to the review.',
});
registerEnumType(SubjectFlagEnum, {
  name: 'SubjectFlag',
  description: 'What is known of a person that narrows every policy pack.',
});
registerEnumType(DispositionEnum, { name: 'Disposition', description: 'What a person made of an alert.' });
registerEnumType(ConditionEnum, {
  name: 'Condition',
  description: 'What a person records for a review, and cells of a policy pack wait for.',
});
registerEnumType(RiskReasonEnum, {
  name: 'RiskReason',
  description: 'Why a de-identified text may still tell who it is about.',
});
registerEnumType(AssertionEnum, {
  name: 'Assertion',
  description: 'Whether a statement is fact, opinion or both.',
});
registerEnumType(DataCategoryEnum, { name: 'DataCategory', description: 'What a policy pack decides on.' });
registerEnumType(RetentionStartEnum, {
  name: 'RetentionStart',
  description: 'A date from which retention runs.',
});
registerEnumType(ReidentificationReasonEnum, {
  name: 'ReidentificationReason',
  description: 'Why somebody is to be identified.',
});
registerEnumType(StatisticsMeasureEnum, {
  name: 'StatisticsMeasure',
  description: 'What is counted, and by what.',
});
registerEnumType(StatisticsProfileEnum, {
  name: 'StatisticsProfile',
  description: 'How small counts are protected.',
});
registerEnumType(TwoPersonDecisionEnum, {
  name: 'TwoPersonDecision',
  description: "A second person's decision.",
});
