import { STANDARD_LEVELS } from '../../src/domain/ladder';
import { compilePack } from '../../src/policy/compile';
import type { PackSource } from '../../src/policy/schema';
import { diffPacks, explainSteps, LAWS_OF_PACKS, prove } from '../../src/policy/tools';
import { levelTexts } from '../../src/cli/policy-words';
import { faultsOf, packOf, SAMPLE, sampleWith } from './support';
import { GATES_OF_REQUESTS, packSource } from './tools/support';

const SETTINGS = 'settings: { offenceData:';
const withLevels = (generalisation: string): string =>
  sampleWith(SETTINGS, `settings: { generalisation: ${generalisation}, offenceData:`);

const changed = (generalisation: PackSource['settings']['generalisation']) => {
  const source = packSource('baseline');
  source.settings.generalisation = generalisation;
  return compilePack(source, '');
};

describe('the levels of a pack', () => {
  it('are the standard ones where it chooses none', () => {
    expect(packOf(SAMPLE).levels).toEqual(STANDARD_LEVELS);
  });

  it('may be coarser by the pack alone, each outcome by itself', () => {
    const text = withLevels(
      '{ decidedBy: null, GENERALISED: { addresses: region }, PSEUDONYMISED: { dates: quarter } }',
    );
    expect(faultsOf(text)).toEqual([]);
    const { levels } = packOf(text);
    expect(levels.GENERALISED).toEqual({ ...STANDARD_LEVELS.GENERALISED, addresses: 'region' });
    expect(levels.PSEUDONYMISED).toEqual({ ...STANDARD_LEVELS.PSEUDONYMISED, dates: 'quarter' });
    expect(Object.isFrozen(levels.GENERALISED)).toBe(true);
  });

  it.each([
    [
      'that there is not',
      '{ decidedBy: null, GENERALISED: { addresses: street } }',
      'pack.yaml:16:74: settings.generalisation.GENERALISED.addresses: is not known: use one of sector, district, area, region',
    ],
    [
      'of what has no ladder',
      '{ decidedBy: null, GENERALISED: { gender: group } }',
      'pack.yaml:16:63: settings.generalisation.GENERALISED.gender: has no ladder: use one of dateOfBirth, addresses, age, dates, ethnicity, religion, health, legalStatuses, convictions, investigations, services',
    ],
    [
      'that generalises nothing',
      '{ decidedBy: Caldicott guardian, GENERALISED: { dates: day } }',
      'pack.yaml:16:84: settings.generalisation.GENERALISED.dates: is not known: use one of offset, month, quarter, year',
    ],
    [
      'that says who somebody is, beside their pseudonym',
      '{ decidedBy: Caldicott guardian, PSEUDONYMISED: { dateOfBirth: full } }',
      'pack.yaml:16:92: settings.generalisation.PSEUDONYMISED.dateOfBirth: is not known: use one of month, year, ageAtIndexEvent, band',
    ],
    [
      'that tells more than the standard one, without a post that decided it',
      '{ decidedBy: null, GENERALISED: { dates: month } }',
      'pack.yaml:16:70: settings.generalisation.GENERALISED.dates: month tells what the standard level year does not: name the post that decided it under decidedBy, or use a coarser level',
    ],
  ])('cannot be one %s', (_what, generalisation, told) => {
    expect(faultsOf(withLevels(generalisation))).toEqual([told]);
  });

  it('may tell more than the standard ones once a post has decided it', () => {
    const text = withLevels(
      '{ decidedBy: Caldicott guardian, GENERALISED: { dates: month, dateOfBirth: ageAtIndexEvent } }',
    );
    expect(faultsOf(text)).toEqual([]);
    expect(levelTexts(packOf(text)).join(' ')).toMatch(
      /In general terms: date of birth as the age at the index event.*decided by: Caldicott guardian/,
    );
  });
});

describe('the tools', () => {
  const finer = changed({ decidedBy: 'Caldicott guardian', GENERALISED: { addresses: 'sector' } });
  const coarser = changed({ decidedBy: null, GENERALISED: { addresses: 'region' } });

  it('tell a finer level as widening, and a coarser one as none', () => {
    const words = diffPacks(coarser, finer).changes.map(
      (one) => `${one.widens ? 'WIDENS ' : ''}${one.words}`,
    );
    expect(words).toEqual([
      'WIDENS shows in general terms address as the postcode sector, not address as the region',
    ]);
    expect(diffPacks(finer, coarser).widens).toBe(false);
    expect(diffPacks(finer, coarser).changes).toHaveLength(1);
  });

  it('explain at which level a category leaves', () => {
    const steps = explainSteps(
      coarser,
      {
        situation: {
          standing: 'PARTICIPATING',
          purpose: 'RAPID_REVIEW',
          reviewType: 'RAPID_REVIEW',
          reviewState: 'GATHERING',
          contactCheckOpen: false,
        },
        category: 'addresses',
        contribution: 'OTHER',
        party: undefined,
        recorded: new Set(),
        lapsed: new Set(),
        at: new Date('2026-01-05T10:00:00Z'),
      },
      GATES_OF_REQUESTS,
    );
    expect(steps.find(({ step }) => step === 'CELL')?.words).toContain('What leaves: address as the region.');
  });

  it('prove that nothing tells more than the standard level unless a post decided it', () => {
    const laws = LAWS_OF_PACKS.filter(({ key }) => key === 'levels-decided');
    const facts = [{ party: undefined, recorded: new Set<never>() }];
    const broken = { ...finer, settings: { ...finer.settings, generalisation: { decidedBy: null } } };
    const held = [finer, coarser, broken].map((pack) =>
      prove({ packs: [pack], gates: GATES_OF_REQUESTS, facts, laws }).map(
        ({ cases, held }) => cases === held,
      ),
    );
    expect(held).toEqual([[true], [true], [false]]);
  });
});
