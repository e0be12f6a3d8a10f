import fc from 'fast-check';
import { GatewayError } from '../../src/errors/gateway-error';
import { addWorkingDays, contactCheckDue, isWorkingDay } from '../../src/reviews/working-days';

describe('working days in England and Wales', () => {
  it.each([
    ['2025-12-18', 15, '2026-01-13'],
    ['2026-04-01', 15, '2026-04-24'],
    ['2026-11-20', 15, '2026-12-11'],
    ['2026-12-24', 1, '2026-12-29'],
    ['2027-12-24', 1, '2027-12-29'],
    ['2028-04-13', 1, '2028-04-18'],
  ])('from %s count %i to %s', (from, count, to) => {
    expect(addWorkingDays(from, count)).toBe(to);
  });

  it('begin on the next working day, whatever the day of sending is', () => {
    expect(addWorkingDays('2026-05-23', 1)).toBe('2026-05-26');
    expect(addWorkingDays('2026-05-25', 1)).toBe('2026-05-26');
  });

  it('are not guessed for a year whose bank holidays are not known', () => {
    expect(() => addWorkingDays('2028-12-29', 1)).toThrow(GatewayError);
  });

  it('add up: counting on from where one stopped is counting in one go', () => {
    const start = fc.integer({ min: 0, max: 900 }).map((days) => {
      return new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
    });
    const count = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(start, count, count, (from, one, two) => {
        const there = addWorkingDays(from, one);
        expect(isWorkingDay(there)).toBe(true);
        expect(there > from).toBe(true);
        expect(addWorkingDays(there, two)).toBe(addWorkingDays(from, one + two));
      }),
    );
  });

  it('have eight holidays a year', () => {
    for (const year of [2025, 2026, 2027, 2028]) {
      const days = Array.from({ length: 366 }, (_, n) =>
        new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(0, 10),
      ).filter((date) => date.startsWith(String(year)));
      const weekdays = days.filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
      expect(weekdays.length - days.filter(isWorkingDay).length).toBe(8);
    }
  });
});

describe('a contact check', () => {
  it.each([
    ['RAPID_REVIEW', '2026-01-08T10:00:00Z', '2026-01-13'],
    ['SAFEGUARDING_ADULT_REVIEW', '2026-03-30T08:00:00Z', '2026-04-15'],
    ['CHILD_DEATH_REVIEW', '2026-03-30T08:00:00Z', '2026-04-15'],
  ] as const)('of a %s that is sent at %s is due on %s', (type, sentAt, dueOn) => {
    expect(contactCheckDue(type, new Date(sentAt))).toBe(dueOn);
  });

  it('counts from the day in the United Kingdom, also near midnight in summer time', () => {
    expect(contactCheckDue('RAPID_REVIEW', new Date('2026-06-03T23:30:00Z'))).toBe('2026-06-09');
  });
});
