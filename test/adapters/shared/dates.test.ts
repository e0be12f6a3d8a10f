import fc from 'fast-check';
import { ageAt, toPartialDate } from '../../../adapters/shared/dates';

describe('toPartialDate', () => {
  it.each([
    ['2019', '2019'],
    ['2019-07', '2019-07'],
    ['2019-07-04', '2019-07-04'],
    ['1976-01-19T22:58:16-05:00', '1976-01-19'],
    ['4/7/2019', '2019-07-04'],
    ['04/07/2019 00:00', '2019-07-04'],
    ['29/02/2024', '2024-02-29'],
  ])('reads %s as %s', (text, date) => {
    expect(toPartialDate(text)).toBe(date);
  });

  it.each([
    '',
    ' ',
    '29/02/2023',
    '2023-02-30',
    '2023-13',
    '31/04/2020',
    '12/13/2020',
    'soon',
    '20190704',
    '0000',
  ])('leaves %p out, which is no date', (text) => {
    expect(toPartialDate(text)).toBeNull();
  });

  it('writes what it reads back unchanged, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        ),
        (text) => {
          const date = toPartialDate(text);
          expect(date === null ? null : toPartialDate(date)).toBe(date);
        },
      ),
    );
  });
});

describe('ageAt', () => {
  it('counts completed years up to the day before the birthday and one more on it', () => {
    expect(ageAt('2020-03-14', new Date('2026-03-13T12:00:00Z'))).toBe(5);
    expect(ageAt('2020-03-14', new Date('2026-03-14T12:00:00Z'))).toBe(6);
  });

  it('goes by the date in the United Kingdom, not by UTC', () => {
    expect(ageAt('2020-06-15', new Date('2026-06-14T23:30:00Z'))).toBe(6);
  });

  it('is unknown for a date of birth that is not whole, not a date or still to come', () => {
    const at = new Date('2026-01-01T00:00:00Z');
    for (const born of ['2020', '2020-03', 'unborn', null, '2026-05-01']) expect(ageAt(born, at)).toBeNull();
  });
});
