import fc from 'fast-check';
import { parseDocument } from 'yaml';

import { DATA_CATEGORIES, type DataCategory } from '../../src/domain/data-category';
import { OUTCOMES, type Outcome } from '../../src/domain/outcome';
import { PURPOSES, type Purpose } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Standing } from '../../src/domain/standing';
import type { CompiledPack } from '../../src/policy';
import { HARD_CONSTRAINTS } from '../../src/policy/check/hard-constraints';
import { readPack } from '../../src/policy/load';
import { packText, SAMPLE } from './support';

/** The hard constraints, told anew: what may be disclosed at all. */
function permissible(
  standing: Standing,
  purpose: Purpose,
  category: DataCategory,
  outcome: Outcome,
): boolean {
  if (outcome === 'WITHHELD') return true;
  const identity = category === 'name' || category === 'dateOfBirth' || category === 'addresses';
  if (standing === 'WIDER') return purpose === 'CONTACT_CHECK' && identity;
  if (purpose === 'CONTACT_CHECK')
    return identity || (standing === 'COORDINATOR' && category === 'knownToAgency');
  return purpose !== 'STATISTICS' || outcome === 'GENERALISED';
}

/** The pack of a text after an edit; null where the load refuses it. */
function loadEdited(
  text: string,
  edit: { path: readonly (string | number)[]; value: unknown }[],
): CompiledPack | null {
  const yaml = parseDocument(text);
  for (const { path, value } of edit) yaml.setIn(path, value);
  return readPack({ file: 'pack.yaml', bytes: Buffer.from(yaml.toString()) }).packs[0] ?? null;
}

function obeys(pack: CompiledPack): boolean {
  return STANDINGS.every((standing) =>
    PURPOSES.every((purpose) =>
      CONTRIBUTIONS.every((contribution) =>
        DATA_CATEGORIES.every((category) =>
          permissible(
            standing,
            purpose,
            category,
            pack.table(standing, purpose)[contribution][category].outcome,
          ),
        ),
      ),
    ),
  );
}

const category = fc.constantFrom(...DATA_CATEGORIES);
const outcome = fc.constantFrom(...OUTCOMES);
const purpose = fc.constantFrom(...PURPOSES);
const standing = fc.constantFrom(...STANDINGS);
const packKey = fc.constantFrom('lancashire', 'baseline');

describe('the hard constraints', () => {
  it('refuse a pack whose wider column is flipped to what no pack can permit, and only then', () => {
    const words: Readonly<Record<string, string>> = { lancashire: 'b', baseline: 'u' };
    fc.assert(
      fc.property(packKey, category, outcome, (key, flipped, to) => {
        const path = ['cells', flipped, 'wider'];
        const pack = loadEdited(packText(key), [
          { path: [...path, 'outcome'], value: to },
          { path: [...path, 'clauses'], value: [words[key]] },
        ]);
        return (pack !== null) === permissible('WIDER', 'CONTACT_CHECK', flipped, to);
      }),
      { numRuns: 40 },
    );
  });

  it('hold in every pack that loads, whichever cell is changed and whomever a column is turned to', () => {
    const column = fc.constantFrom('wider', 'own', 'other', 'public');
    let loaded = 0;
    fc.assert(
      fc.property(column, standing, purpose, category, outcome, (turned, whom, what, flipped, to) => {
        const pack = loadEdited(SAMPLE, [
          {
            path: ['recipients', turned, 'serves'],
            value: [{ standings: [whom], purposes: [what], contributions: ['OWN', 'OTHER'] }],
          },
          { path: ['cells', flipped, turned, 'outcome'], value: to },
          { path: ['cells', flipped, turned, 'clauses'], value: ['y', 'n'] },
          {
            path: ['lawfulBases', 0, 'purposes'],
            value: PURPOSES.filter((each) => each !== 'SAFEGUARDING_ADULT_REVIEW'),
          },
          { path: ['lawfulBases', 0, 'article9', 'normalised'], value: ['9(2)(g)'] },
          { path: ['lawfulBases', 0, 'article10', 'schedule1'], value: ['paragraph 18'] },
        ]);
        if (pack !== null) loaded += 1;
        return pack === null || obeys(pack);
      }),
      { numRuns: 120 },
    );
    expect(loaded).toBeGreaterThan(10);
  });

  it('reach a column behind a switch that is off', () => {
    const audience = { standings: ['WIDER'], purposes: ['PANEL_PAPERS'], contributions: ['OWN', 'OTHER'] };
    const behind = [
      {
        path: ['recipients', 'own', 'serves', 1],
        value: { ...audience, when: 'rapidReviewCoveredByCsprNotice' },
      },
    ];
    expect(loadEdited(SAMPLE, [])).not.toBeNull();
    expect(loadEdited(SAMPLE, behind)).toBeNull();
  });

  it('each refuse something, and cannot be taken away', () => {
    expect(Object.isFrozen(HARD_CONSTRAINTS)).toBe(true);
    for (const constraint of HARD_CONSTRAINTS) {
      const broken = STANDINGS.some((who) =>
        PURPOSES.some((why) =>
          DATA_CATEGORIES.some((what) =>
            constraint.breaks({ standing: who, purpose: why, category: what, outcome: 'CLEAR' }),
          ),
        ),
      );
      expect({ rule: constraint.rule, broken }).toEqual({ rule: constraint.rule, broken: true });
    }
  });
});
