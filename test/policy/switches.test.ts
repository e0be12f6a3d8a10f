import { PURPOSES } from '../../src/domain/purpose';
import { STANDINGS } from '../../src/domain/standing';
import { compilePack } from '../../src/policy/compile';
import type { PackSource } from '../../src/policy/schema';
import { isReadByGateway, READ_BY_GATEWAY, SWITCH_KEYS, type SwitchKey } from '../../src/policy/switches';
import { CONDITION_SETS, PARTIES } from '../../src/policy/tools/space';
import { isAdultExcluded } from '../../src/stages/decide/adult-excluded';
import { faultsOf, sampleWith } from './support';
import { PACK_KEYS, packSource } from './tools/support';
import { projectFiles } from '../architecture/project';

/** Everything that a pack decides by, as text. */
function meaningOf(source: PackSource): string {
  const pack = compilePack(source, '');
  const tables = STANDINGS.flatMap((standing) =>
    PURPOSES.flatMap((purpose) =>
      PARTIES.flatMap((party) =>
        [CONDITION_SETS.at(0), CONDITION_SETS.at(-1)].map((recorded) =>
          pack.table(standing, purpose, { party, recorded }),
        ),
      ),
    ),
  );
  return JSON.stringify([tables, pack.retention, PURPOSES.map((purpose) => pack.lawfulBasis(purpose))]);
}

function answered(key: string, of: SwitchKey, answer: boolean): PackSource {
  const source = packSource(key);
  const stated = source.switches[of];
  if (stated) stated.answer = answer;
  return source;
}

describe('every switch of every pack', () => {
  const stated = PACK_KEYS.flatMap((key) =>
    SWITCH_KEYS.filter((of) => packSource(key).switches[of] !== undefined).map((of) => [key, of] as const),
  );

  it('is among those that some pack states', () => {
    expect([...new Set(stated.map(([, of]) => of))].sort()).toEqual([...SWITCH_KEYS].sort());
  });

  it.each(stated)('of %s changes what is decided: %s', (key, of) => {
    const [no, yes] = [answered(key, of, false), answered(key, of, true)].map(meaningOf);
    expect({ of, changes: no !== yes }).toEqual({ of, changes: !isReadByGateway(of) });
  });

  it.each(READ_BY_GATEWAY)('that the pack itself makes nothing of is read by a stage: %s', (of) => {
    const readers = projectFiles()
      .filter(({ path }) => path.startsWith('src/stages/'))
      .filter(({ text }) => text.includes(`switches.${of}`));
    expect(readers.map(({ path }) => path)).toHaveLength(1);
  });

  it('is refused in a pack in which it would have no effect', () => {
    const asks =
      'switches: { equalityAnalysisInClear: { question: May it?, answer: false, decidedBy: null } }';
    expect(faultsOf(sampleWith('switches: {}', asks)).join('\n')).toContain(
      'switches.equalityAnalysisInClear: has no effect, whatever the answer',
    );
  });
});

describe('whether a contact check covers the adult', () => {
  it.each([
    ['SAFEGUARDING_ADULT_REVIEW', 'CONTACT_CHECK', false, true],
    ['SAFEGUARDING_ADULT_REVIEW', 'CONTACT_CHECK', true, false],
    ['SAFEGUARDING_ADULT_REVIEW', 'SAFEGUARDING_ADULT_REVIEW', false, false],
    ['CHILD_SAFEGUARDING_PRACTICE_REVIEW', 'CONTACT_CHECK', false, false],
  ] as const)('is asked in %s for %s with the answer %s: excluded %s', (type, purpose, answer, excluded) => {
    const { switches } = compilePack(answered('lancashire', 'contactCheckCoversAdult', answer), '');
    expect(isAdultExcluded({ switches }, type, purpose)).toBe(excluded);
  });
});
