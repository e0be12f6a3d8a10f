import { Field, Float, ID, ObjectType } from 'type-graphql';

import type { RiskReason } from '../../domain/risk-reason';
import { AssertionEnum, RiskReasonEnum } from './enums';
import { GeneralisedDateScalar, PartialDateScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@ObjectType({ description: 'Where a person lives or lived, as far as it may be told.' })
export class Address {
  @Field(() => [String], nullable) lines!: string[] | null;
  @Field(text, nullable) postcode!: string | null;
  @Field(text, nullable) uprn!: string | null;
  @Field(text, nullable) kind!: string | null;
  @Field(() => PartialDateScalar, nullable) from!: string | null;
  @Field(() => PartialDateScalar, nullable) to!: string | null;
}

@ObjectType({ description: 'A telephone number, e-mail address or language.' })
export class ContactDetail {
  @Field(text, nullable) kind!: string | null;
  @Field(text, nullable) value!: string | null;
}

@ObjectType({ description: 'A correction, served with what it corrects.' })
export class Addendum {
  @Field(() => PartialDateScalar, nullable) recordedOn!: string | null;
  @Field(text, nullable) text!: string | null;
}

@ObjectType({
  description:
    'De-identified by machine, which is a help and no guarantee: how far the free text of an entry may still tell who it is about. A person releases it.',
})
export class NarrativeRisk {
  @Field(() => Float, { description: 'From 0 towards 1; no threshold of it releases a text.' })
  score!: number;
  @Field(() => [RiskReasonEnum]) reasons!: RiskReason[];
  @Field(() => Boolean, {
    description: 'Whether a person has released the text beyond the contributing agency and the coordinator.',
  })
  released!: boolean;
  @Field(() => [ID], { description: 'What `releaseText` takes; the same words, the same ids.' })
  textIds!: string[];
}

@ObjectType({
  description: "One entry of an agency's record. Its assertion and addenda are always selected with it.",
})
export class Statement {
  @Field(() => ID, { ...nullable, description: 'Opaque; the same within this review and purpose only.' })
  handle!: string | null;
  @Field(() => AssertionEnum, nullable) assertion!: string | null;
  @Field(() => [Addendum], nullable) addenda!: Addendum[] | null;
  @Field(text, nullable) kind!: string | null;
  @Field(text, nullable) code!: string | null;
  @Field(text, nullable) codeSystem!: string | null;
  @Field(text, nullable) description!: string | null;
  @Field(text, {
    ...nullable,
    description:
      'De-identified. Beyond the contributing agency and the coordinator, null until a person has released it.',
  })
  narrative!: string | null;
  @Field(() => NarrativeRisk, { ...nullable, description: 'Null where no free text leaves.' })
  narrativeRisk!: NarrativeRisk | null;
  @Field(text, nullable) status!: string | null;
  @Field(text, nullable) service!: string | null;
  @Field(() => GeneralisedDateScalar, nullable) from!: string | null;
  @Field(() => GeneralisedDateScalar, nullable) to!: string | null;
}

@ObjectType({ description: "Another person in the subject's record." })
export class RelatedParty {
  @Field(() => ID, { ...nullable, description: 'Opaque; the same within this review and purpose only.' })
  handle!: string | null;
  @Field(() => AssertionEnum, nullable) assertion!: string | null;
  @Field(() => [Addendum], nullable) addenda!: Addendum[] | null;
  @Field(text, nullable) name!: string | null;
  @Field(() => GeneralisedDateScalar, nullable) dateOfBirth!: string | null;
  @Field(() => [Address], nullable) addresses!: Address[] | null;
  @Field(text, nullable) relationship!: string | null;
  @Field(text, nullable) role!: string | null;
  @Field(text, nullable) organisation!: string | null;
}
