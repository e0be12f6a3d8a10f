import { IsUUID } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import type { Disposition } from '../../oversight';
import { DispositionEnum } from './enums';
import { InstantScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@ObjectType({ description: 'A disposition, and whose it is.' })
export class AlertDisposition {
  @Field(() => DispositionEnum) disposition!: Disposition;
  @Field(text) decidedBy!: string;
  @Field(() => ID) decidedByAgency!: string;
  @Field(() => InstantScalar) decidedAt!: Date;
}

@ObjectType({
  description:
    'An alert of unusual access: which rule noticed which event of the record. It holds nothing of whom the event is about.',
})
export class AuditAlert {
  @Field(() => ID) id!: string;
  @Field(text, { description: 'The key of the rule.' }) rule!: string;
  @Field(() => ID) eventId!: string;
  @Field(() => ID, { description: 'The partnership, or `gateway`.' }) log!: string;
  @Field(() => ID, nullable) reviewId!: string | null;
  @Field(text, { description: 'The user whose access it is.' }) user!: string;
  @Field(() => ID) agency!: string;
  @Field(() => InstantScalar) raisedAt!: Date;
  @Field(() => [AlertDisposition], { description: 'The latest stands; empty while nobody has decided.' })
  dispositions!: AlertDisposition[];
}

@InputType()
export class DisposeAlertInput {
  @Field(() => ID)
  @IsUUID()
  alertId!: string;
  @Field(() => DispositionEnum) disposition!: Disposition;
}

@ObjectType()
export class DisposeAlertPayload {
  @Field(() => ID) alertId!: string;
  @Field(() => DispositionEnum) disposition!: Disposition;
  @Field(() => ID) auditEventId!: string;
}
