import fc from 'fast-check';
import type { AgencyRecord } from '../../src/domain/agency-source';
import { RECORD_CATEGORIES, type RecordCategory } from '../../src/domain/data-category';
import type { FieldTree } from '../../src/domain/field-tree';
import { OUTCOMES, type Outcome } from '../../src/domain/outcome';
import { copyRecord } from '../../src/stages/minimise/copy';
import { canaryRecord } from '../stages/minimise/full-record';
import { ALL_TEXTS, context, EVERYTHING, only } from '../stages/minimise/support';

const outcomes = fc.record(
  Object.fromEntries(
    RECORD_CATEGORIES.map((category) => [category, fc.constantFrom<Outcome>(...OUTCOMES)]),
  ) as Record<RecordCategory, fc.Arbitrary<Outcome>>,
);
const asked = fc.subarray([...RECORD_CATEGORIES]).map((categories) => only(...categories));

const { record, canaries } = canaryRecord();
const scope = { ...context(), texts: ALL_TEXTS };
const copy = (tree: FieldTree, table: Readonly<Record<RecordCategory, Outcome>>, of: AgencyRecord = record) =>
  copyRecord({ record: of, asked: tree, outcomes: table, context: scope });

/** All texts of a value, at any depth. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The leaves that PSEUDONYMISED keeps, because they say what was done and not to whom. */
const KEPT: Readonly<Record<'statement' | 'person' | 'practitioner', ReadonlySet<string>>> = {
  statement: new Set(['kind', 'code', 'codeSystem', 'description', 'status', 'service']),
  person: new Set(['relationship']),
  practitioner: new Set(['role', 'organisation']),
};

function keptOf(category: RecordCategory): ReadonlySet<string> {
  if (category === 'practitioners') return KEPT.practitioner;
  return ['familyMembers', 'otherParties', 'informants'].includes(category) ? KEPT.person : KEPT.statement;
}

/** Every cell that may be, one category at a time, beside random tables. */
const SINGLE = RECORD_CATEGORIES.flatMap((category) =>
  OUTCOMES.map((outcome) => [category, outcome] as const),
);

describe('the released record', () => {
  it('has the keys that were asked for and not withheld, and no other', () => {
    fc.assert(
      fc.property(asked, outcomes, (tree, table) => {
        const expected = RECORD_CATEGORIES.filter(
          (category) => tree.has(category) && table[category] !== 'WITHHELD',
        );
        expect(Object.keys(copy(tree, table).released).sort()).toEqual([...expected].sort());
      }),
    );
  });

  it('has below its keys the leaves that were asked for, and besides only assertion and corrections', () => {
    fc.assert(
      fc.property(pruned(EVERYTHING), outcomes, (tree, table) => {
        for (const [category, value] of Object.entries(copy(tree, table).released)) {
          expectOnlyAsked(value, tree.get(category) ?? new Map());
        }
      }),
    );
  });

  it('releases never more when one more category is withheld', () => {
    fc.assert(
      fc.property(asked, outcomes, fc.constantFrom(...RECORD_CATEGORIES), (tree, table, category) => {
        const before = copy(tree, table).released;
        const after = copy(tree, { ...table, [category]: 'WITHHELD' }).released;
        const seen = new Set(textsOf(before));
        // A mask may take the place of a text; nothing else may be new.
        for (const text of textsOf(after)) expect(seen.has(text) || text.includes(' withheld]')).toBe(true);
        expect(after).not.toHaveProperty(category);
      }),
    );
  });

  it('holds a canary only where its category is CLEAR, or where PSEUDONYMISED keeps that leaf', () => {
    fc.assert(
      fc.property(asked, outcomes, (tree, table) => {
        const all = textsOf(copy(tree, table).released).join('\n');
        for (const { category, leaf, value } of canaries) {
          const outcome = tree.has(category) ? table[category] : 'WITHHELD';
          const clear = outcome === 'CLEAR' && leaf !== 'handle';
          const kept = outcome === 'PSEUDONYMISED' && keptOf(category).has(leaf);
          expect([category, leaf, all.includes(value)]).toEqual([category, leaf, clear || kept]);
        }
        expect(all).not.toContain('canary-record-handle-end');
      }),
      { numRuns: 200 },
    );
  });

  it.each(SINGLE)('of %s alone, %s, holds no canary of another category', (category, outcome) => {
    const table = Object.fromEntries(RECORD_CATEGORIES.map((other) => [other, 'WITHHELD'])) as Record<
      RecordCategory,
      Outcome
    >;
    const all = textsOf(copy(EVERYTHING, { ...table, [category]: outcome }).released).join('\n');
    const foreign = canaries.filter((canary) => canary.category !== category && all.includes(canary.value));
    expect(foreign).toEqual([]);
    if (outcome === 'GENERALISED' || outcome === 'WITHHELD') {
      expect(canaries.filter(({ value }) => all.includes(value))).toEqual([]);
    }
  });

  it('gives itself when it is copied again in the clear', () => {
    const clear = Object.fromEntries(RECORD_CATEGORIES.map((category) => [category, 'CLEAR'])) as Record<
      RecordCategory,
      Outcome
    >;
    fc.assert(
      fc.property(outcomes, (table) => {
        // An age leaves as text, and a handle is always replaced; neither is asked for here.
        const tree = withoutHandles(new Map([...EVERYTHING].filter(([category]) => category !== 'age')));
        const once = copy(tree, table);
        const again = JSON.parse(JSON.stringify({ handle: 'again', ...once.released })) as AgencyRecord;
        const twice = copy(tree, clear, again);
        expect(twice.invalid).toEqual([]);
        for (const [category, value] of Object.entries(once.released)) {
          const again = withoutRisk(twice.released[category as RecordCategory]);
          expect({ category, value: again }).toEqual({ category, value: withoutRisk(value) });
        }
      }),
    );
  });

  it('is the same for the same input, and leaves the input as it was', () => {
    fc.assert(
      fc.property(asked, outcomes, (tree, table) => {
        const before = JSON.stringify(record);
        expect(copy(tree, table)).toEqual(copy(tree, table));
        expect(JSON.stringify(record)).toBe(before);
      }),
    );
  });

  it('is made of any JSON whatever without an error, and only of texts, lists and objects', () => {
    const categories = fc.constantFrom<string>(...RECORD_CATEGORIES, '__proto__', 'handle', 'constructor');
    const garbage = fc.dictionary(categories, fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true });
    fc.assert(
      fc.property(garbage, outcomes, (json, table) => {
        const sent = JSON.parse(JSON.stringify(json)) as AgencyRecord;
        const { released } = copy(EVERYTHING, table, sent);
        for (const value of Object.values(released)) {
          expect(value === null || typeof value === 'string' || typeof value === 'object').toBe(true);
        }
      }),
    );
  });
});

/** A tree from which any fields, at any depth, are missing. */
function pruned(tree: FieldTree): fc.Arbitrary<FieldTree> {
  const branches = [...tree].map(([name, under]) => fc.tuple(fc.constant(name), pruned(under)));
  return fc
    .tuple(fc.tuple(...branches), fc.infiniteStream(fc.boolean()))
    .map(([all, kept]) => new Map(all.filter(() => kept.next().value)));
}

const ALWAYS: ReadonlySet<string> = new Set(['assertion', 'addenda', 'narrativeRisk']);

function expectOnlyAsked(value: unknown, tree: FieldTree): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) expectOnlyAsked(element, tree);
    return;
  }
  for (const [leaf, under] of Object.entries(value)) {
    expect(tree.has(leaf) || ALWAYS.has(leaf)).toBe(true);
    if (!ALWAYS.has(leaf)) expectOnlyAsked(under, tree.get(leaf) ?? new Map());
  }
}

/** Which texts were read is told of each copy by itself. */
const withoutRisk = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, of: unknown) => (key === 'narrativeRisk' ? undefined : of)));

function withoutHandles(tree: FieldTree): FieldTree {
  return new Map(
    [...tree]
      .filter(([name]) => name !== 'handle')
      .map(([name, under]) => [name, withoutHandles(under)] as const),
  );
}
