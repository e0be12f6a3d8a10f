import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import type { ReviewType } from '../../domain/purpose';
import type { ContactAnswerer, ContactOutcome, ReviewState, SubjectRole } from '../../domain/review';
import type { Standing } from '../../domain/standing';
import type { SubjectFlag } from '../../domain/subject-flag';
import {
  ContactAnswererEnum,
  ContactOutcomeEnum,
  ReviewStateEnum,
  ReviewTypeEnum,
  StandingEnum,
  SubjectFlagEnum,
  SubjectRoleEnum,
} from './enums';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

/** ISO 8601 date, whole or cut to the month or the year. */
const PARTIAL_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

@InputType()
export abstract class MutationInput {
  @Field(text, { description: 'Your own key for this change: sending it again changes nothing twice.' })
  @Length(8, 100)
  idempotencyKey!: string;
}

@InputType()
export class OpenReviewInput extends MutationInput {
  @Field(() => ReviewTypeEnum) type!: ReviewType;
  @Field(text, { description: "The partnership's own reference; no name and no date of birth." })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9/_-]{2,39}$/)
  reference!: string;
  @Field(() => ID, {
    ...nullable,
    description: 'Only where your agency coordinates more than one partnership.',
  })
  @IsOptional()
  @MaxLength(100)
  partnershipId?: string | null;
}

@InputType()
export class AddressInput {
  @Field(() => [String])
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @MaxLength(200, { each: true })
  lines!: string[];
  @Field(text, nullable)
  @IsOptional()
  @MaxLength(12)
  postcode?: string | null;
  @Field(text, nullable)
  @IsOptional()
  @Matches(PARTIAL_DATE)
  from?: string | null;
  @Field(text, nullable)
  @IsOptional()
  @Matches(PARTIAL_DATE)
  to?: string | null;
}

@InputType()
export class AddSubjectInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => SubjectRoleEnum) role!: SubjectRole;
  @Field(text)
  @Length(1, 200)
  name!: string;
  @Field(text, { ...nullable, description: 'ISO 8601 date, whole or as far as it is known.' })
  @IsOptional()
  @Matches(PARTIAL_DATE)
  dateOfBirth?: string | null;
  @Field(() => [AddressInput])
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  addresses!: AddressInput[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The address must not be found out: nobody but the coordinator receives it.',
  })
  protectedAddress!: boolean;
  @Field(() => [SubjectFlagEnum], {
    defaultValue: [],
    description: 'What else narrows every policy pack for this person; told to nobody else.',
  })
  @ArrayMaxSize(10)
  @ArrayUnique()
  flags!: SubjectFlag[];
}

@InputType()
export class SendContactCheckInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => [ID])
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @MaxLength(100, { each: true })
  agencyIds!: string[];
}

@InputType()
export class RecordLinkInput {
  @Field(() => ID, { description: "The subject's `ref` as the contact check shows it." })
  @MaxLength(60)
  ref!: string;
  @Field(() => ID, {
    description: "Your system's opaque handle of the record; never an NHS number or a case number.",
  })
  @Length(1, 100)
  handle!: string;
}

@InputType()
export class AnswerContactCheckInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  contactCheckId!: string;
  @Field(() => ContactOutcomeEnum) outcome!: ContactOutcome;
  @Field(text, { description: 'Which systems, years and spellings were searched; no personal data.' })
  @Length(3, 500)
  searchedScope!: string;
  @Field(() => ContactAnswererEnum, {
    defaultValue: 'PERSON',
    description:
      'MACHINE only for NOT_KNOWN, over the very scope that your agency has declared and lets a machine answer for.',
  })
  answeredBy!: ContactAnswerer;
  @Field(() => [RecordLinkInput], {
    defaultValue: [],
    description: 'Only with KNOWN: which record is whose.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  records!: RecordLinkInput[];
}

@InputType()
export class SetStandingInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => ID)
  @MaxLength(100)
  agencyId!: string;
  @Field(() => StandingEnum, { ...nullable, description: 'Null takes the standing away.' })
  @IsOptional()
  standing?: Standing | null;
}

@InputType()
export class AdvanceReviewInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  reviewId!: string;
  @Field(() => ReviewStateEnum) to!: ReviewState;
}
