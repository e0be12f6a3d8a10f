import { Field, ID, ObjectType } from 'type-graphql';

import type { Role } from '../../domain/standing';
import { RoleEnum } from './enums';

const text = (): typeof String => String;

@ObjectType({ description: 'An agency of the register.' })
export class Agency {
  @Field(() => ID) id!: string;
  @Field(text) name!: string;
  @Field(text) kind!: string;
}

@ObjectType({ description: 'Who you are to the gateway, as your token says.' })
export class Viewer {
  @Field(() => ID) user!: string;
  @Field(() => ID) agency!: string;
  @Field(() => [RoleEnum]) roles!: Role[];
}
