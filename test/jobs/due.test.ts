import fc from 'fast-check';

import { stageOf } from '../../src/jobs';
import { addWorkingDays, isWorkingDay } from '../../src/reviews/working-days';

const ORDER: readonly ReturnType<typeof stageOf>[] = [
  undefined,
  'CONTACT_CHECK_REMINDER',
  'CONTACT_CHECK_DUE',
  'CONTACT_CHECK_CHASER_1',
  'CONTACT_CHECK_CHASER_2',
  'CONTACT_CHECK_ESCALATION',
];

const DAY_MS = 86_400_000;
const day = (offset: number): string =>
  new Date(Date.UTC(2026, 0, 5) + offset * DAY_MS).toISOString().slice(0, 10);

describe('the stage of a contact check', () => {
  it('is a reminder from half of its working days, due on its day, and chased on each working day after', () => {
    // Sent on a Monday, due on the Thursday after three working days; Friday, Monday, and from Tuesday on.
    const check = { sentOn: '2026-03-02', dueOn: '2026-03-05' };
    const stages = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '20'].map((date) => [
      date,
      stageOf(check, `2026-03-${date}`),
    ]);
    expect(Object.fromEntries(stages)).toEqual({
      '02': undefined,
      '03': undefined,
      '04': 'CONTACT_CHECK_REMINDER',
      '05': 'CONTACT_CHECK_DUE',
      '06': 'CONTACT_CHECK_CHASER_1',
      '07': 'CONTACT_CHECK_CHASER_1',
      '08': 'CONTACT_CHECK_CHASER_1',
      '09': 'CONTACT_CHECK_CHASER_2',
      '10': 'CONTACT_CHECK_ESCALATION',
      '20': 'CONTACT_CHECK_ESCALATION',
    });
  });

  it('never goes back as days pass, and is due on the due day whatever the time allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), (start, days) => {
        const sentOn = day(start);
        const check = { sentOn, dueOn: addWorkingDays(sentOn, days) };
        const places = Array.from({ length: 50 }, (_, later) =>
          ORDER.indexOf(stageOf(check, day(start + later))),
        );
        expect(places).toEqual([...places].sort((one, other) => one - other));
        expect(places).not.toContain(-1);
        expect(stageOf(check, check.dueOn)).toBe('CONTACT_CHECK_DUE');
        expect(isWorkingDay(check.dueOn)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
