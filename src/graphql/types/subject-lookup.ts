import { IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { TwoPersonDecision } from '../../two-person';
import { TwoPersonDecisionEnum } from './enums';
import { InstantScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;
const PERSON = 'In memory alone: never kept, and never on the audit record.';

@InputType({ description: PERSON })
export class LookedUpInput {
  @Field(text)
  @Length(1, 200)
  name!: string;
  @Field(text, { description: 'ISO 8601 date.' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  dateOfBirth!: string;
}

@InputType()
export class RequestSubjectLookupInput {
  @Field(() => ID)
  @MaxLength(100)
  partnership!: string;
  @Field(text, { description: "The request's own reference; no name." })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9/_-]{2,39}$/)
  caseReference!: string;
  @Field(() => LookedUpInput) person!: LookedUpInput;
}

@InputType()
export class DecideSubjectLookupInput {
  @Field(() => ID)
  @IsUUID()
  requestId!: string;
  @Field(() => TwoPersonDecisionEnum) decision!: TwoPersonDecision;
}

@InputType()
export class ViewSubjectLookupInput {
  @Field(() => ID)
  @IsUUID()
  requestId!: string;
  @Field(text, { description: 'As the request answered it.' })
  @Length(20, 100)
  key!: string;
  @Field(() => LookedUpInput) person!: LookedUpInput;
}

@ObjectType()
export class SubjectLookupRequest {
  @Field(() => ID) requestId!: string;
  @Field(text, { description: 'Shown once; the look-up takes it, with the same person.' }) key!: string;
}

@ObjectType()
export class SubjectLookupDecision {
  @Field(() => ID) requestId!: string;
  @Field(() => TwoPersonDecisionEnum) decision!: TwoPersonDecision;
}

@ObjectType({ description: 'Something about the person that left: names and a count, never a value.' })
export class SubjectDisclosure {
  @Field(() => InstantScalar) occurredAt!: Date;
  @Field(() => ID, nullable) reviewId!: string | null;
  @Field(text) user!: string;
  @Field(() => ID) agency!: string;
  @Field(() => ID, { ...nullable, description: 'Null is the register itself.' }) source!: string | null;
  @Field(text, nullable) purpose!: string | null;
  @Field(text) category!: string;
  @Field(text) outcome!: string;
  @Field(text) clause!: string;
  @Field(() => Int) records!: number;
  @Field(() => ID) eventId!: string;
}

@ObjectType()
export class SubjectLookupResult {
  @Field(() => Int, { description: 'People of reviews who match; each review has its own.' })
  matches!: number;
  @Field(() => Int, { description: 'Reviews whose people cannot be read any more.' })
  unreadableReviews!: number;
  @Field(() => [SubjectDisclosure]) disclosures!: SubjectDisclosure[];
}
