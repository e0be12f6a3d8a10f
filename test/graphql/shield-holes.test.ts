import { buildSchema, graphql, type GraphQLSchema } from 'graphql';
import { applyMiddleware, applyMiddlewareToDeclaredResolvers } from 'graphql-middleware';
import { allow, deny, not, or, rule, shield } from 'graphql-shield';

import { guardFaults, guardSchema } from '../../src/graphql/shield';
import type { TypeGuards } from '../../src/graphql/shield/guards';

/**
 * What graphql-shield and graphql-middleware let through, each shown with the libraries alone first, so that a release
 * that mends one is noticed, and then shown closed in the gateway's use of them.
 */
type Context = Record<string, unknown>;

const none = (): void => undefined;
const SECRET = { secret: 'secret', open: 'open' };

async function ask(schema: GraphQLSchema, source: string, contextValue: Context, rootValue: object = SECRET) {
  const { data, errors } = await graphql({ schema, source, rootValue, contextValue });
  return { data: JSON.parse(JSON.stringify(data)) as unknown, failed: (errors ?? []).length };
}

/** A caller with a role, and no recorded answer. */
const caller = (...roles: readonly string[]): Context => ({
  principal: { user: 'u', agency: 'a', roles: new Set(roles) },
  state: { disclosed: null },
});

/** A caller whose recorded answer permits these categories. */
const recipient = (...categories: readonly string[]): Context => ({
  ...caller(),
  state: { disclosed: { permits: (_source: unknown, category: string) => categories.includes(category) } },
});

const guarded = (sdl: string, guards: Readonly<Record<string, TypeGuards>>): GraphQLSchema =>
  guardSchema(buildSchema(sdl), none, guards);

const LEAF = 'type Query { secret: String open: String }';

describe('a denial on a leaf that has no resolver', () => {
  it('is dropped by applyMiddlewareToDeclaredResolvers, without a word', async () => {
    const rules = shield({ Query: { secret: deny } }, { fallbackRule: deny });
    const schema = applyMiddlewareToDeclaredResolvers(buildSchema(LEAF), rules);
    expect(await ask(schema, '{ secret }', {})).toEqual({ data: { secret: 'secret' }, failed: 0 });
  });

  it('holds in the gateway', async () => {
    const schema = guarded(LEAF, {
      Query: { secret: { kind: 'anyRole', roles: [] }, open: { kind: 'signedIn' } },
    });
    expect(await ask(schema, '{ secret open }', caller('COORDINATOR'))).toEqual({
      data: { secret: null, open: 'open' },
      failed: 1,
    });
  });
});

describe('a field that has no rule', () => {
  it('is allowed by the library', async () => {
    const schema = applyMiddleware(buildSchema(LEAF), shield({ Query: { open: allow } }));
    expect(await ask(schema, '{ secret }', {})).toEqual({ data: { secret: 'secret' }, failed: 0 });
  });

  it('stops the start of the gateway, and so does one rule for a whole type, which could hide a stricter one', () => {
    expect(() => guarded(LEAF, { Query: { open: { kind: 'signedIn' } } })).toThrow(
      expect.objectContaining({ code: 'SCHEMA_UNGUARDED' }),
    );
    const whole = { Query: { '*': { kind: 'signedIn' } } } as Readonly<Record<string, TypeGuards>>;
    expect(guardFaults(buildSchema(LEAF), whole)).toEqual([
      'Query.*: guarded but not in the schema',
      'Query.open: has neither data category nor rule',
      'Query.secret: has neither data category nor rule',
    ]);
  });
});

describe('a rule on the field of an interface', () => {
  const sdl = `interface Held { secret: String } type Record implements Held { secret: String }
    type Query { held: Held }`;

  it('enforces nothing in the library, and nothing says so', async () => {
    const rules = shield({ Held: { secret: deny } });
    const schema = applyMiddleware(buildSchema(sdl), rules);
    const rootValue = { held: { __typename: 'Record', secret: 'secret' } };
    expect(await ask(schema, '{ held { secret } }', {}, rootValue)).toEqual({
      data: { held: { secret: 'secret' } },
      failed: 0,
    });
  });

  it('stops the start of the gateway', () => {
    const guards: Readonly<Record<string, TypeGuards>> = {
      Held: { secret: { kind: 'anyRole', roles: [] } },
      Record: { secret: { kind: 'anyRole', roles: [] } },
      Query: { held: { kind: 'signedIn' } },
    };
    expect(guardFaults(buildSchema(sdl), guards)).toEqual([
      'Held: abstract types cannot be guarded',
      'Held: guarded but not in the schema',
    ]);
  });
});

describe('two rules of one name', () => {
  it('share a verdict in the library, across two shields, where they are cached', async () => {
    const named = (verdict: boolean) => rule('same', { cache: 'contextual' })(() => verdict);
    const first = shield({ Query: { open: named(true) } });
    const second = shield({ Query: { secret: named(false) } });
    const schema = applyMiddleware(buildSchema(LEAF), first, second);
    expect(await ask(schema, '{ open secret }', {})).toEqual({ data: SECRET, failed: 0 });
  });

  it('share nothing in the gateway: two guarded schemas over one context decide apart', async () => {
    const context = caller('COORDINATOR');
    const guardsOf = (roles: readonly 'COORDINATOR'[]): Readonly<Record<string, TypeGuards>> => ({
      Query: { secret: { kind: 'anyRole', roles }, open: { kind: 'signedIn' } },
    });
    const [lenient, strict] = [guarded(LEAF, guardsOf(['COORDINATOR'])), guarded(LEAF, guardsOf([]))];
    expect(await ask(lenient, '{ secret }', context)).toEqual({ data: { secret: 'secret' }, failed: 0 });
    expect(await ask(strict, '{ secret }', context)).toEqual({ data: { secret: null }, failed: 1 });
  });
});

describe('a context that is used again', () => {
  it('keeps a verdict of before in the library, where it is cached by context', async () => {
    const context: Context = { may: true };
    const may = rule('may', { cache: 'contextual' })((_parent, _args, { may: permitted }: Context) =>
      Boolean(permitted),
    );
    const schema = applyMiddleware(buildSchema(LEAF), shield({ Query: { secret: may } }));
    expect((await ask(schema, '{ secret }', context)).failed).toBe(0);
    context['may'] = false;
    expect(await ask(schema, '{ secret }', context)).toEqual({ data: { secret: 'secret' }, failed: 0 });
  });

  it('is decided anew in the gateway, each time and for each alias, whatever was permitted before', async () => {
    const schema = guarded('type Query { health: String }', {
      Query: { health: { kind: 'category', category: 'health' } },
    });
    const context = recipient('health');
    const rootValue = { health: 'secret' };
    expect((await ask(schema, '{ health }', context, rootValue)).data).toEqual({ health: 'secret' });
    context['state'] = { disclosed: null };
    expect(await ask(schema, '{ health again: health }', context, rootValue)).toEqual({
      data: { health: null, again: null },
      failed: 0,
    });
  });
});

describe('a rule that throws', () => {
  const broken = rule('broken', { cache: 'no_cache' })(() => {
    throw new Error('secret');
  });
  const closed = rule('closed', { cache: 'no_cache' })(() => false);

  it('denies in the library as well, and allows inside or(...) beside another, or where it is negated', async () => {
    const of = (tree: Parameters<typeof shield>[0]): GraphQLSchema =>
      applyMiddleware(buildSchema(LEAF), shield(tree));
    expect((await ask(of({ Query: { secret: broken } }), '{ secret }', {})).failed).toBe(1);
    expect((await ask(of({ Query: { secret: or(closed, broken) } }), '{ secret }', {})).failed).toBe(1);
    // What could not be decided counts as a plain no, which another branch outweighs and a negation turns round.
    for (const open of [or(allow, broken), not(broken), or(closed, not(broken))])
      expect(await ask(of({ Query: { secret: open } }), '{ secret }', {})).toEqual({
        data: { secret: 'secret' },
        failed: 0,
      });
  });

  it('denies in the gateway, where no rule is made of others', async () => {
    const schema = guarded(LEAF, {
      Query: { secret: { kind: 'anyRole', roles: ['COORDINATOR', 'AUDITOR'] }, open: { kind: 'signedIn' } },
    });
    const context: Context = {
      principal: {
        user: 'u',
        get roles(): never {
          throw new Error('secret');
        },
      },
    };
    expect(await ask(schema, '{ secret open }', context)).toEqual({
      data: { secret: null, open: 'open' },
      failed: 1,
    });
  });
});

describe('what is asked of a rule', () => {
  it('does not depend on what else is selected, and every alias, fragment and directive is held to it', async () => {
    const schema = guarded('type Query { me: Query health: String open: String }', {
      Query: {
        me: { kind: 'signedIn' },
        health: { kind: 'category', category: 'health' },
        open: { kind: 'signedIn' },
      },
    });
    const rootValue = { me: { health: 'secret', open: 'open' }, health: 'secret', open: 'open' };
    const queries = [
      '{ health }',
      '{ a: health b: health open }',
      '{ __typename ...F } fragment F on Query { ... on Query { health } }',
      '{ health @include(if: true) @skip(if: false) }',
      '{ me { health open } }',
      'query __schema { ...__schema } fragment __schema on Query { health }',
      '{ __schema { __typename } health }',
    ];
    for (const query of queries) {
      const answer = await ask(schema, query, recipient('ethnicity'), rootValue);
      expect([query, JSON.stringify(answer)]).toEqual([query, expect.not.stringContaining('secret')]);
    }
  });
});
