import { IsDate, IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { Purpose } from '../../domain/purpose';
import type { Standing } from '../../domain/standing';
import { DataCategoryEnum, OutcomeEnum, PurposeEnum, StandingEnum } from './enums';
import { InstantScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@ObjectType({
  description: 'What happened to one category of one source about one subject: a name and a count, no value.',
})
export class AuditEntry {
  @Field(() => ID, nullable) agency!: string | null;
  @Field(text, { ...nullable, description: "The subject's pseudonym; never a name." })
  subject!: string | null;
  @Field(() => DataCategoryEnum) category!: DataCategory;
  @Field(() => OutcomeEnum) outcome!: Outcome;
  @Field(text) clause!: string;
  @Field(() => Int, { description: 'How many values left.' })
  records!: number;
}

@ObjectType({ description: 'One event of the audit log. It holds names of fields, never their values.' })
export class AuditEvent {
  @Field(() => ID) id!: string;
  @Field(() => Int) sequence!: number;
  @Field(() => InstantScalar) occurredAt!: Date;
  @Field(text) action!: string;
  @Field(text) outcome!: string;
  @Field(text, nullable) code!: string | null;
  @Field(text) user!: string;
  @Field(() => ID) agency!: string;
  @Field(() => StandingEnum, nullable) standing!: Standing | null;
  @Field(() => ID, nullable) reviewId!: string | null;
  @Field(() => PurposeEnum, nullable) purpose!: Purpose | null;
  @Field(text, nullable) pack!: string | null;
  @Field(text, nullable) packVersion!: string | null;
  @Field(text, nullable) operationName!: string | null;
  @Field(text) hash!: string;
  @Field(() => [AuditEntry]) entries!: AuditEntry[];
}

@InputType({ description: 'Which events to list; what is left out does not narrow.' })
export class AuditEventFilter {
  @Field(() => ID, { ...nullable, description: 'One of the partnerships that you audit, or `gateway`.' })
  @IsOptional()
  @MaxLength(100)
  partnership?: string | null;
  @Field(() => ID, nullable)
  @IsOptional()
  @MaxLength(200)
  reviewId?: string | null;
  @Field(() => ID, nullable)
  @IsOptional()
  @MaxLength(200)
  agency?: string | null;
  @Field(() => ID, nullable)
  @IsOptional()
  @MaxLength(200)
  user?: string | null;
  @Field(text, nullable)
  @IsOptional()
  @MaxLength(200)
  action?: string | null;
  @Field(() => InstantScalar, nullable)
  @IsOptional()
  @IsDate()
  from?: Date | null;
  @Field(() => InstantScalar, nullable)
  @IsOptional()
  @IsDate()
  to?: Date | null;
}
