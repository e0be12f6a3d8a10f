import { BANK_HOLIDAYS } from '../../src/reviews/bank-holidays';
import { OWN } from '../support/review-fixture';
import { at, listAt, type Caller } from '../support/service-gateway';
import { decide, request, startWayBack, type WayBack } from '../support/way-back';

/** What went ahead at once is approved within one working day, by the clock of England and Wales. */

const DAY_MS = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const plus = (date: string, days: number): string => dayOf(Date.parse(date) + days * DAY_MS);
const weekday = (date: string): number => new Date(date).getUTCDay();
const isHoliday = (date: string): boolean =>
  BANK_HOLIDAYS[date.slice(0, 4)]?.includes(date.slice(5)) === true;

const LONDON = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

/** The instant at which clocks in London show that time on that date, in winter or in summer. */
function london(date: string, time: string): number {
  const [winter, summer] = [Date.parse(`${date}T${time}:00Z`), Date.parse(`${date}T${time}:00+01:00`)];
  return LONDON.format(winter) === time ? winter : summer;
}

/** The first day after today of which that holds; tokens of the tests last until then. */
function firstDay(holds: (date: string) => boolean): string {
  for (let days = 1; ; days += 1) {
    const date = dayOf(Date.now() + days * DAY_MS);
    if (holds(date)) return date;
  }
}

const isPlain = (date: string): boolean => ![0, 6].includes(weekday(date)) && !isHoliday(date);

let way: WayBack;
beforeAll(async () => {
  way = await startWayBack();
}, 240_000);
afterAll(() => way.close());

const setTime = (instant: number): void => {
  way.time.offset = instant - Date.now();
};

/** Somebody at immediate risk is asked for at that instant: the request, and the day by which it is approved. */
async function askedAt(
  instant: number,
  own: Caller,
): Promise<{ readonly id: string; readonly dueOn: string }> {
  way.time.offset = 0;
  const { reviewId, pseudonym } = await way.review();
  setTime(instant);
  const answer = await request(own, { reviewId, pseudonyms: [pseudonym], reasonCode: 'IMMEDIATE_RISK' });
  expect(answer.errors).toEqual([]);
  const [id, dueOn] = ['requestId', 'postApprovalDueOn'].map((field) =>
    String(at(answer.data, 'requestReidentification', field)),
  );
  return { id: id ?? '', dueOn: dueOn ?? '' };
}

async function listed(auditor: Caller, id: string): Promise<unknown> {
  const { data } = await auditor(
    '{ reidentificationRequests { id overdue decision decidedAt postApprovalDueOn } }',
  );
  return listAt(data, 'reidentificationRequests').find((one) => at(one, 'id') === id);
}

describe('the approval of what went ahead at once', () => {
  const plainPair = firstDay((date) => isPlain(date) && isPlain(plus(date, 1)));
  const friday = firstDay((date) => weekday(date) === 5 && isPlain(date) && isPlain(plus(date, 3)));
  const holiday = firstDay((date) => weekday(date) === 1 && isHoliday(date) && !isHoliday(plus(date, 1)));

  it.each([
    ['a working day, on the next', plainPair, plus(plainPair, 1)],
    ['a Friday, on Monday', friday, plus(friday, 3)],
    ['a Saturday, on Monday', plus(friday, 1), plus(friday, 3)],
    ['the Friday before a bank holiday, on Tuesday', plus(holiday, -3), plus(holiday, 1)],
  ])('is due after %s, and is late with the first minute of the day after', async (_when, asked, due) => {
    const own = await way.contactOf(OWN);
    const auditor = await way.officer();
    for (const time of ['00:00', '23:59']) {
      const { id, dueOn } = await askedAt(london(asked, time), own);
      expect([time, dueOn]).toEqual([time, due]);
      setTime(london(due, '23:59'));
      expect(await listed(auditor, id)).toMatchObject({ overdue: false, decision: null });
      setTime(london(plus(due, 1), '00:00'));
      expect(await listed(auditor, id)).toMatchObject({ overdue: true, decision: null });
    }
  });

  it('is in time in the last minute, and one that is late is still taken and shows its day', async () => {
    const own = await way.contactOf(OWN);
    const auditor = await way.officer();
    const due = plus(friday, 3);
    const [inTime, late] = [
      await askedAt(london(friday, '16:00'), own),
      await askedAt(london(friday, '16:01'), own),
    ];
    setTime(london(due, '23:59'));
    expect((await decide(auditor, inTime.id)).errors).toEqual([]);
    setTime(london(plus(due, 1), '00:00'));
    expect((await decide(auditor, late.id)).errors).toEqual([]);
    const days = await Promise.all(
      [inTime, late].map(async ({ id }) => dayIn(String(at(await listed(auditor, id), 'decidedAt')))),
    );
    expect(days).toEqual([due, plus(due, 1)]);
  });
});

/** The calendar date of an instant in London. */
const dayIn = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date(instant));
