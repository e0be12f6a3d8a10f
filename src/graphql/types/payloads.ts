import { Field, ID, ObjectType } from 'type-graphql';

import type { ContactCheckState, ReviewState } from '../../domain/review';
import type { Standing } from '../../domain/standing';
import { ContactCheckStateEnum, ReviewStateEnum, StandingEnum } from './enums';

const text = (): typeof String => String;

@ObjectType({ description: 'A change that is made and on the audit record.' })
export class OpenReviewPayload {
  @Field(() => ID) reviewId!: string;
  @Field(text) reference!: string;
  @Field(() => ReviewStateEnum) state!: ReviewState;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class AddSubjectPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ID, { description: "The subject's pseudonym in the contact check." })
  ref!: string;
  @Field({
    description:
      'Whether another coordinator has to agree before anybody is told of the person: by clearing the flag UNCONFIRMED.',
  })
  waitsForSecondPerson!: boolean;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class SendContactCheckPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => [ID]) contactCheckIds!: string[];
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class AnswerContactCheckPayload {
  @Field(() => ID) contactCheckId!: string;
  @Field(() => ContactCheckStateEnum) state!: ContactCheckState;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class SetStandingPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ID) agencyId!: string;
  @Field(() => StandingEnum, { nullable: true }) standing!: Standing | null;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class AdvanceReviewPayload {
  @Field(() => ID) reviewId!: string;
  @Field(() => ReviewStateEnum) state!: ReviewState;
  @Field(() => ID) auditEventId!: string;
}
