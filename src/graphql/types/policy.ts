import { Field, ID, ObjectType } from 'type-graphql';

import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { Purpose } from '../../domain/purpose';
import type { ReviewState } from '../../domain/review';
import type { Contribution, Standing } from '../../domain/standing';
import {
  ContributionEnum,
  DataCategoryEnum,
  OutcomeEnum,
  PurposeEnum,
  ReviewStateEnum,
  StandingEnum,
} from './enums';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@ObjectType({ description: "A sentence of the partnership's own document that a cell rests on." })
export class Clause {
  @Field(text) key!: string;
  @Field(text) document!: string;
  @Field(text) place!: string;
  @Field(text) quote!: string;
}

@ObjectType({ description: 'What one kind of recipient receives of one category.' })
export class PolicyCell {
  @Field(text) recipient!: string;
  @Field(text) title!: string;
  @Field(() => StandingEnum, {
    ...nullable,
    description: 'Null for a recipient that the gateway does not serve.',
  })
  standing!: Standing | null;
  @Field(() => [PurposeEnum]) purposes!: Purpose[];
  @Field(() => [ContributionEnum]) contributions!: Contribution[];
  @Field(() => OutcomeEnum) outcome!: Outcome;
  @Field(() => [Clause]) clauses!: Clause[];
}

@ObjectType()
export class PolicyRow {
  @Field(() => DataCategoryEnum) category!: DataCategory;
  @Field(() => [PolicyCell]) cells!: PolicyCell[];
}

@ObjectType({ description: 'A policy pack as a table: who receives what, and on which sentence.' })
export class PolicyMatrix {
  @Field(() => ID) pack!: string;
  @Field(text) version!: string;
  @Field(text) title!: string;
  @Field(text) status!: string;
  @Field(text) digest!: string;
  @Field(() => [PolicyRow]) rows!: PolicyRow[];
}

@ObjectType()
export class ExplanationEntry {
  @Field(() => DataCategoryEnum) category!: DataCategory;
  @Field(() => ContributionEnum) contribution!: Contribution;
  @Field(() => OutcomeEnum) outcome!: Outcome;
  @Field(() => [Clause]) clauses!: Clause[];
  @Field(text) reason!: string;
}

@ObjectType({ description: 'What an agency would receive now, and why; nothing is fetched for it.' })
export class Explanation {
  @Field(() => ID) reviewId!: string;
  @Field(() => PurposeEnum) purpose!: Purpose;
  @Field(() => ID) agency!: string;
  @Field(() => StandingEnum, nullable) standing!: Standing | null;
  @Field(() => ReviewStateEnum) state!: ReviewState;
  @Field(text) pack!: string;
  @Field(text) packVersion!: string;
  @Field(text, { ...nullable, description: 'The gate that is shut, by name; null where all are open.' })
  gate!: string | null;
  @Field(text, { ...nullable, description: 'Why it is shut, in words.' })
  gateReason!: string | null;
  @Field(() => [String], {
    description: 'What shuts nothing and needs attention, such as an overdue review.',
  })
  warnings!: string[];
  @Field(() => [ExplanationEntry]) entries!: ExplanationEntry[];
}
