import { IsDate, IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { DataCategory } from '../../domain/data-category';
import { PageInfo } from './connections';
import { DataCategoryEnum } from './enums';
import { InstantScalar } from './scalars';

const nullable = { nullable: true } as const;
const text = (): typeof String => String;

@ObjectType()
export class AuditReportColumn {
  @Field(text) key!: string;
  @Field(text) title!: string;
}

@ObjectType()
export class AuditReportTotal {
  @Field(text) name!: string;
  @Field(() => Int) count!: number;
}

@ObjectType()
export class AuditReportRow {
  @Field(() => [String], {
    nullable: 'items',
    description: 'In the order of the columns: names, ids, pseudonyms, counts and instants; never a value.',
  })
  cells!: (string | null)[];
}

@ObjectType()
export class AuditReportEdge {
  @Field(text) cursor!: string;
  @Field(() => AuditReportRow) node!: AuditReportRow;
}

@ObjectType({
  description:
    'A report over the audit record. Sentence and totals are of the whole report, whatever page of rows is asked for.',
})
export class AuditReport {
  @Field(text) name!: string;
  @Field(text, { description: 'Its number, such as R8.' }) code!: string;
  @Field(text) title!: string;
  @Field(text) question!: string;
  @Field(text, { description: 'The result.' }) sentence!: string;
  @Field(() => Boolean, {
    description: 'False where the report shows that something is not as it must be.',
  })
  ok!: boolean;
  @Field(() => [AuditReportTotal]) totals!: AuditReportTotal[];
  @Field(() => [AuditReportColumn]) columns!: AuditReportColumn[];
  @Field(() => [AuditReportEdge]) edges!: AuditReportEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@InputType({
  description:
    'What the report is narrowed by; each report takes some of it. Give `to` where several pages are read: what happens later then moves no row.',
})
export class AuditReportFilter {
  @Field(() => ID, { ...nullable, description: 'Of the partnerships that you audit; all when left out.' })
  @IsOptional()
  @MaxLength(200)
  partnership?: string | null;
  @Field(() => ID, nullable) @IsOptional() @MaxLength(200) review?: string | null;
  @Field(() => ID, { ...nullable, description: "A data subject's pseudonym." })
  @IsOptional()
  @MaxLength(200)
  subject?: string | null;
  @Field(() => ID, nullable) @IsOptional() @MaxLength(200) user?: string | null;
  @Field(() => ID, { ...nullable, description: 'The recipient.' })
  @IsOptional()
  @MaxLength(200)
  agency?: string | null;
  @Field(() => ID, { ...nullable, description: 'The agency that the data came from.' })
  @IsOptional()
  @MaxLength(200)
  source?: string | null;
  @Field(() => DataCategoryEnum, nullable) category?: DataCategory | null;
  @Field(text, {
    ...nullable,
    description: 'Of an entry, such as WITHHELD, or of an operation, such as DENIED.',
  })
  @IsOptional()
  @MaxLength(20)
  outcome?: string | null;
  @Field(() => InstantScalar, { ...nullable, description: 'Inclusive.' })
  @IsOptional()
  @IsDate()
  from?: Date | null;
  @Field(() => InstantScalar, { ...nullable, description: 'Exclusive.' })
  @IsOptional()
  @IsDate()
  to?: Date | null;
  @Field(() => ID, nullable) @IsOptional() @MaxLength(200) event?: string | null;
}
