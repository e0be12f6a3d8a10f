import { buildSchema, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';

import type { UserId } from '../../src/domain/ids';
import type { Role } from '../../src/domain/standing';
import { GatewayError } from '../../src/errors/gateway-error';
import type { RequestContext } from '../../src/graphql/context';
import { guardFaults, guardSchema, shieldOf } from '../../src/graphql/shield';
import type { TypeGuards } from '../../src/graphql/shield/guards';
import type { Disclosed } from '../../src/stages/disclose';
import { principal } from '../stages/decide/register-of-facts';

const SDL = 'type Query { health: String open: String role: String answer: String }';
const GUARDS: Readonly<Record<string, TypeGuards>> = {
  Query: {
    health: { kind: 'category', category: 'health' },
    open: { kind: 'signedIn' },
    role: { kind: 'anyRole', roles: ['COORDINATOR', 'AUDITOR'] },
    answer: { kind: 'recordedAnswer' },
  },
};

interface Asker {
  readonly user?: string;
  readonly roles?: readonly Role[];
  /** Which source and category the recorded answer permits; without it there is none. */
  readonly permits?: (source: unknown, category: string) => boolean;
}
const contextOf = ({ user = 'u', roles = [], permits }: Asker): RequestContext => {
  const state = { disclosed: permits ? ({ permits } as Disclosed) : null };
  return { principal: principal({ user: user as UserId, roles: new Set(roles) }), state } as RequestContext;
};

const unexpected: unknown[] = [];
const schema: GraphQLSchema = guardSchema(buildSchema(SDL), (error) => unexpected.push(error), GUARDS);
const query = schema.getQueryType() as GraphQLObjectType;

/** What the guard of a field answers: the value, null, or the code of the error that it throws or gives. */
async function answered(
  field: string,
  asker: Asker,
  {
    parent = {},
    resolve = () => 'value',
  }: { readonly parent?: unknown; readonly resolve?: () => unknown } = {},
): Promise<unknown> {
  const call = {
    type: query,
    field,
    parent: parent as object,
    context: contextOf(asker),
    resolve,
  };
  const answer = await shieldOf(schema)(call).catch((error: unknown) => error);
  return answer instanceof Error ? (answer instanceof GatewayError ? answer.code : answer) : answer;
}

describe('the guard of a field', () => {
  it('lets a caller through whom the token names, and nobody without a name', async () => {
    expect(await answered('open', {})).toBe('value');
    expect(await answered('open', { user: '' })).toBe('ACTION_NOT_PERMITTED');
  });

  it('lets through who has any one of the roles, and nobody who has others alone', async () => {
    expect(await answered('role', { roles: ['COORDINATOR'] })).toBe('value');
    expect(await answered('role', { roles: ['ENGINEER', 'AUDITOR'] })).toBe('value');
    expect(await answered('role', { roles: ['ENGINEER', 'AGENCY_CONTACT'] })).toBe('ACTION_NOT_PERMITTED');
    expect(await answered('role', {})).toBe('ACTION_NOT_PERMITTED');
  });

  it('lets an answer through once it is recorded', async () => {
    expect(await answered('answer', { permits: () => false })).toBe('value');
    expect(await answered('answer', {})).toBe('ACTION_NOT_PERMITTED');
  });

  it('lets a category through where the decision on its source permits it, and is null otherwise', async () => {
    expect(await answered('health', { permits: () => true })).toBe('value');
    expect(await answered('health', { permits: () => false })).toBeNull();
    expect(await answered('health', {})).toBeNull();
  });

  it.each([
    [{ agency: 'trust' }, 'trust'],
    [{ agency: 7 }, null],
    [{}, null],
    ['trust', null],
    [null, null],
    [undefined, null],
  ])('asks of the very source and category: of %j it is %j', async (parent, source) => {
    const asked: unknown[] = [];
    const permits: Asker['permits'] = (...of) => asked.push(of) > 0;
    expect(await answered('health', { permits }, { parent })).toBe('value');
    expect(asked).toEqual([[source, 'health']]);
  });

  it('is no guard where the field or the type is not in the schema, and nothing is resolved', async () => {
    const other = buildSchema('type Other { open: String }').getType('Other') as GraphQLObjectType;
    let resolved = 0;
    for (const [type, field] of [
      [query, 'nothing'],
      [other, 'open'],
    ] as const) {
      const call = {
        type,
        field,
        parent: {},
        context: contextOf({}),
        resolve: () => (resolved += 1),
      };
      expect(await shieldOf(schema)(call)).toMatchObject({ code: 'SCHEMA_UNGUARDED' });
    }
    expect(resolved).toBe(0);
  });

  it('is had of a schema that was guarded alone', () => {
    expect(() => shieldOf(buildSchema(SDL))).toThrow(
      expect.objectContaining({ code: 'SCHEMA_UNGUARDED', detail: expect.stringContaining('not guarded') }),
    );
  });
});

describe('what a resolver throws', () => {
  const thrown = (error: unknown, field = 'open') =>
    answered(
      field,
      { permits: () => true },
      {
        resolve: () => {
          // A resolver may throw anything.
          throw error;
        },
      },
    );

  it('is told where it is of the catalogue, and an argument that is not valid by its code', async () => {
    expect(await thrown(new GatewayError('REVIEW_NOT_FOUND'))).toBe('REVIEW_NOT_FOUND');
    expect(await thrown(new ArgumentValidationError([]))).toBe('INPUT_INVALID');
    expect(unexpected).toEqual([]);
  });

  it('is told to the operator alone where it is anything else, with its cause', async () => {
    for (const error of [new TypeError('secret'), 'secret', 0]) {
      unexpected.length = 0;
      expect(await thrown(error)).toBe('INTERNAL');
      expect(unexpected).toEqual([error]);
    }
    unexpected.length = 0;
  });

  it.each([null, undefined])('is a refusal where it is %s', async (nothing) => {
    expect(await thrown(nothing)).toBe('ACTION_NOT_PERMITTED');
    expect(await thrown(nothing, 'health')).toBeNull();
    expect(unexpected).toEqual([]);
  });
});

describe('the faults of guards', () => {
  it('are told all at once and in order', () => {
    const faults = guardFaults(
      buildSchema('type Query { z: A! y: B a: String! } type A { x: Int } interface B { x: Int }'),
      {
        Query: {
          z: { kind: 'recordedAnswer' },
          a: { kind: 'category', category: 'name' },
          b: { kind: 'signedIn' },
        },
        B: {},
      },
    );
    expect(faults).toEqual([
      'A.x: has neither data category nor rule',
      'B: abstract types cannot be guarded',
      'B: guarded but not in the schema',
      'Query.a: must be nullable',
      'Query.b: guarded but not in the schema',
      'Query.y: has neither data category nor rule',
    ]);
    expect(() => guardSchema(buildSchema('type Query { b: Int a: Int }'), () => undefined, {})).toThrow(
      expect.objectContaining({
        detail: 'Query.a: has neither data category nor rule\nQuery.b: has neither data category nor rule',
      }),
    );
  });
});
