import fc from 'fast-check';

import { ukDay } from '../../src/domain/uk-day';

const HOUR_MS = 3_600_000;

describe('the day in the United Kingdom', () => {
  it.each([
    ['2026-06-03T22:59:59.999Z', '2026-06-03'],
    ['2026-06-03T23:00:00.000Z', '2026-06-04'],
    ['2026-12-03T23:59:59.999Z', '2026-12-03'],
    ['2026-12-04T00:00:00.000Z', '2026-12-04'],
    // Summer time begins at one o'clock on 29 March 2026 and ends at one o'clock UTC on 25 October.
    ['2026-03-28T23:30:00.000Z', '2026-03-28'],
    ['2026-03-29T23:30:00.000Z', '2026-03-30'],
    ['2026-10-24T23:30:00.000Z', '2026-10-25'],
    ['2026-10-25T23:30:00.000Z', '2026-10-25'],
  ])('at %s is %s', (at, day) => {
    expect(ukDay(new Date(at))).toBe(day);
  });

  it('does not depend on what was asked before', () => {
    const midnight = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
      .map((at) => Math.floor(at.getTime() / (24 * HOUR_MS)) * 24 * HOUR_MS);
    const near = fc.integer({ min: -2 * HOUR_MS, max: 2 * HOUR_MS });
    fc.assert(
      fc.property(midnight, fc.array(near, { minLength: 1, maxLength: 20 }), (around, offsets) => {
        for (const offset of offsets) {
          const at = new Date(around + offset);
          const fresh = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
          expect(ukDay(at)).toBe(fresh.format(at));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is none at no instant', () => {
    expect(() => ukDay(new Date(NaN))).toThrow(RangeError);
  });
});
