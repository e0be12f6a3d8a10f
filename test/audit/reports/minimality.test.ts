import { minimality } from '../../../src/audit/reports/minimality';
import { draft } from '../drafts';
import { entry, MINIMUM, openReportLog, widerAnswer, type ReportLog } from './report-log';

let log: ReportLog;

beforeEach(async () => {
  log = await openReportLog();
}, 60_000);

afterEach(() => log.close());

describe('the minimality of wider answers', () => {
  it('is 100 % where each held name, date of birth and address alone, whatever others received', async () => {
    const withheld = entry('health', { outcome: 'WITHHELD', records: 0 });
    await log.write(
      widerAnswer(MINIMUM),
      widerAnswer([...MINIMUM, withheld]),
      widerAnswer([], 'school'),
      draft(),
    );
    const { rows, end } = await log.result(minimality);
    expect(end).toEqual({
      ok: true,
      totals: { answers: 3, minimal: 3, beyond: 0 },
      sentence: expect.stringMatching(/^100 % .*\(3 of 3\)/),
    });
    expect(rows).toMatchObject([
      { agency: 'housing', answers: 2, minimal: 2, values: 6, more: '', exceptions: '' },
      { agency: 'school', answers: 1, minimal: 1, values: 0 },
    ]);
  });

  it.each([
    ['a category left in clear', { outcome: 'CLEAR', records: 1 }],
    ['a category left in general terms, though there was no value', { outcome: 'GENERALISED', records: 0 }],
    ['values left of what was to be withheld', { outcome: 'WITHHELD', records: 2 }],
  ] as const)('is not met where %s, and the event is named', async (_what, changes) => {
    const [, beyond] = await log.write(
      widerAnswer(MINIMUM),
      widerAnswer([...MINIMUM, entry('health', changes)]),
    );
    const { rows, end } = await log.result(minimality);
    expect(end).toMatchObject({ ok: false, sentence: expect.stringMatching(/^50\.0 % .*\(1 of 2\)/) });
    expect(rows).toMatchObject([{ answers: 2, minimal: 1, more: 'health', exceptions: beyond }]);
  });

  it('is not claimed where no wider agency was answered', async () => {
    await log.write(draft({ entries: [entry('health')] }));
    expect((await log.result(minimality)).end).toMatchObject({
      ok: true,
      totals: { answers: 0 },
      sentence: 'No answer went to a wider agency.',
    });
  });
});
