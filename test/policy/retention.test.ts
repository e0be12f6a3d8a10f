import fc from 'fast-check';

import type { PackKey } from '../../src/domain/ids';
import { addDuration, openPackShelf, retentionDueOn, type RetentionRule } from '../../src/policy';
import { packOf, packText, POLICIES } from './support';

const shelf = openPackShelf(POLICIES);

function ruleOf(key: string, rule: string): RetentionRule {
  const found = shelf.find(key as PackKey)?.retention.find((each) => each.rule === rule);
  if (!found) throw new Error(`No rule ${rule}`);
  return found;
}

const otherReading = packOf(
  packText('lancashire').replace(
    /(deathRetentionFromLaterDate:[^]*?)answer: false\n\s+decidedBy: null/,
    '$1answer: true\n    decidedBy: Data protection officer',
  ),
);

describe('the retention of the papers on a child who died', () => {
  const rule = ruleOf('lancashire', 'L-CSPR-DEATH');
  const [other, ...more] = otherReading.retention.filter((each) => each.rule === 'L-CSPR-DEATH');

  it.each([
    ['2015-03-10', '2020-06-01', '2035-06-01', '2048-03-10'],
    ['2019-11-05', '2020-02-01', '2037-11-05', '2052-11-05'],
    ['2012-02-29', '2024-02-29', '2039-03-01', '2045-03-01'],
    ['2006-05-20', '2024-05-19', '2039-05-19', '2039-05-20'],
  ])('born %s, died %s: until %s, and by the other reading until %s', (born, died, due, otherwise) => {
    const facts = { DATE_OF_BIRTH: born, DATE_OF_DEATH: died };
    expect(retentionDueOn(rule, facts)).toBe(due);
    expect(more).toEqual([]);
    expect(other && retentionDueOn(other, facts)).toBe(otherwise);
  });

  it('is not known while one of the dates is not', () => {
    expect(retentionDueOn(rule, { DATE_OF_DEATH: '2020-06-01' })).toBeNull();
    expect(retentionDueOn(rule, { DATE_OF_BIRTH: '2020-06-01', DATE_OF_DEATH: 'unknown' })).toBeNull();
  });
});

describe('a retention rule', () => {
  it.each([
    ['lancashire', 'L-CSPR-HARM', { DATE_OF_BIRTH: '2012-02-29' }, '2087-03-01'],
    ['lancashire', 'L-SAR-HARM', { REVIEW_COMPLETED: '2025-10-31' }, '2035-10-31'],
    ['lancashire', 'L-SAR-DEATH', { DATE_OF_DEATH: '2020-01-01', REVIEW_CLOSED: '2022-05-04' }, '2032-05-04'],
    ['lancashire', 'L-PUBLISH', { PUBLISHED: '2024-02-29' }, '2025-03-01'],
    ['staffordshire', 'S-PUBLISH', { PUBLISHED: '2025-06-30' }, '2026-06-30'],
    ['staffordshire', 'S-EMAIL', { RECEIVED: '2025-06-30' }, '2025-06-30'],
    ['cheshire-merseyside', 'C-APD', { PROCESSING_ENDED: '2025-08-31' }, '2026-02-28'],
    ['baseline', 'G-AUDIT', { EVENT_RECORDED: '2024-02-29' }, '2032-02-29'],
  ])('of %s, %s, is due on the day that its sentence says', (key, rule, facts, due) => {
    expect(retentionDueOn(ruleOf(key, rule), facts)).toBe(due);
  });

  it('is suspended by a legal hold', () => {
    const facts = { DATE_OF_BIRTH: '2012-02-29' };
    expect(retentionDueOn(ruleOf('lancashire', 'L-CSPR-HARM'), { ...facts, legalHold: true })).toBeNull();
  });

  it.each([
    ['staffordshire', 'S-JOINT'],
    ['cheshire-merseyside', 'C-GEN'],
    ['derby-derbyshire', 'D-GEN'],
  ])('whose schedule has not been supplied has no day: %s %s', (key, rule) => {
    expect(ruleOf(key, rule)).toMatchObject({ required: true, latestOf: [] });
    expect(retentionDueOn(ruleOf(key, rule), { REVIEW_CLOSED: '2020-01-01' })).toBeNull();
  });
});

describe('the arithmetic of dates', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('keeps day and month over whole years, 29 February apart', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 99 }), (from, years) => {
        fc.pre(!from.endsWith('02-29'));
        return addDuration(from, `P${years}Y`) === `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
      }),
    );
  });

  it('stays in the month that it is to reach', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, months) => {
        const [year, month] = from.split('-').map(Number) as [number, number];
        const reached = addDuration(from, `P${months}M`)?.slice(0, 7);
        const index = year * 12 + (month - 1) + months;
        return reached === `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
      }),
    );
  });

  it.each(['', 'P', '75Y', 'P1W', 'PT1H', 'P-1Y'])('refuses the period "%s"', (period) => {
    expect(addDuration('2020-01-01', period)).toBeNull();
  });
});
