import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

import {
  OWN,
  type Argument,
  type Condition,
  type Directive,
  type Field,
  type Fragment,
  type Operation,
  type Selection,
} from './operation';

/** What arguments are drawn from. */
export interface Pools {
  /** Ids and words for whatever is no agency. */
  readonly ids: readonly string[];
  readonly agencies: readonly string[];
}

/** Names that have done harm elsewhere (C20, C29), and some that stand for other fields. */
const ALIASES = [
  'a',
  'name',
  'health',
  'id',
  'subjects',
  '__proto__',
  'constructor',
  'toString',
  'prototype',
];
const NAMES = ['Q', 'IntrospectionQuery', '__schema', '__proto__', 'constructor', 'Everything'];

const CONDITIONS: readonly Condition[] = ['true', '$yes', '$default', 'false', '$no'];

const directives: fc.Arbitrary<readonly Directive[]> = fc.oneof(
  { weight: 12, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        name: fc.constantFrom('include' as const, 'skip' as const),
        if: fc.constantFrom(...CONDITIONS),
      }),
      { minLength: 1, maxLength: 1 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...CONDITIONS), fc.constantFrom(...CONDITIONS))
      .map(([one, other]) => [
        { name: 'include' as const, if: one },
        { name: 'skip' as const, if: other },
      ]),
  },
);

/** How often each is chosen; one where nothing is said. The more is below, the more there is to leak. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'Query.review': 120,
  'Review.subjects': 40,
  'ReviewSubject.returns': 12,
};
/** How many selections stand beside each other at most. */
const BREADTH: Readonly<Record<string, number>> = {
  AgencyReturn: 6,
  Statement: 3,
  RelatedParty: 3,
};
/** Fragments within fragments. */
const FRAGMENT_DEPTH = 2;
/** It looks at what an endpoint answers, which takes as long as that does. */
const LEFT_OUT = ['Mutation.registerAgency', 'Mutation.rotateAgencyKey'];

/** Generates valid operations over a schema. */
export class OperationArbitrary {
  readonly #pools: Pools;
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema, pools: Pools) {
    this.#schema = schema;
    this.#pools = pools;
  }

  operation(kind: Operation['kind']): fc.Arbitrary<Operation> {
    const methods = ['POST', ...(kind === 'query' ? ['GET' as const] : [])] as const;
    return fc.record({
      kind: fc.constant(kind),
      name: fc.option(fc.constantFrom(...NAMES), { nil: null, freq: 2 }),
      method: fc.constantFrom<Operation['method']>(...methods),
      decoy: fc.nat(19).map((n) => n === 19),
      selections: this.#selections(kind === 'query' ? 'Query' : 'Mutation', FRAGMENT_DEPTH),
    });
  }

  #selections(typeName: string, fragments: number): fc.Arbitrary<readonly Selection[]> {
    const type = this.#schema.getType(typeName) as GraphQLObjectType;
    const fields = Object.values(type.getFields())
      .filter(({ name }) => !LEFT_OUT.includes(`${typeName}.${name}`))
      .map((field) => ({
        weight: (WEIGHTS[`${typeName}.${field.name}`] ?? 1) * 6,
        arbitrary: this.#field(field, fragments),
      }));
    const total = fields.reduce((sum, { weight }) => sum + weight, 0);
    const meta = { weight: Math.ceil(total / 20), arbitrary: typename };
    const schema = typeName === 'Query' ? [{ weight: Math.ceil(total / 80), arbitrary: ofSchema }] : [];
    const fragment =
      fragments === 0
        ? []
        : [{ weight: Math.ceil(total / 6), arbitrary: this.#fragment(typeName, fragments - 1) }];
    const one = fc.oneof<fc.WeightedArbitrary<Selection>[]>(...fields, meta, ...schema, ...fragment);
    return fc.array(one, { minLength: 1, maxLength: BREADTH[typeName] ?? 2, size: 'max' });
  }

  #fragment(type: string, fragments: number): fc.Arbitrary<Fragment> {
    return fc.record({
      kind: fc.constantFrom('inline' as const, 'named' as const),
      times: fc.constantFrom(1 as const, 2 as const),
      type: fc.constant(type),
      directives,
      below: this.#selections(type, fragments),
    });
  }

  #field(field: GraphQLField<unknown, unknown>, fragments: number): fc.Arbitrary<Field> {
    const type = getNamedType(field.type);
    const args = field.args.map((one) => this.#argument(field.name, one));
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(field.name),
      alias: fc.option(fc.constantFrom(...ALIASES), { nil: null, freq: 2 }),
      args: fc.tuple(...args).map((all) => all.filter((one) => one !== null)),
      directives,
      below: isObjectType(type) ? this.#selections(type.name, fragments) : fc.constant(null),
      type: fc.constant(type.name),
    });
  }

  #argument(
    field: string,
    { name, type }: { readonly name: string; readonly type: GraphQLInputType },
  ): fc.Arbitrary<Argument | null> {
    const made = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Argument> =>
      fc.record({
        name: fc.constant(name),
        type: fc.constant(String(type)),
        value,
        byVariable: fc.boolean(),
      });
    if (field === 'review') return made(this.#declared(name));
    const always = made(this.#value(type, name));
    return isNonNullType(type) ? always : fc.option(always, { nil: null, freq: 1 });
  }

  /** The operation's own review and purpose, and rarely what contradicts them. */
  #declared(name: string): fc.Arbitrary<unknown> {
    const other = name === 'id' ? fc.constantFrom(...this.#pools.ids) : fc.constantFrom(null, 'STATISTICS');
    return fc.oneof({ weight: 60, arbitrary: fc.constant(OWN) }, { weight: 1, arbitrary: other });
  }

  #value(type: GraphQLInputType, name: string): fc.Arbitrary<unknown> {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return fc.array(this.#value(nullable.ofType, name), { maxLength: 3 });
    }
    if (isEnumType(nullable)) return fc.constantFrom(...nullable.getValues().map((one) => one.name));
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields());
      return fc.record(Object.fromEntries(fields.map((one) => [one.name, this.#value(one.type, one.name)])), {
        requiredKeys: fields.filter((one) => isNonNullType(one.type)).map((one) => one.name),
      });
    }
    return this.#scalar(String(nullable), name);
  }

  #scalar(type: string, name: string): fc.Arbitrary<unknown> {
    const { ids, agencies } = this.#pools;
    if (type === 'Boolean') return fc.boolean();
    if (type === 'Int') return fc.constantFrom(1, 2, 5, 50, 200, 0, -1, 2024);
    if (type === 'Float') return fc.constant(0.5);
    if (/Date|Time|Instant/.test(type)) return fc.constantFrom('2024-01-02', '2024-01-02T03:04:05.000Z');
    return fc.constantFrom(...(/^agenc(y|ies)(Ids?)?$/.test(name) ? agencies : ids));
  }
}

const typename: fc.Arbitrary<Field> = fc.record({
  kind: fc.constant('field' as const),
  name: fc.constant('__typename'),
  alias: fc.constantFrom(null, 'kind', 'name', '__proto__'),
  args: fc.constant([]),
  directives,
  below: fc.constant(null),
  type: fc.constant('String'),
});

/** What the schema looks like, which most may not ask. */
const ofSchema: fc.Arbitrary<Field> = fc.record({
  kind: fc.constant('field' as const),
  name: fc.constant('__schema'),
  alias: fc.constantFrom(null, 'name'),
  args: fc.constant([]),
  directives,
  below: fc.constant([]),
  type: fc.constant('__Schema'),
});
