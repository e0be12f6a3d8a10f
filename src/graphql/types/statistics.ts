import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

import type { StatisticsMeasure, StatisticsProfile } from '../../statistics';
import { StatisticsMeasureEnum, StatisticsProfileEnum } from './enums';
import { InstantScalar } from './scalars';

const text = (): typeof String => String;

@ObjectType()
export class StatisticsRow {
  @Field(text) label!: string;
  @Field(() => [String], {
    description: "Numbers as they are published, or the profile's sign where one is suppressed.",
  })
  cells!: string[];
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Of the rounded counts; null where one is suppressed or the total is below 8.',
  })
  percentages!: (number | null)[];
  @Field(text, { description: 'Rounded of the true counts; `:` where it is not shown.' })
  total!: string;
}

@ObjectType({ description: 'Counts of one financial year of a partnership; released once.' })
export class StatisticsTable {
  @Field(() => ID) partnership!: string;
  @Field(() => StatisticsMeasureEnum) measure!: StatisticsMeasure;
  @Field(() => StatisticsProfileEnum) profile!: StatisticsProfile;
  @Field(() => Int, { description: 'The year in which it begins, on 1 April.' }) financialYear!: number;
  @Field(() => [String]) columns!: string[];
  @Field(() => [StatisticsRow]) rows!: StatisticsRow[];
  @Field(() => [String]) columnTotals!: string[];
  @Field(text) total!: string;
  @Field(text) note!: string;
  @Field(() => InstantScalar, { description: 'The day as of which it counts.' }) releasedAt!: Date;
  @Field(() => ID) auditEventId!: string;
}
