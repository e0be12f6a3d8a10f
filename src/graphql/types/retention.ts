import { ArrayMaxSize, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import type { RetentionStart } from '../../policy';
import type { TwoPersonDecision } from '../../two-person';
import { RetentionStartEnum, TwoPersonDecisionEnum } from './enums';
import { MutationInput } from './inputs';

const text = (): typeof String => String;

/** ISO 8601 calendar date. */
const WHOLE_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

@InputType()
export class RetentionDateInput {
  @Field(() => RetentionStartEnum) start!: RetentionStart;
  @Field(text, { description: 'ISO 8601 calendar date. It is not kept.' })
  @Matches(WHOLE_DATE)
  on!: string;
}

@InputType()
export class RecordRetentionInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(text, { description: 'The key of a retention rule of the policy pack in force.' })
  @Length(1, 60)
  rule!: string;
  @Field(() => [RetentionDateInput], { description: 'The dates from which the rule runs.' })
  @ArrayMaxSize(20)
  @ValidateNested()
  dates!: RetentionDateInput[];
}

@InputType()
export class SetLegalHoldInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => Boolean, { description: 'Whether destruction is suspended from now on.' })
  hold!: boolean;
  @Field(text, { description: 'Why: an inquest, a criminal case, a public inquiry. No personal data.' })
  @Length(3, 300)
  reason!: string;
}

@InputType()
export class RequestDestructionInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
}

@InputType()
export class DecideDestructionInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  requestId!: string;
  @Field(() => TwoPersonDecisionEnum) decision!: TwoPersonDecision;
}

@ObjectType()
export class RecordRetentionPayload {
  @Field(() => ID) reviewId!: string;
  @Field(text) rule!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class SetLegalHoldPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => Boolean) hold!: boolean;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class RequestDestructionPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ID, { description: 'What another person decides on.' })
  requestId!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class DecideDestructionPayload {
  @Field(() => ID) requestId!: string;
  @Field(() => TwoPersonDecisionEnum) decision!: TwoPersonDecision;
  @Field(() => ID) auditEventId!: string;
}
