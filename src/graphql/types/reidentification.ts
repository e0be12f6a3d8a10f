import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import type { AgencyStatus, SubjectRole } from '../../domain/review';
import { LEAST_REASON, MOST_PSEUDONYMS, type ReasonCode } from '../../reidentification';
import type { TwoPersonDecision } from '../../two-person';
import {
  AgencyStatusEnum,
  ReidentificationReasonEnum,
  SubjectRoleEnum,
  TwoPersonDecisionEnum,
} from './enums';
import { MutationInput } from './inputs';
import { Address } from './record';
import { InstantScalar, PartialDateScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@InputType()
export class RequestReidentificationInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => [String], { description: 'One to five pseudonyms of data subjects, as SUBJ-….' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PSEUDONYMS)
  @ArrayUnique()
  @MaxLength(60, { each: true })
  pseudonyms!: string[];
  @Field(() => ReidentificationReasonEnum) reasonCode!: ReasonCode;
  @Field(text, { description: 'Why, in 20 to 500 characters. It stays on record: no personal data.' })
  @Length(LEAST_REASON, 500)
  reason!: string;
  @Field(text, { description: 'UK GDPR art. 6, such as 6(1)(e).' })
  @Matches(/^6\(1\)\((?:[a-f]|ea)\)$/)
  lawfulBasis!: string;
}

@InputType()
export class ApproveReidentificationInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  requestId!: string;
  @Field(() => TwoPersonDecisionEnum) decision!: TwoPersonDecision;
}

@ObjectType()
export class RequestReidentificationPayload {
  @Field(() => ID) requestId!: string;
  @Field(() => Boolean, { description: 'Whether it may be viewed at once, and is approved afterwards.' })
  breakGlass!: boolean;
  @Field(() => PartialDateScalar, {
    ...nullable,
    description: 'The last working day for the approval of what may be viewed at once.',
  })
  postApprovalDueOn!: string | null;
  @Field(text) warning!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class ApproveReidentificationPayload {
  @Field(() => ID) requestId!: string;
  @Field(() => TwoPersonDecisionEnum) decision!: TwoPersonDecision;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType({ description: 'Who one agency says that a person is.' })
export class IdentityReturn {
  @Field(() => ID) agency!: string;
  @Field(() => AgencyStatusEnum) status!: AgencyStatus;
  @Field(() => InstantScalar) retrievedAt!: Date;
  @Field(text, nullable) name!: string | null;
  @Field(() => PartialDateScalar, nullable) dateOfBirth!: string | null;
  @Field(() => [Address], nullable) addresses!: Address[] | null;
}

@ObjectType()
export class IdentifiedPerson {
  @Field(() => ID, { description: 'As it was asked for.' }) pseudonym!: string;
  @Field(() => SubjectRoleEnum) role!: SubjectRole;
  @Field(() => [IdentityReturn]) returns!: IdentityReturn[];
}

@ObjectType({ description: 'Shown to who asked, once, within 15 minutes of the approval.' })
export class ReidentificationView {
  @Field(() => ID) requestId!: string;
  @Field(() => [IdentifiedPerson]) people!: IdentifiedPerson[];
  @Field(text) warning!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType({ description: 'A request for re-identification, as those who decide on it see it.' })
export class ReidentificationRequest {
  @Field(() => ID) id!: string;
  @Field(() => ID, nullable) reviewId!: string | null;
  @Field(() => [String]) pseudonyms!: string[];
  @Field(() => ReidentificationReasonEnum) reasonCode!: ReasonCode;
  @Field(text) reason!: string;
  @Field(text) lawfulBasis!: string;
  @Field(text) requestedBy!: string;
  @Field(() => ID) requestedByAgency!: string;
  @Field(() => InstantScalar) requestedAt!: Date;
  @Field(() => PartialDateScalar, nullable) postApprovalDueOn!: string | null;
  @Field(() => Boolean, { description: 'Whether the approval of what was viewed at once is late.' })
  overdue!: boolean;
  @Field(() => TwoPersonDecisionEnum, nullable) decision!: TwoPersonDecision | null;
  @Field(text, nullable) decidedBy!: string | null;
  @Field(() => ID, nullable) decidedByAgency!: string | null;
  @Field(() => InstantScalar, nullable) decidedAt!: Date | null;
  @Field(() => InstantScalar, nullable) viewedAt!: Date | null;
}

@ObjectType({ description: "That your agency's record of somebody was asked for by name." })
export class ReidentificationNotice {
  @Field(() => ID) id!: string;
  @Field(() => ID, nullable) reviewId!: string | null;
  @Field(() => ID) requestedByAgency!: string;
  @Field(() => ReidentificationReasonEnum) reasonCode!: ReasonCode;
  @Field(() => InstantScalar) at!: Date;
}
