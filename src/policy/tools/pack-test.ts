import { DATA_CATEGORIES } from '../../domain/data-category';
import type { Purpose } from '../../domain/purpose';
import { CONTRIBUTIONS, type Contribution } from '../../domain/standing';
import type { CategoryTable, Cell, CompiledPack } from '../compiled-pack';
import type { GateModel } from './gate-model';
import type { Expectation, PackTestCase, PackTestFile } from './pack-test-schema';

/** How one test fared. */
export interface PackTestResult {
  readonly name: string;
  /** What is otherwise than expected, a sentence each; empty where the test passes. */
  readonly failures: readonly string[];
}

/** How a pack fared in its tests. */
export interface PackTestReport {
  readonly pack: string;
  readonly version: string;
  readonly ok: boolean;
  readonly results: readonly PackTestResult[];
}

/** Runs a pack's tests against the tables that decide and the gates that are handed in. */
export function runPackTest(
  pack: CompiledPack,
  { tests, gates }: { readonly tests: PackTestFile; readonly gates: GateModel },
): PackTestReport {
  const results = [
    { name: 'The tests are those of the pack', failures: identityFailures(pack, tests) },
    ...tests.tests.map((test) => ({ name: test.name, failures: failuresOf(pack, test, { tests, gates }) })),
    ...Object.entries(tests.columns ?? {}).map(([column, expected]) => ({
      name: `Nobody receives the column "${column}", and it says what is expected`,
      failures: columnFailures(pack, column, expected),
    })),
  ];
  const ok = results.every(({ failures }) => failures.length === 0);
  return { pack: pack.key, version: pack.version, ok, results };
}

function identityFailures(pack: CompiledPack, { pack: key, now, inForce }: PackTestFile): readonly string[] {
  const failures: string[] = [];
  if (key !== pack.key) failures.push(`the tests are of "${key}"`);
  if (pack.isInForce(new Date(now)) !== inForce)
    failures.push(`the pack is ${inForce ? 'not ' : ''}in force at ${now}`);
  return failures;
}

interface Run {
  readonly tests: PackTestFile;
  readonly gates: GateModel;
}

/** Each principal asks each question; what fails is told with who asked for what. */
function failuresOf(pack: CompiledPack, test: PackTestCase, run: Run): readonly string[] {
  return test.principals.flatMap((principal) =>
    test.asks.flatMap(({ review, purpose }) =>
      askFailures(pack, { test, principal, review, purpose }, run).map(
        (failure) => `${principal}, ${review}, ${purpose}: ${failure}`,
      ),
    ),
  );
}

interface Ask {
  readonly test: PackTestCase;
  readonly principal: string;
  readonly review: string;
  readonly purpose: Purpose;
}

function askFailures(pack: CompiledPack, ask: Ask, { tests, gates }: Run): readonly string[] {
  const { test, purpose } = ask;
  const principal = tests.principals[ask.principal];
  const review = tests.reviews[ask.review];
  if (!principal || !review) return ['is not in the file'];
  const { standing, party } = principal;
  const stated = [...(principal.lapsed ?? []), ...(review.lapsed ?? [])];
  const putRight = test.asItStands ? [] : (tests.supposing ?? []);
  const known = gates.lapses.map(({ key }) => key);
  const strange = [...stated, ...putRight].filter((lapse) => !known.includes(lapse));
  if (strange.length > 0)
    return [`nothing is known of a lapse "${strange.join('", "')}": use ${known.join(', ')}`];
  const { type: reviewType, state: reviewState, contactCheckOpen = false, recorded = [] } = review;
  const implied = gates.lapsesOf({ pack, at: new Date(tests.now), reviewType, purpose, party });
  const situation = { standing, purpose, reviewType, reviewState, contactCheckOpen };
  const lacking = [...implied].filter((lapse) => !putRight.includes(lapse));
  const shut = gates.shutBy(situation, new Set([...stated, ...lacking]));
  const table = pack.table(standing, purpose, { party, recorded: new Set(recorded) });
  const { contributions = CONTRIBUTIONS, expect } = test;
  return [
    ...gateFailures(test.shut, shut?.reason ?? null),
    ...(expect === undefined
      ? []
      : contributions.flatMap((side) => tableFailures(table[side], expect, side))),
  ];
}

function gateFailures(expected: string | undefined, shut: string | null): readonly string[] {
  if (expected === undefined) return shut === null ? [] : [`the gates are shut: ${shut}`];
  if (shut === null) return [`the gates are open, expected to be shut for "${expected}"`];
  return shut.toLowerCase().includes(expected.toLowerCase())
    ? []
    : [`the gates are shut for another reason than "${expected}": ${shut}`];
}

function tableFailures(
  table: CategoryTable,
  expected: readonly Expectation[],
  side: Contribution | 'column',
): readonly string[] {
  const named = new Map(
    expected.flatMap((each) => each.categories.map((category) => [category, each] as const)),
  );
  return DATA_CATEGORIES.flatMap((category) =>
    cellFailures(table[category], named.get(category), `${category} (${side})`),
  );
}

function cellFailures(cell: Cell, expected: Expectation | undefined, what: string): readonly string[] {
  const outcome = expected?.outcome ?? 'WITHHELD';
  const failures: string[] = [];
  if (cell.outcome !== outcome) failures.push(`${what} is ${cell.outcome}, expected ${outcome}`);
  const clauses = expected?.clauses;
  if (clauses !== undefined && [...clauses].sort().join() !== [...cell.clauses].sort().join()) {
    failures.push(`${what} rests on [${cell.clauses.join(', ')}], expected [${clauses.join(', ')}]`);
  }
  return failures;
}

function columnFailures(
  pack: CompiledPack,
  column: string,
  expected: readonly Expectation[],
): readonly string[] {
  const found = pack.recipients.find(({ key }) => key === column);
  if (!found) return ['the pack has no such column'];
  const served = found.audiences.map(({ standing }) => `${standing} receives it: write a test for it`);
  return [...served, ...tableFailures(found.cells, expected, 'column')];
}
