import { gateModel } from '../../../src/cli/policy-gates';
import { DATA_CATEGORIES } from '../../../src/domain/data-category';
import { OUTCOMES, type Outcome } from '../../../src/domain/outcome';
import { CONDITIONS, isError, PARTY_CLASSES } from '../../../src/policy';
import { CHECKS } from '../../../src/policy/check';
import { compilePack } from '../../../src/policy/compile';
import { lockEntryOf, lockFindings } from '../../../src/policy/lock';
import type { PackSource } from '../../../src/policy/schema';
import { LAWS_OF_PACKS, lawsOf, prove, runPackTest } from '../../../src/policy/tools';
import { GATES } from '../../../src/stages/decide/gates';
import { packOf, packText } from '../support';
import { GATES_OF_REQUESTS, PACK_KEYS, packSource, packTests } from './support';

/** A pack with one outcome flipped. */
interface Mutant {
  readonly what: string;
  readonly source: PackSource;
}

function* mutantsOf(key: string): Generator<Mutant> {
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
  to: {
    readonly category: (typeof DATA_CATEGORIES)[number];
    readonly column: string;
    readonly outcome: Outcome;
  },
): PackSource | null {
  const source = structuredClone(original);
  const cell = source.cells[to.category]?.[to.column];
  if (!cell || cell.outcome === to.outcome) return null;
  cell.outcome = to.outcome;
  return source;
}

/** The fewest facts that still reach every cell: each class of party, with nothing and with everything recorded. */
const FACTS = [undefined, ...PARTY_CLASSES].flatMap((party) => [
  { party, recorded: new Set<(typeof CONDITIONS)[number]>() },
  { party, recorded: new Set(CONDITIONS) },
]);

/** So that the proof's laws of packs can be checked thousands of times. */
const WITHOUT_LAPSES = { ...GATES_OF_REQUESTS, lapses: [] };

const loads = ({ source }: Mutant): boolean => !CHECKS.flatMap((check) => check(source)).some(isError);

describe.each(PACK_KEYS)('flipping any one cell of %s', (key) => {
  const tests = packTests(key);
  const original = packSource(key);
  const signed: PackSource = { ...original, status: 'SIGNED' };
  const lock = { [key]: { [original.version]: lockEntryOf({ source: signed, digest: '0'.repeat(64) }) } };

  it('is caught by the checks at load, the tests of the pack or the proof, and always by the digest', () => {
    const counts = { mutants: 0, load: 0, tests: 0, proof: 0, digest: 0 };
    const survivors: string[] = [];
    for (const mutant of mutantsOf(key)) {
      counts.mutants += 1;
      const sealed = { source: { ...mutant.source, status: 'SIGNED' as const }, digest: '1'.repeat(64) };
      const byDigest = lockFindings(sealed, lock).some(({ message }) => message.includes('never edited'));
      if (byDigest) counts.digest += 1;
      if (!loads(mutant)) counts.load += 1;
      else {
        const pack = compilePack(mutant.source, 'a mutant');
        const gates = WITHOUT_LAPSES;
        if (!runPackTest(pack, { tests, gates: GATES_OF_REQUESTS }).ok) counts.tests += 1;
        else if (
          prove({ packs: [pack], gates, facts: FACTS, laws: LAWS_OF_PACKS }).some(
            ({ counterExample }) => counterExample !== null,
          )
        )
          counts.proof += 1;
        else survivors.push(mutant.what);
      }
      if (!byDigest) survivors.push(`${mutant.what} (by the digest)`);
    }
    process.stdout.write(`${key}: ${JSON.stringify(counts)}\n`);
    expect(survivors).toEqual([]);
    expect(counts.mutants).toBe(DATA_CATEGORIES.length * Object.keys(original.recipients).length * 3);
  }, 120_000);
});

describe('flipping a cell in the dark', () => {
  it('is caught by the proof alone where the laws speak of it', () => {
    const source = packSource('lancashire');
    const cell = source.cells.health?.['wider'];
    if (!cell) throw new Error('the pack has no such cell');
    cell.outcome = 'CLEAR';
    const proofs = prove({
      packs: [compilePack(source, 'a mutant')],
      gates: WITHOUT_LAPSES,
      facts: FACTS,
      laws: LAWS_OF_PACKS,
    });
    const broken = proofs.filter(({ counterExample }) => counterExample !== null).map(({ key }) => key);
    expect(broken).toEqual(
      expect.arrayContaining([
        'wider-minimal',
        'contact-check-minimal',
        'contact-check-not-special',
        'cites-words',
      ]),
    );
  });
});

describe('dropping any one gate', () => {
  const packs = [packOf(packText('baseline'))];

  it.each(GATES.map(({ name }) => name))('%s is caught by the proof', (name) => {
    const broken = brokenBy(gateModel(GATES.filter((gate) => gate.name !== name)));
    expect(broken).not.toEqual([]);
  });

  it('is what the proof catches: it finds nothing while all gates are there', () => {
    expect(brokenBy(GATES_OF_REQUESTS)).toEqual([]);
  });

  /** The laws that fail with no lapse, or with some one lapse possible. */
  function brokenBy(model: typeof GATES_OF_REQUESTS): readonly string[] {
    return [[], ...model.lapses.map((lapse) => [lapse])].flatMap((lapses) => {
      const gates = { ...model, lapses };
      const laws = lawsOf(gates).filter(({ ofPacks }) => !ofPacks);
      return prove({ packs, gates, facts: FACTS, laws })
        .filter(({ counterExample }) => counterExample !== null)
        .map(({ key }) => key);
    });
  }
});
