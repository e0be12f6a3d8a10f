import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { MutationInput } from './inputs';
import { PartialDateScalar } from './scalars';

const text = (): typeof String => String;

/** Texts that one decision may be about. */
const MOST_TEXTS = 500;

@InputType()
export class ReleaseTextInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => ID, { description: 'The agency that contributed the texts.' })
  @MaxLength(100)
  agencyId!: string;
  @Field(() => [ID], { description: '`narrativeRisk.textIds` of what you have read.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TEXTS)
  @ArrayUnique()
  @MaxLength(60, { each: true })
  textIds!: string[];
  @Field(text, { description: 'Why the review needs the words themselves. No personal data.' })
  @Length(3, 500)
  reason!: string;
}

@InputType()
export class WithdrawTextReleaseInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => [ID])
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TEXTS)
  @ArrayUnique()
  @MaxLength(60, { each: true })
  textIds!: string[];
}

@InputType()
export class SetIndexEventInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(text, { description: 'ISO 8601 calendar date.' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  on!: string;
}

@ObjectType()
export class TextReleasePayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => Int, { description: 'How many texts the decision changed.' }) texts!: number;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class SetIndexEventPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => PartialDateScalar) on!: string;
  @Field(() => ID) auditEventId!: string;
}
