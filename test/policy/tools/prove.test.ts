import type { Outcome } from '../../../src/domain/outcome';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import { readPacks } from '../../../src/policy';
import { compilePack } from '../../../src/policy/compile';
import { lawsOf, prove, type Flagged, type GateModel, type Proof } from '../../../src/policy/tools';
import { POLICIES } from '../support';
import { GATES_OF_REQUESTS, packSource } from './support';

const NOTHING_RECORDED = [{ party: undefined, recorded: new Set<never>() }];

describe('the proof', () => {
  it('holds for all packs, by every law', () => {
    const { packs } = readPacks(POLICIES);
    const proofs = prove({ packs, gates: GATES_OF_REQUESTS });
    expect(packs).toHaveLength(6);
    expect(proofs.length).toBeGreaterThanOrEqual(40);
    expect(proofs.filter(({ counterExample }) => counterExample !== null)).toEqual([]);
    for (const { statement, cases, held } of proofs) {
      expect(`${statement}: ${cases > 0}`).toBe(`${statement}: true`);
      expect(held).toBe(cases);
      expect(Number.isSafeInteger(cases)).toBe(true);
    }
  }, 120_000);
});

/** What flags do, without one of them. */
function forgetting(flag: SubjectFlag): GateModel['narrow'] {
  return ({ standing, flags }) =>
    GATES_OF_REQUESTS.narrow({ standing, flags: new Set([...flags].filter((one) => one !== flag)) });
}

describe('a broken law', () => {
  const gates = { ...GATES_OF_REQUESTS, lapses: [] };

  const broken = (proofs: readonly Proof[]): readonly string[] =>
    proofs.filter(({ counterExample }) => counterExample !== null).map(({ key }) => key);

  it('is shown by one whole decision, with every input', () => {
    const source = packSource('lancashire');
    source.recipients['wider']?.serves.push({
      standings: ['WIDER'],
      purposes: ['PANEL_PAPERS'],
      contributions: ['OTHER'],
    });
    const proofs = prove({
      packs: [compilePack(source, 'widened')],
      gates,
      facts: NOTHING_RECORDED,
    });
    expect(broken(proofs)).toEqual(['wider-contact-check-only', 'has-lawful-basis', 'own-not-narrower']);
    expect(proofs.find(({ key }) => key === 'wider-contact-check-only')).toMatchObject({
      counterExample: {
        pack: 'lancashire 1.0.0',
        standing: 'WIDER',
        purpose: 'PANEL_PAPERS',
        party: 'none',
        recorded: 'nothing',
        contribution: 'OTHER',
        category: 'name',
        outcome: 'CLEAR',
        clauses: 'b',
        column: 'wider',
        flags: 'none',
        outcomeAfterFlags: 'CLEAR',
      },
    });
  });

  it('of the gates is shown by one whole decision too: with a pack and a cell that would be shown', () => {
    const proofs = prove({
      packs: [compilePack(packSource('csap'), ''), compilePack(packSource('lancashire'), '')],
      gates: { ...gates, shutBy: () => null },
      facts: NOTHING_RECORDED,
    });
    expect(proofs.find(({ key }) => key === 'nothing-after-closed')?.counterExample).toEqual({
      pack: 'lancashire 1.0.0',
      standing: 'COORDINATOR',
      purpose: 'CONTACT_CHECK',
      party: 'none',
      recorded: 'nothing',
      contribution: 'OWN',
      category: 'name',
      outcome: 'CLEAR',
      clauses: 'h',
      column: 'reviewTeamContactCheck',
      reviewType: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
      reviewState: 'CLOSED',
      contactCheckOpen: 'yes',
      lapsed: 'nothing',
      gates: 'open',
      flags: 'none',
    });
  });

  it.each([
    ['flags-only-narrow', () => () => 'CLEAR' as const],
    [
      'more-flags-narrow',
      ({ flags }: Flagged) =>
        (_of: unknown, said: Outcome) =>
          flags.size === 1 ? 'WITHHELD' : said,
    ],
    ['no-flags-no-change', () => () => 'WITHHELD' as const],
    ['protected-address', forgetting('PROTECTED_ADDRESS')],
    ['sealed-person', forgetting('ADOPTED')],
    ['sealed-person', forgetting('PROTECTED_PERSON')],
    ['restricted-processing', forgetting('RESTRICTED_PROCESSING')],
    ['gender-recognition', forgetting('GENDER_RECOGNITION')],
  ] as const)('of flags is found: %s', (law, narrow: GateModel['narrow']) => {
    const packs = [compilePack(packSource('lancashire'), '')];
    const model = { ...gates, narrow };
    const laws = lawsOf(model).filter(({ key }) => key === law);
    const proofs = prove({ packs, gates: model, facts: NOTHING_RECORDED, laws });
    expect(broken(proofs)).toEqual([law]);
    const example = proofs.find(({ key }) => key === law)?.counterExample;
    expect(Object.keys(example ?? {})).toEqual(
      expect.arrayContaining(['pack', 'category', 'flags', 'outcomeAfterFlags']),
    );
  });

  it('is found where a flag would widen an outcome that no pack has in that place', () => {
    const narrow: GateModel['narrow'] =
      ({ flags }) =>
      (_category, outcome) =>
        flags.has('ADOPTED') && outcome === 'WITHHELD' ? 'CLEAR' : outcome;
    const proofs = prove({
      packs: [compilePack(packSource('csap'), '')],
      gates: { ...gates, narrow },
      facts: NOTHING_RECORDED,
    });
    expect(broken(proofs)).toEqual(
      expect.arrayContaining(['wider-minimal', 'cites-words', 'flags-only-narrow', 'shut-withholds']),
    );
  });

  it('is counted case by case', () => {
    const source = packSource('baseline');
    const cell = source.cells.health?.['statistics'];
    if (!cell) throw new Error('the pack has no such cell');
    cell.outcome = 'CLEAR';
    const [proof] = prove({
      packs: [compilePack(source, 'widened')],
      gates,
      facts: NOTHING_RECORDED,
    }).filter(({ key }) => key === 'statistics-generalised');
    // 5 review types, 13 states, contact check open or not; the coordinator's own contribution and the others'; 64 sets
    // of flags, of which a quarter neither restricts processing nor waits for a second person, so that something is shown.
    expect(proof).toMatchObject({ cases: 4 * 44 * 130 * 64, held: (4 * 44 * 64 - 2 * 16) * 130 });
  });

  it('is found when recording something opens what has no condition', () => {
    const compiled = compilePack(packSource('baseline'), 'forged');
    const forged = {
      ...compiled,
      table: (...asked: Parameters<typeof compiled.table>) => {
        const table = compiled.table(...asked);
        const opened = asked[2]?.recorded?.has('CONSENT') === true;
        if (!opened) return table;
        return {
          ...table,
          OTHER: { ...table.OTHER, nhsNumber: { ...table.OTHER.nhsNumber, outcome: 'CLEAR' as const } },
        };
      },
    };
    const proofs = prove({ packs: [forged], gates, facts: NOTHING_RECORDED });
    expect(broken(proofs)).toEqual(['recording-opens-conditional-only']);
  });

  it('is found when a gate that is shut lets a cell through', () => {
    const shown = compilePack(packSource('lancashire'), '').table('WIDER', 'CONTACT_CHECK').OTHER.name;
    const leaking = { ...gates, settle: () => () => shown };
    const laws = prove({
      packs: [compilePack(packSource('csap'), '')],
      gates: leaking,
      facts: NOTHING_RECORDED,
    });
    expect(broken(laws)).toEqual(['shut-withholds']);
  });

  it('is found when one more lapse opens a gate', () => {
    const [first, second] = GATES_OF_REQUESTS.lapses;
    if (!first || !second) throw new Error('there is nothing that can lapse');
    const forgetful = {
      ...GATES_OF_REQUESTS,
      lapses: [first, second],
      shutBy: (...[situation, lapsed]: Parameters<typeof GATES_OF_REQUESTS.shutBy>) =>
        lapsed.size === 2 ? null : GATES_OF_REQUESTS.shutBy(situation, lapsed),
    };
    const proofs = prove({ packs: [], gates: forgetful, facts: NOTHING_RECORDED });
    expect(proofs.every(({ cases }) => cases === 0)).toBe(true);
    const packs = [compilePack(packSource('csap'), '')];
    expect(broken(prove({ packs, gates: forgetful, facts: NOTHING_RECORDED }))).toContain(
      'lapse-never-opens',
    );
  });
});
