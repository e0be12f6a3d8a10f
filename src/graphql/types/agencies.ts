import { ArrayMaxSize, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { RecordCategory } from '../../domain/data-category';
import { DataCategoryEnum } from './enums';
import { MutationInput } from './inputs';
import { InstantScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

const AGENCY_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;
const HANDLE = /^[A-Za-z0-9_-]{1,200}$/;

@InputType()
abstract class AgencyInput extends MutationInput {
  @Field(() => ID, {
    description: 'The id in the register: lower case, digits and hyphens, such as `nhs-trust`.',
  })
  @Matches(AGENCY_ID)
  agencyId!: string;
}

@InputType()
export class RegisterAgencyInput extends AgencyInput {
  @Field(text)
  @Length(2, 120)
  name!: string;
  @Field(text, { description: 'What sort of body it is, such as `NHS` or `LOCAL_AUTHORITY`.' })
  @Matches(/^[A-Z][A-Z_]{1,39}$/)
  kind!: string;
  @Field(text, { description: "The address of its subgraph's GraphQL endpoint." })
  @MaxLength(500)
  endpoint!: string;
  @Field(text, { description: 'Where the agency declares that it processes the data: `UK`.' })
  @Length(1, 40)
  residency!: string;
  @Field(text, {
    ...nullable,
    description:
      "The certificate (PEM) that alone vouches for the endpoint; the system's authorities without it.",
  })
  @IsOptional()
  @MaxLength(8_000)
  authority?: string | null;
  @Field(() => [text()], {
    ...nullable,
    description: 'Handles of people who exist for tests only; the rules of the contract are tried on them.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @Matches(HANDLE, { each: true })
  testHandles?: string[] | null;
  @Field(text, { ...nullable, description: 'The handle of such a person whose record the agency restricts.' })
  @IsOptional()
  @Matches(HANDLE)
  restrictedTestHandle?: string | null;
}

@InputType()
export class RemoveAgencyInput extends AgencyInput {}

@InputType()
export class RotateAgencyKeyInput extends AgencyInput {
  @Field(text, { description: 'The certificate (PEM) that alone vouches for the endpoint from now on.' })
  @MaxLength(8_000)
  authority!: string;
}

@ObjectType({ description: 'One thing that the check of an agency found.' })
export class AgencyFinding {
  @Field(text, { description: 'ENDPOINT, CONTRACT, DATA_MAP, RESIDENCY or LIVE.' }) part!: string;
  @Field(text, { description: 'A schema coordinate, such as `Subject.name`; empty for the part as a whole.' })
  place!: string;
  @Field(() => Int, { ...nullable, description: 'The line of the SDL.' }) line!: number | null;
  @Field(text, { description: 'What is wrong, and how to mend it.' }) message!: string;
  @Field(text, { description: 'ERROR has to be mended; WARNING has not.' }) severity!: string;
}

@ObjectType({
  description: 'Whether an agency is registered; where it is not, the findings say what to mend.',
})
export class RegisterAgencyPayload {
  @Field(() => ID) agencyId!: string;
  @Field(() => Boolean) registered!: boolean;
  @Field(() => [DataCategoryEnum], { description: 'What the agency will be asked for, at most.' })
  offers!: RecordCategory[];
  @Field(text, { description: 'The data map that it was held against.' }) dataMap!: string;
  @Field(() => [AgencyFinding]) findings!: AgencyFinding[];
  @Field(() => ID, { ...nullable, description: 'Null for a refusal, which is on the audit record too.' })
  auditEventId!: string | null;
}

@ObjectType()
export class RemoveAgencyPayload {
  @Field(() => ID) agencyId!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType()
export class RotateAgencyKeyPayload {
  @Field(() => ID) agencyId!: string;
  @Field(text, { description: 'SHA-256 of the certificate.' }) authorityFingerprint!: string;
  @Field(() => ID) auditEventId!: string;
}

@ObjectType({ description: "An agency's entry in the register." })
export class AgencyRegistration {
  @Field(() => ID) id!: string;
  @Field(text) name!: string;
  @Field(text) kind!: string;
  @Field(text, { description: 'ACTIVE or REMOVED.' }) state!: string;
  @Field(text, nullable) endpoint!: string | null;
  @Field(() => [DataCategoryEnum], {
    ...nullable,
    description: 'What it is asked for, at most; null where it was entered without a check.',
  })
  offers!: RecordCategory[] | null;
  @Field(text, nullable) dataMap!: string | null;
  @Field(text, { ...nullable, description: 'SHA-256 of the data map, in hexadecimal.' })
  dataMapDigest!: string | null;
  @Field(text, nullable) residency!: string | null;
  @Field(text, {
    ...nullable,
    description: 'SHA-256 of the certificate that alone vouches for its endpoint.',
  })
  authorityFingerprint!: string | null;
  @Field(() => InstantScalar, nullable) registeredAt!: Date | null;
}
