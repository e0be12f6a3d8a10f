import {
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { applyMiddleware, type IMiddlewareFieldMap, type IMiddlewareTypeMap } from 'graphql-middleware';
import { deny, shield } from 'graphql-shield';
import { ArgumentValidationError } from 'type-graphql';

import { GatewayError } from '../../errors/gateway-error';
import type { RequestContext } from '../context';
import { GUARDS, type Guard, type TypeGuards } from './guards';
import { anyRole, permittedCategory, recordedAnswer, signedIn, type ShieldRule } from './rules';

/** Told of an error that is not from the catalogue, so that it can be logged; it never reaches a caller. */
export type OnUnexpected = (error: unknown) => void;

/**
 * Guards every field of the schema with a graphql-shield rule of its own: fallback deny, no cache.
 *
 * @throws GatewayError `SCHEMA_UNGUARDED` whose detail lists each field without guard, each guard without field, each
 *   abstract type (graphql-shield ignores rules on them) and each category that is not nullable.
 */
export function guardSchema(
  schema: GraphQLSchema,
  onUnexpected: OnUnexpected,
  guards = GUARDS,
): GraphQLSchema {
  const faults = guardFaults(schema, guards);
  if (faults.length > 0) throw new GatewayError('SCHEMA_UNGUARDED', { detail: faults.join('\n') });
  const rules = Object.fromEntries(
    Object.entries(guards).map(([type, fields]) => [
      type,
      Object.fromEntries(
        Object.entries(fields).map(([field, guard]) => [field, ruleOf(`${type}.${field}`, guard)]),
      ),
    ]),
  );
  const generator = shield(rules, {
    fallbackRule: deny,
    fallbackError: (thrown: unknown, ...[, , , info]: ResolverParameters) =>
      // graphql-shield hands on whatever this returns; its type leaves out the null that a withheld category needs.
      refusal(thrown, guards[info.parentType.name]?.[info.fieldName], onUnexpected) as Error,
  });
  const guarded = applyMiddleware(schema, generator);
  shields.set(guarded, shieldFrom(generator.generate(schema) as IMiddlewareTypeMap));
  return guarded;
}

/** A field to be decided on, with what stands for its resolver. */
export interface GuardedCall {
  readonly type: GraphQLObjectType;
  readonly field: string;
  readonly parent: object;
  readonly context: RequestContext;
  readonly resolve: () => unknown;
}

/** The guard of a field: what `resolve` gives where it lets through; null, or an error thrown or given, where not. */
export type Shield = (call: GuardedCall) => Promise<unknown>;

const shields = new WeakMap<GraphQLSchema, Shield>();

/**
 * The guards of a schema that `guardSchema` has made, to be asked by themselves: the same functions that stand before its
 * resolvers.
 */
export function shieldOf(schema: GraphQLSchema): Shield {
  const guards = shields.get(schema);
  if (!guards) throw new GatewayError('SCHEMA_UNGUARDED', { detail: 'the schema was not guarded here' });
  return guards;
}

const shieldFrom =
  (middleware: IMiddlewareTypeMap): Shield =>
  async ({ type, field, parent, context, resolve }) => {
    const ofType = middleware[type.name] as IMiddlewareFieldMap | undefined;
    const guard = ofType?.[field];
    if (typeof guard !== 'function') return new GatewayError('SCHEMA_UNGUARDED');
    const info = { parentType: type, fieldName: field } as GraphQLResolveInfo;
    const answered: unknown = await guard(resolve, parent, {}, context, info);
    return answered;
  };

/** Parent, arguments, context and information of a field that is being resolved. */
type ResolverParameters = readonly [unknown, unknown, unknown, GraphQLResolveInfo];

/** What is wrong between schema and guards, both ways; empty when every field is guarded. */
export function guardFaults(
  schema: GraphQLSchema,
  guards: Readonly<Record<string, TypeGuards>>,
): readonly string[] {
  const faults: string[] = [];
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  for (const type of types) {
    if (isInterfaceType(type) || isUnionType(type))
      faults.push(`${type.name}: abstract types cannot be guarded`);
    if (!isObjectType(type)) continue;
    const guarded = guards[type.name] ?? {};
    for (const [name, field] of Object.entries(type.getFields())) {
      const guard = guarded[name];
      if (!guard) faults.push(`${type.name}.${name}: has neither data category nor rule`);
      else if (guard.kind === 'category' && isNonNullType(field.type))
        faults.push(`${type.name}.${name}: must be nullable`);
    }
    for (const name of Object.keys(guarded)) {
      if (!Object.hasOwn(type.getFields(), name))
        faults.push(`${type.name}.${name}: guarded but not in the schema`);
    }
  }
  for (const name of Object.keys(guards)) {
    if (!isObjectType(schema.getType(name))) faults.push(`${name}: guarded but not in the schema`);
  }
  return faults.sort();
}

function ruleOf(coordinate: string, guard: Guard): ShieldRule {
  switch (guard.kind) {
    case 'signedIn':
      return signedIn(coordinate);
    case 'anyRole':
      return anyRole(coordinate, guard.roles);
    case 'recordedAnswer':
      return recordedAnswer(coordinate);
    case 'category':
      return permittedCategory(coordinate, guard.category);
  }
}

/**
 * What a field answers that shield does not let through. A withheld category is null and its reason is in the
 * disclosure list, so that it looks like one not held; anything else is an error of the catalogue.
 */
function refusal(thrown: unknown, guard: Guard | undefined, onUnexpected: OnUnexpected): Error | null {
  if (thrown instanceof GatewayError) return thrown;
  if (thrown instanceof ArgumentValidationError) return new GatewayError('INPUT_INVALID');
  if (thrown !== null && thrown !== undefined) {
    onUnexpected(thrown);
    return new GatewayError('INTERNAL', { cause: thrown });
  }
  return guard?.kind === 'category' ? null : new GatewayError('ACTION_NOT_PERMITTED');
}
