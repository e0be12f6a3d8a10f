import { Field, ID, ObjectType } from 'type-graphql';

import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { ReviewType } from '../../domain/purpose';
import type {
  AgencyStatus,
  ContactCheckState,
  ContactAnswerer,
  ContactOutcome,
  ReviewState,
  SubjectRole,
} from '../../domain/review';
import {
  AgencyStatusEnum,
  ContactCheckStateEnum,
  ContactAnswererEnum,
  ContactOutcomeEnum,
  DataCategoryEnum,
  OutcomeEnum,
  ReviewStateEnum,
  ReviewTypeEnum,
  SubjectRoleEnum,
} from './enums';
import { Address, ContactDetail, RelatedParty, Statement } from './record';
import { GeneralisedDateScalar, InstantScalar, PartialDateScalar } from './scalars';

const nullable = { nullable: true } as const;
const statements = (): [typeof Statement] => [Statement];
const parties = (): [typeof RelatedParty] => [RelatedParty];
const text = (): typeof String => String;

@ObjectType({
  description:
    "One agency's return on one subject. A category that the policy withholds is null; so is one not held.",
})
export class AgencyReturn {
  @Field(() => ID) agency!: string;
  @Field(() => AgencyStatusEnum) status!: AgencyStatus;
  @Field(() => InstantScalar) retrievedAt!: Date;
  @Field(text, nullable) name!: string | null;
  @Field(() => GeneralisedDateScalar, nullable) dateOfBirth!: string | null;
  @Field(() => [Address], nullable) addresses!: Address[] | null;
  @Field(text, { ...nullable, description: 'Completed years, or a band where it is generalised.' })
  age!: string | null;
  @Field(text, nullable) gender!: string | null;
  @Field(() => [ContactDetail], nullable) contactDetails!: ContactDetail[] | null;
  @Field(text, nullable) nationalInsuranceNumber!: string | null;
  @Field(text, nullable) nhsNumber!: string | null;
  @Field(parties, nullable) familyMembers!: RelatedParty[] | null;
  @Field(() => Statement, nullable) ethnicity!: Statement | null;
  @Field(() => Statement, nullable) religion!: Statement | null;
  @Field(statements, nullable) health!: Statement[] | null;
  @Field(statements, nullable) otherSpecialCategory!: Statement[] | null;
  @Field(statements, nullable) legalStatuses!: Statement[] | null;
  @Field(statements, nullable) involvements!: Statement[] | null;
  @Field(statements, nullable) safeguardingConcerns!: Statement[] | null;
  @Field(statements, nullable) convictions!: Statement[] | null;
  @Field(statements, nullable) investigations!: Statement[] | null;
  @Field(parties, nullable) otherParties!: RelatedParty[] | null;
  @Field(parties, nullable) practitioners!: RelatedParty[] | null;
  @Field(parties, nullable) informants!: RelatedParty[] | null;
}

@ObjectType({
  description: 'A data subject of the review: the contact-check set, and what the agencies return.',
})
export class ReviewSubject {
  @Field(() => ID, { description: "The subject's pseudonym for this review and purpose." })
  ref!: string;
  @Field(() => SubjectRoleEnum) role!: SubjectRole;
  @Field(text, nullable) name!: string | null;
  @Field(() => GeneralisedDateScalar, nullable) dateOfBirth!: string | null;
  @Field(() => [Address], nullable) addresses!: Address[] | null;
  /** Read by the field resolver, which takes the argument `agencies`. */
  allReturns!: readonly AgencyReturn[];
}

@ObjectType({
  description: 'How the policy answers one category of one source, whether or not a value exists.',
})
export class DisclosureEntry {
  @Field(() => DataCategoryEnum) category!: DataCategory;
  @Field(() => OutcomeEnum) outcome!: Outcome;
  @Field(text, {
    ...nullable,
    description: 'Keys of the clauses of the policy pack; null where none is stated.',
  })
  clause!: string | null;
  @Field(() => ID, { ...nullable, description: "The source; null for the review's own contact-check set." })
  agency!: string | null;
  @Field(text, { description: 'Why, in words, at the level of the policy.' })
  reason!: string;
}

@ObjectType({ description: "An agency's answer to a contact check, as the review's coordinator sees it." })
export class ReviewContactCheck {
  @Field(() => ID) agency!: string;
  @Field(() => ContactCheckStateEnum) state!: ContactCheckState;
  @Field(() => ContactOutcomeEnum, nullable) outcome!: ContactOutcome | null;
  @Field(() => InstantScalar) sentAt!: Date;
  @Field(() => PartialDateScalar, { description: 'The last working day to answer (ISO 8601).' })
  dueOn!: string;
  @Field(() => InstantScalar, nullable) answeredAt!: Date | null;
  @Field(() => ContactAnswererEnum, {
    ...nullable,
    description: 'Null until it is answered.',
  })
  answeredBy!: ContactAnswerer | null;
}

@ObjectType({ description: 'One review, for one declared purpose.' })
export class Review {
  @Field(() => ID) id!: string;
  @Field(text) reference!: string;
  @Field(() => ReviewTypeEnum, { ...nullable, description: 'Null for a wider agency.' })
  type!: ReviewType | null;
  @Field(() => ReviewStateEnum) state!: ReviewState;
  @Field(() => [ReviewSubject]) subjects!: ReviewSubject[];
  @Field(() => [ReviewContactCheck], nullable) contactChecks!: ReviewContactCheck[] | null;
  @Field(() => [DisclosureEntry]) disclosure!: DisclosureEntry[];
}
