import { gateModel } from '../../../src/cli/policy-gates';
import { DATA_CATEGORIES } from '../../../src/domain/data-category';
import { compilePack } from '../../../src/policy/compile';
import { lockEntryOf, lockFindings } from '../../../src/policy/lock';
import type { PackSource } from '../../../src/policy/schema';
import { LAWS_OF_PACKS, lawsOf, prove } from '../../../src/policy/tools';
import { GATES } from '../../../src/stages/decide/gates';
import { packOf, packText } from '../support';
import { diesAtLoad, diesInProof, diesInTests, FACTS, mutantsOf, WITHOUT_LAPSES } from './mutants';
import { GATES_OF_REQUESTS, PACK_KEYS, packSource, packTests } from './support';

/** `npm run bench:mutations` puts every flip to each of the three alone, which takes minutes; else the first that catches it ends it. */
const EACH_ALONE = process.env['MUTATIONS'] === 'each-alone';

describe.each(PACK_KEYS)('flipping any one cell of %s', (key) => {
  const tests = packTests(key);
  const original = packSource(key);
  const signed: PackSource = { ...original, status: 'SIGNED' };
  const lock = { [key]: { [original.version]: lockEntryOf({ source: signed, digest: '0'.repeat(64) }) } };
  const catches = {
    load: diesAtLoad,
    tests: (mutant: Parameters<typeof diesInTests>[0]) => diesInTests(mutant, tests),
    proof: diesInProof,
  };

  it('is caught by the checks at load, the tests of the pack or the proof, and always by the digest', () => {
    const counts = { mutants: 0, load: 0, tests: 0, proof: 0, digest: 0 };
    const survivors: string[] = [];
    for (const mutant of mutantsOf(key)) {
      counts.mutants += 1;
      const sealed = { source: { ...mutant.source, status: 'SIGNED' as const }, digest: '1'.repeat(64) };
      if (lockFindings(sealed, lock).some(({ message }) => message.includes('never edited')))
        counts.digest += 1;
      else survivors.push(`${mutant.what} (by the digest)`);
      let caught = false;
      for (const by of ['load', 'tests', 'proof'] as const) {
        if ((caught && !EACH_ALONE) || !catches[by](mutant)) continue;
        counts[by] += 1;
        caught = true;
      }
      if (!caught) survivors.push(mutant.what);
    }
    process.stdout.write(`${key}: ${JSON.stringify(counts)}\n`);
    expect(survivors).toEqual([]);
    expect(counts.mutants).toBe(DATA_CATEGORIES.length * Object.keys(original.recipients).length * 3);
  }, 1_800_000);
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
