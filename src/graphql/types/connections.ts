import { Field, ID, Int, ObjectType } from 'type-graphql';

import type { ReviewType } from '../../domain/purpose';
import type { ContactCheckState, ContactOutcome, ReviewState } from '../../domain/review';
import type { Standing } from '../../domain/standing';
import { AuditEvent } from './audit';
import {
  ContactCheckStateEnum,
  ContactOutcomeEnum,
  ReviewStateEnum,
  ReviewTypeEnum,
  StandingEnum,
} from './enums';
import { InstantScalar, PartialDateScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@ObjectType({ description: 'Where a page ends (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(text, nullable) endCursor!: string | null;
}

@ObjectType({
  description: 'A review in which your agency has a standing: what it is, and nothing of whom it is about.',
})
export class ReviewSummary {
  @Field(() => ID) id!: string;
  @Field(text) reference!: string;
  @Field(() => ReviewTypeEnum, { ...nullable, description: 'Null for a wider agency.' })
  type!: ReviewType | null;
  @Field(() => ReviewStateEnum) state!: ReviewState;
  @Field(() => StandingEnum) standing!: Standing;
}

@ObjectType()
export class ReviewEdge {
  @Field(text) cursor!: string;
  @Field(() => ReviewSummary) node!: ReviewSummary;
}

@ObjectType()
export class ReviewConnection {
  @Field(() => [ReviewEdge]) edges!: ReviewEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ObjectType({
  description:
    'A request of a statutory review to your agency. Read the three items of each person with `review`.',
})
export class ContactCheck {
  @Field(() => ID) id!: string;
  @Field(() => ID) reviewId!: string;
  @Field(text) reviewReference!: string;
  @Field(() => ID) agency!: string;
  @Field(() => ContactCheckStateEnum) state!: ContactCheckState;
  @Field(() => ContactOutcomeEnum, nullable) outcome!: ContactOutcome | null;
  @Field(() => InstantScalar) sentAt!: Date;
  @Field(() => PartialDateScalar, { description: 'The last working day to answer (ISO 8601).' })
  dueOn!: string;
  @Field(() => InstantScalar, nullable) answeredAt!: Date | null;
}

@ObjectType()
export class ContactCheckEdge {
  @Field(text) cursor!: string;
  @Field(() => ContactCheck) node!: ContactCheck;
}

@ObjectType()
export class ContactCheckConnection {
  @Field(() => [ContactCheckEdge]) edges!: ContactCheckEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ObjectType()
export class AuditEventEdge {
  @Field(text) cursor!: string;
  @Field(() => AuditEvent) node!: AuditEvent;
}

@ObjectType()
export class AuditEventConnection {
  @Field(() => [AuditEventEdge]) edges!: AuditEventEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

/** Largest page that may be asked for. */
export const MAX_PAGE = 200;

/** Size of a page that is not asked for. */
export const DEFAULT_PAGE = 50;

export const PageSize = Int;
