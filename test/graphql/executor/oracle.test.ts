import { execute, Kind, parse, validate, type GraphQLSchema } from 'graphql';
import fc from 'fast-check';

import type { RequestContext } from '../../../src/graphql/context';
import { compileProjection, project } from '../../../src/graphql/executor';
import { buildGatewaySchema } from '../../../src/graphql/schema';
import { guardSchema } from '../../../src/graphql/shield';
import { BELOW } from '../../support/full-query';

const RUNS = Number(process.env['ORACLE_RUNS'] ?? 60);
const schema: GraphQLSchema = guardSchema(buildGatewaySchema(), () => undefined);

/** A value of a leaf: mostly what the contract says, now and then what no contract allows. */
const leaf = fc.oneof(
  { weight: 12, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant(undefined), fc.constant({ odd: 1 })),
  },
);
const list = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 10, arbitrary: fc.array(of, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant('no list') },
  );
const assertion = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('FACT', 'OPINION', null) },
  { weight: 1, arbitrary: fc.constant('RUMOUR') },
);
const addendum = fc.record({ recordedOn: leaf, text: leaf });
const statement = fc.record({
  ...{ handle: leaf, assertion, addenda: list(addendum), kind: leaf, description: leaf, from: leaf },
  narrativeRisk: fc.option(
    fc.record({
      score: fc.oneof(fc.double({ noNaN: true, min: 0, max: 1 }), fc.constant(Number.NaN)),
      reasons: fc.constant([]),
      released: fc.boolean(),
      textIds: fc.array(fc.string(), { maxLength: 2 }),
    }),
  ),
});
const address = fc.record({ lines: list(leaf), postcode: leaf });
const party = fc.record({ assertion, addenda: list(addendum), name: leaf, addresses: list(address) });
const released = fc.record({
  name: leaf,
  health: list(statement),
  familyMembers: list(party),
  ethnicity: statement,
});

const AGENCIES = ['one', 'two'] as const;
const agencyReturn = fc.record({
  agency: fc.constantFrom(...AGENCIES),
  status: fc.constantFrom('OK', 'PARTIAL', 'NO_SUCH_STATUS'),
  retrievedAt: fc.constant(new Date('2026-01-02T03:04:05Z')),
  released,
});
const answer = fc.record({
  review: fc.record({ id: leaf, reference: leaf, type: fc.constant(null), state: fc.constant('GATHERING') }),
  subjects: fc.array(
    fc.record({
      ref: leaf,
      role: fc.constant('INDEX_CHILD'),
      released,
      returns: fc.array(agencyReturn, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  withheld: fc.subarray(AGENCIES.flatMap((one) => [`${one} health`, `${one} familyMembers`])),
});

const S =
  '{ handle assertion addenda { recordedOn text } kind description from narrativeRisk { score released textIds } }';
const P = '{ assertion addenda { text } called: name addresses { lines postcode } }';
const CATEGORIES = [
  'name',
  `health ${S}`,
  `familyMembers ${P}`,
  `ethnicity ${S}`,
  `again: health ${S}`,
  '... { name }',
];
const operation = fc
  .record({
    top: fc.subarray([
      'id',
      'reference',
      'type',
      'state',
      '__typename',
      'disclosure { category outcome agency }',
    ]),
    subject: fc.subarray(['ref', 'role', 'name', '__typename', 'who: ref']),
    categories: fc.subarray(CATEGORIES, { minLength: 1 }),
    agencies: fc.constantFrom('', '(agencies: ["one"])', '(agencies: $agencies)', '(agencies: null)'),
    shape: fc.constantFrom('plain', 'fragment', 'alias', 'directive', 'twice', 'typename'),
  })
  .map(({ top, subject, categories, agencies, shape }) => {
    const returns = `returns${agencies} { agency status retrievedAt ${categories.join(' ')} }`;
    const below = `{ ${top.join(' ')} subjects { ${subject.join(' ')} ${returns} } }`;
    const review = 'review(id: "r", purpose: RAPID_REVIEW)';
    const head = 'query Q($agencies: [ID!], $skip: Boolean = false)';
    const use = '... @include(if: true) { __typename } ';
    const bodies = {
      plain: `{ ${review} ${below} }`,
      fragment: `{ ${review} { ...F } } fragment F on Review ${below}`,
      alias: `{ mine: ${review} ${below} }`,
      directive: `{ ${review} { id @skip(if: $skip) ${use} subjects { ref ${returns} } } }`,
      twice: `{ ${review} { id } ${review} ${below} }`,
      typename: `{ __typename ${review} ${below} }`,
    };
    return `${head} ${bodies[shape]}`;
  });

type Content = typeof answer extends fc.Arbitrary<infer Value> ? Value : never;

function contextOf({ withheld, ...content }: Content): RequestContext {
  const entry = { category: 'health', outcome: 'CLEAR', clauses: [], agency: null, reason: 'because' };
  const permits = (agency: string | null, category: string): boolean =>
    !withheld.includes(`${String(agency)} ${category}`);
  const disclosed = { ...content, contactChecks: null, disclosure: [entry], permits };
  const context: object = { principal: { user: 'u', roles: new Set() }, state: { disclosed } };
  return context as RequestContext;
}

describe('the compiled projection', () => {
  it('answers as graphql-js does behind the same guards, or leaves the operation to it', async () => {
    let projected = 0;
    await fc.assert(
      fc.asyncProperty(operation, answer, async (text, content) => {
        const document = parse(text);
        const faults = validate(schema, document).filter(({ message }) => !message.includes('never used'));
        expect(faults).toEqual([]);
        const [definition] = document.definitions;
        if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
        const variables = text.includes('$agencies') ? { agencies: ['two'] } : {};
        const ready = { schema, document, operation: definition, variables };
        const projection = compileProjection(ready, text.includes('@'));
        const context = contextOf(content);
        const data = projection && (await project(projection, { schema, context }));
        const oracle = await execute({ schema, document, contextValue: context, variableValues: variables });
        if (data === null) return;
        projected += 1;
        expect(oracle.errors).toBeUndefined();
        expect(JSON.stringify(data)).toBe(JSON.stringify(oracle.data));
      }),
      { numRuns: RUNS, seed: 20_261 },
    );
    expect(projected).toBeGreaterThan(RUNS / 10);
  });

  it('projects every field of an answer, and leaves directives and other fields of the query alone', () => {
    const compiled = (text: string) => {
      const document = parse(text);
      const [definition] = document.definitions;
      if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
      return compileProjection(
        { schema, document, operation: definition, variables: {} },
        text.includes('@'),
      );
    };
    const everything = Object.entries(BELOW).map(([category, below]) => `${category} ${below}`);
    const review = `review(id: "r") { subjects { returns { ${everything.join(' ')} } }
      contactChecks { agency state outcome sentAt dueOn answeredAt answeredBy } disclosure { category clause reason } }`;
    expect(compiled(`{ ${review} }`)).not.toBeNull();
    expect(compiled(`{ ${review} viewer { user } }`)).toBeNull();
    expect(compiled('{ review(id: "r") { id @skip(if: true) } }')).toBeNull();
    for (const alias of ['__proto__: review(id: "r") { id }', '__proto__: __typename review(id: "r") { id }'])
      expect(compiled(`{ ${alias} }`)).toBeNull();
    for (const alias of ['__proto__: __typename', '__proto__: id', 'subjects { __proto__: ref }'])
      expect(compiled(`{ review(id: "r") { ${alias} } }`)).toBeNull();
    expect(compiled('mutation { acknowledgeReminder(input: {}) { reviewId } }')).toBeNull();
  });
});
