import { buildSchema, graphql } from 'graphql';

import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { GatewayError } from '../../src/errors/gateway-error';
import { buildGatewaySchema } from '../../src/graphql/schema';
import { guardFaults, guardSchema } from '../../src/graphql/shield';
import { GUARDS, type TypeGuards } from '../../src/graphql/shield/guards';

const none = (): void => undefined;
const schema = buildGatewaySchema();

const CONTEXT = {
  principal: { user: 'u', agency: 'a', roles: new Set(['AUDITOR']) },
  state: { disclosed: null },
};

describe('guardSchema', () => {
  it('accepts the schema with a guard on every field', () => {
    expect(guardFaults(schema, GUARDS)).toEqual([]);
  });

  it('guards every data category', () => {
    const guarded = Object.values(GUARDS).flatMap((fields) => Object.values(fields));
    const categories = new Set(
      guarded.flatMap((guard) => (guard.kind === 'category' ? [guard.category] : [])),
    );
    expect([...categories].sort()).toEqual([...DATA_CATEGORIES].sort());
  });

  it.each(
    Object.entries(GUARDS).flatMap(([type, fields]) =>
      Object.keys(fields).map((field) => [type, field] as const),
    ),
  )('stops the start when %s.%s has neither category nor rule', (type, field) => {
    const fields: Record<string, unknown> = { ...GUARDS[type] };
    Reflect.deleteProperty(fields, field);
    const guards = { ...GUARDS, [type]: fields as TypeGuards };
    expect(guardFaults(schema, guards)).toEqual([`${type}.${field}: has neither data category nor rule`]);
    expect(() => guardSchema(schema, none, guards)).toThrow(
      expect.objectContaining({ code: 'SCHEMA_UNGUARDED' }),
    );
  });

  it('stops the start on a guard for a field or a type that the schema does not have', () => {
    expect(guardFaults(schema, { ...GUARDS, Ghost: { x: { kind: 'signedIn' } } })).toEqual([
      'Ghost: guarded but not in the schema',
    ]);
    const viewer = { ...GUARDS['Viewer'], ghost: { kind: 'signedIn' } } as TypeGuards;
    expect(guardFaults(schema, { ...GUARDS, Viewer: viewer })).toEqual([
      'Viewer.ghost: guarded but not in the schema',
    ]);
  });

  it('stops the start on a category that is not nullable, since a denial would take its parent away', () => {
    const strict = buildSchema('type Query { health: String! }');
    expect(guardFaults(strict, { Query: { health: { kind: 'category', category: 'health' } } })).toEqual([
      'Query.health: must be nullable',
    ]);
  });

  it.each([
    'interface Node { id: ID! } type Query { node: Node }',
    'type A { x: Int } union Node = A type Query { node: Node }',
  ])('stops the start on an abstract type, whose rules would bind nothing: %s', (sdl) => {
    expect(guardFaults(buildSchema(sdl), {})).toContain('Node: abstract types cannot be guarded');
  });

  it('keeps a withheld category null without an error, and denies what is not a category with one', async () => {
    const guards: Readonly<Record<string, TypeGuards>> = {
      Query: {
        health: { kind: 'category', category: 'health' },
        open: { kind: 'signedIn' },
        closed: { kind: 'anyRole', roles: ['COORDINATOR'] },
      },
    };
    const guarded = guardSchema(
      buildSchema('type Query { health: String open: String closed: String }'),
      none,
      guards,
    );
    const answer = await graphql({
      schema: guarded,
      source: '{ health open closed }',
      rootValue: { health: 'secret', open: 'yes', closed: 'secret' },
      contextValue: CONTEXT,
    });
    expect(answer.data).toEqual({ health: null, open: 'yes', closed: null });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['closed']]);
    expect(answer.errors?.[0]?.originalError).toMatchObject({ code: 'ACTION_NOT_PERMITTED' });
  });

  it('denies when a rule throws, and says nothing of why', async () => {
    const guards: Readonly<Record<string, TypeGuards>> = {
      Query: { health: { kind: 'category', category: 'health' }, closed: { kind: 'recordedAnswer' } },
    };
    const guarded = guardSchema(buildSchema('type Query { health: String closed: String }'), none, guards);
    const broken = {
      get state(): never {
        throw new Error('secret');
      },
    };
    const rootValue = { health: 'secret', closed: 'secret' };
    const answer = await graphql({
      schema: guarded,
      source: '{ health closed }',
      rootValue,
      contextValue: broken,
    });
    expect(answer.data).toEqual({ health: null, closed: null });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.errors?.[0]?.originalError).toBeInstanceOf(GatewayError);
  });

  it('hides an unexpected error of a resolver from the caller and shows it to the operator', async () => {
    const unexpected: unknown[] = [];
    const guards: Readonly<Record<string, TypeGuards>> = { Query: { open: { kind: 'signedIn' } } };
    const guarded = guardSchema(
      buildSchema('type Query { open: String }'),
      (error) => unexpected.push(error),
      guards,
    );
    const rootValue = {
      open: () => {
        throw new TypeError('secret');
      },
    };
    const answer = await graphql({ schema: guarded, source: '{ open }', rootValue, contextValue: CONTEXT });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.errors?.[0]?.originalError).toMatchObject({ code: 'INTERNAL' });
    expect(unexpected).toEqual([expect.objectContaining({ message: 'secret' })]);
  });
});
