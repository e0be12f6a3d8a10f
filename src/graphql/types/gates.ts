import { ArrayMaxSize, ArrayUnique, IsOptional, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import type { SubjectRole } from '../../domain/review';
import type { SubjectFlag } from '../../domain/subject-flag';
import type { Condition } from '../../policy/conditions';
import { ConditionEnum, SubjectFlagEnum, SubjectRoleEnum } from './enums';
import { MutationInput } from './inputs';
import { InstantScalar, PartialDateScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

/** ISO 8601 calendar date. */
const WHOLE_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

@InputType()
abstract class ReviewInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
}

@InputType()
export class AcknowledgeReminderInput extends ReviewInput {}

@InputType()
export class SetScopeWindowInput extends ReviewInput {
  @Field(text, { description: 'The first day of the period under review (ISO 8601).' })
  @Matches(WHOLE_DATE)
  from!: string;
  @Field(text, { description: 'Its last day.' })
  @Matches(WHOLE_DATE)
  to!: string;
  @Field(text, { ...nullable, description: 'Why; required where the period grows. No personal data.' })
  @IsOptional()
  @Length(3, 300)
  reason?: string | null;
}

@InputType()
export class SetSubjectFlagsInput extends ReviewInput {
  @Field(() => ID, { description: "The subject's `ref` as the contact check shows it." })
  @MaxLength(60)
  ref!: string;
  @Field(() => [SubjectFlagEnum], { description: 'All flags that hold from now on.' })
  @ArrayMaxSize(10)
  @ArrayUnique()
  flags!: SubjectFlag[];
}

@InputType()
export class RecordConditionInput extends ReviewInput {
  @Field(() => ConditionEnum) condition!: Condition;
  @Field(text, { description: 'What shows that it is met, and where that is kept. No personal data.' })
  @Length(3, 500)
  citation!: string;
}

@InputType()
export class WithdrawConditionInput extends ReviewInput {
  @Field(() => ConditionEnum) condition!: Condition;
}

@ObjectType()
export class AcknowledgeReminderPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class SetScopeWindowPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => PartialDateScalar) from!: string;
  @Field(() => PartialDateScalar) to!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class SetSubjectFlagsPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ID) ref!: string;
  @Field(() => Boolean, {
    description: 'Whether the flag of a sealed identity still holds until another person clears it too.',
  })
  waitsForSecondPerson!: boolean;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class ConditionPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ConditionEnum) condition!: Condition;
  @Field(() => Boolean) holds!: boolean;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType({ description: 'What you are reminded of before you are shown anything; once per session.' })
export class Reminder {
  @Field(text) text!: string;
  @Field(() => Boolean, { description: 'Whether visitors of a meeting are to be given it too.' })
  visitors!: boolean;
  @Field(() => ID) pack!: string;
  @Field(text) packVersion!: string;
  @Field(() => Boolean, { description: 'Whether you have acknowledged it in this session.' })
  acknowledged!: boolean;
}

@ObjectType({ description: 'The period under review.' })
export class ScopeWindow {
  @Field(() => PartialDateScalar, nullable) from!: string | null;
  @Field(() => PartialDateScalar, nullable) to!: string | null;
}

@ObjectType({ description: 'A person of the review with what narrows every pack for them.' })
export class FlaggedSubject {
  @Field(() => ID, { description: "The subject's pseudonym in the contact check." })
  ref!: string;
  @Field(() => SubjectRoleEnum) role!: SubjectRole;
  @Field(() => [SubjectFlagEnum]) flags!: SubjectFlag[];
}

@ObjectType({ description: 'A condition that was recorded for the review.' })
export class RecordedCondition {
  @Field(() => ConditionEnum) condition!: Condition;
  @Field(text) citation!: string;
  @Field(text) decidedBy!: string;
  @Field(() => InstantScalar) decidedAt!: Date;
  @Field(() => InstantScalar, nullable) withdrawnAt!: Date | null;
}

@ObjectType({ description: 'What the coordinator has recorded of a review; shown to nobody else.' })
export class ReviewSettings {
  @Field(() => ID) reviewId!: string;
  @Field(() => ScopeWindow, nullable) scopeWindow!: ScopeWindow | null;
  @Field(() => PartialDateScalar, {
    ...nullable,
    description: 'The day of the event that the review is about.',
  })
  indexEventOn!: string | null;
  @Field(() => [FlaggedSubject]) subjects!: FlaggedSubject[];
  @Field(() => [RecordedCondition]) conditions!: RecordedCondition[];
}
