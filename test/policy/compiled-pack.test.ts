import { createHash } from 'node:crypto';

import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { PURPOSES, type Purpose } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Standing } from '../../src/domain/standing';
import { NOT_STATED, type DecisionTable } from '../../src/policy';
import { packOf, packText, SAMPLE, sampleWith } from './support';

const pack = packOf(SAMPLE);

const expectAllWithheld = (table: DecisionTable): void => {
  for (const contribution of CONTRIBUTIONS) {
    expect(Object.keys(table[contribution])).toEqual([...DATA_CATEGORIES]);
    for (const category of DATA_CATEGORIES) {
      expect(table[contribution][category]).toEqual(NOT_STATED);
    }
  }
};

describe('a compiled pack', () => {
  it('withholds all that it does not state', () => {
    expectAllWithheld(pack.table('REVIEWER', 'PANEL_PAPERS'));
    expectAllWithheld(pack.table('WIDER', 'SAFEGUARDING_ADULT_REVIEW'));
  });

  it.each(['', 'EVERYBODY', 'constructor', '__proto__', 'wider'])(
    'withholds everything from the unknown standing or purpose "%s"',
    (unknown) => {
      expectAllWithheld(pack.table(unknown as Standing, 'CONTACT_CHECK'));
      expectAllWithheld(pack.table('WIDER', unknown as Purpose));
    },
  );

  it('has no cell for what is no category, not even a method of objects', () => {
    const { OTHER } = pack.table('WIDER', 'CONTACT_CHECK');
    expect(Reflect.get(OTHER, 'constructor')).toBeUndefined();
    expect(Reflect.get(OTHER, 'toString')).toBeUndefined();
  });

  it('tells own contributions from those of others', () => {
    const { OWN, OTHER } = pack.table('PARTICIPATING', 'SAFEGUARDING_ADULT_REVIEW');
    expect(OWN.health).toMatchObject({ outcome: 'CLEAR', clauses: ['y'], recipient: 'own' });
    expect(OTHER.health).toMatchObject({ outcome: 'PSEUDONYMISED', clauses: ['y'], recipient: 'other' });
  });

  it('is frozen throughout', () => {
    const thawed: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) thawed.push(path);
      for (const [key, below] of Object.entries(value)) visit(below, `${path}.${key}`);
    };
    for (const key of ['lancashire', 'baseline']) {
      const shipped = packOf(packText(key));
      visit(shipped, key);
      for (const standing of STANDINGS) {
        for (const purpose of PURPOSES) {
          visit(shipped.table(standing, purpose), `${key}.${standing}.${purpose}`);
          visit(shipped.lawfulBasis(purpose), `${key}.lawfulBasis.${purpose}`);
        }
      }
      for (const clause of shipped.clauses.values()) visit(clause, `${key}.clauses.${clause.key}`);
    }
    expect(thawed).toEqual([]);
    expect(() => {
      Reflect.apply(Map.prototype.set, pack.clauses, ['z', {}]);
    }).toThrow(TypeError);
  });

  it('reads its clauses with the title of their document, an unstated one without words', () => {
    expect([...pack.clauses]).toEqual([
      ['y', { key: 'y', document: 'Sample notice', place: 'Sharing', quote: 'We share.' }],
      ['n', { key: 'n', document: 'Sample notice', place: 'not stated', quote: '' }],
    ]);
    expect(pack.clauses.size).toBe(2);
    expect([pack.clauses.has('y'), pack.clauses.has('z')]).toEqual([true, false]);
  });

  it('gives the normalised lawful basis of a purpose, and none where none is stated', () => {
    expect(pack.lawfulBasis('SAFEGUARDING_ADULT_REVIEW')).toEqual({
      article6: '6(1)(e)',
      article9: ['9(2)(g)'],
      schedule1: ['paragraph 18'],
      article10: ['paragraph 18'],
      statute: ['Care Act 2014 s.45'],
    });
    expect(pack.lawfulBasis('STATISTICS')).toBeNull();
  });

  it('names its source by the SHA-256 of the bytes', () => {
    expect(pack.digest).toBe(createHash('sha256').update(SAMPLE).digest('hex'));
    expect(packOf(`${SAMPLE}# a remark\n`).digest).not.toBe(pack.digest);
  });

  it('answers every switch, by the safe answer where it states none', () => {
    expect(pack.switches).toEqual({
      rapidReviewCoveredByCsprNotice: false,
      contactCheckCoversAdult: true,
      previousAddressesInContactCheck: false,
      notInvolvedSeesReview: false,
      equalityAnalysisInClear: false,
      deathRetentionFromLaterDate: false,
    });
  });
});

describe('a pack is in force', () => {
  const dated = packOf(sampleWith('to: null', 'to: 2026-07-31'));

  it.each([
    ['2025-12-31T23:59:59Z', false],
    ['2026-01-01T00:00:00Z', true],
    ['2026-07-31T22:59:59Z', true],
    ['2026-07-31T23:00:00Z', false],
  ])('from its first to its last day in United Kingdom time: at %s, %s', (at, inForce) => {
    expect(dated.isInForce(new Date(at))).toBe(inForce);
  });

  it('never as a draft, nor when it is only signed', () => {
    for (const status of ['DRAFT', 'SIGNED']) {
      expect(
        packOf(sampleWith('status: ACTIVE', `status: ${status}`)).isInForce(new Date('2026-06-01')),
      ).toBe(false);
    }
  });

  it('for its own days still, once it is terminated or superseded', () => {
    for (const status of ['TERMINATED', 'SUPERSEDED']) {
      const ended = packOf(
        sampleWith('status: ACTIVE', `status: ${status}`).replace('to: null', 'to: 2026-07-31'),
      );
      expect(ended.isInForce(new Date('2026-06-01'))).toBe(true);
      expect(ended.isInForce(new Date('2026-08-01'))).toBe(false);
    }
  });

  it('never at an instant that is none', () => {
    expect(dated.isInForce(new Date(Number.NaN))).toBe(false);
  });
});
