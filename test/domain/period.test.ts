import fc from 'fast-check';

import { liesOutside, type Period } from '../../src/domain/period';

const YEAR: Period = { from: '2020-04-01', to: '2021-03-31' };

describe('liesOutside', () => {
  it.each([
    [{ from: '2019-01-01', to: '2020-03-31' }, true],
    [{ from: '2021-04-01', to: null }, true],
    [{ from: '2019-01-01', to: '2020-04-01' }, false],
    [{ from: '2021-03-31', to: '2022' }, false],
    [{ from: '2010', to: null }, false],
    [{ from: null, to: '2020-03' }, true],
    [{ from: null, to: '2020' }, false],
    [{ from: '2021', to: null }, false],
    [{ from: '2022', to: null }, true],
    [{ from: '2021-03', to: '2021-03' }, false],
    [{ from: '2021-04', to: '2021-04' }, true],
    [{ from: null, to: null }, false],
    [{}, false],
  ])('takes %j against a year: %s', (entry, expected) => {
    expect(liesOutside(entry, YEAR)).toBe(expected);
  });

  const date = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString())
    .chain((text) => fc.constantFrom(text.slice(0, 4), text.slice(0, 7), text.slice(0, 10)));
  const perhaps = fc.option(date);
  const span = fc.record({ from: perhaps, to: perhaps });

  it('leaves nothing out of a period that is open at both ends', () => {
    fc.assert(fc.property(span, (entry) => !liesOutside(entry, { from: null, to: null })));
  });

  it('leaves no more out of a longer period', () => {
    fc.assert(
      fc.property(span, span, (entry, period) => {
        for (const longer of [
          { ...period, from: null },
          { ...period, to: null },
        ])
          if (liesOutside(entry, longer)) expect(liesOutside(entry, period)).toBe(true);
      }),
    );
  });
});
