import { DATA_CATEGORIES, type DataCategory } from '../../../src/domain/data-category';
import { OUTCOMES, type Outcome } from '../../../src/domain/outcome';
import { CONDITIONS, isError, PARTY_CLASSES } from '../../../src/policy';
import { CHECKS } from '../../../src/policy/check';
import { compilePack } from '../../../src/policy/compile';
import type { PackSource } from '../../../src/policy/schema';
import { LAWS_OF_PACKS, prove, runPackTest, type PackTestFile } from '../../../src/policy/tools';
import { GATES_OF_REQUESTS, packSource } from './support';

/** A pack with one outcome flipped. */
export interface Mutant {
  readonly what: string;
  readonly source: PackSource;
}

/** Every pack that differs from the shipped one in one outcome of one cell. */
export function* mutantsOf(key: string): Generator<Mutant> {
  const original = packSource(key);
  for (const category of DATA_CATEGORIES) {
    for (const column of Object.keys(original.recipients)) {
      for (const outcome of OUTCOMES) {
        const flipped = flip(original, { category, column, outcome });
        if (flipped) yield { what: `${key} ${category} ${column} ${outcome}`, source: flipped };
      }
    }
  }
}

function flip(
  original: PackSource,
  to: { readonly category: DataCategory; readonly column: string; readonly outcome: Outcome },
): PackSource | null {
  const source = structuredClone(original);
  const cell = source.cells[to.category]?.[to.column];
  if (!cell || cell.outcome === to.outcome) return null;
  cell.outcome = to.outcome;
  return source;
}

/** The fewest facts that still reach every cell: each class of party, with nothing and with everything recorded. */
export const FACTS = factsOf(PARTY_CLASSES);

function factsOf(classes: readonly (typeof PARTY_CLASSES)[number][]) {
  return [undefined, ...classes].flatMap((party) => [
    { party, recorded: new Set<(typeof CONDITIONS)[number]>() },
    { party, recorded: new Set(CONDITIONS) },
  ]);
}

/** So that the proof's laws of packs can be checked thousands of times. */
export const WITHOUT_LAPSES = { ...GATES_OF_REQUESTS, lapses: [] };

/** Whether the checks at load refuse the pack. */
export const diesAtLoad = ({ source }: Mutant): boolean =>
  CHECKS.flatMap((check) => check(source)).some(isError);

/** Whether a test of the pack fails, were it loaded. */
export const diesInTests = ({ source }: Mutant, tests: PackTestFile): boolean =>
  !runPackTest(compilePack(source, 'a mutant'), { tests, gates: GATES_OF_REQUESTS }).ok;

/** Whether a law of packs has a counter-example, were the pack loaded; asked for each class of party that the pack tells apart. */
export function diesInProof({ source }: Mutant): boolean {
  const pack = compilePack(source, 'a mutant');
  const told = new Set(
    Object.values(source.recipients).flatMap(({ serves }) => serves.flatMap(({ parties }) => parties ?? [])),
  );
  const facts = factsOf(PARTY_CLASSES.filter((each) => told.has(each)));
  return prove({ packs: [pack], gates: WITHOUT_LAPSES, facts, laws: LAWS_OF_PACKS }).some(
    ({ counterExample }) => counterExample !== null,
  );
}
