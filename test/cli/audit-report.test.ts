import { parse } from 'csv-parse/sync';

import { createProgram } from '../../src/cli/program';
import { addAuditReport } from '../../src/cli/commands/audit-report';
import type { OpenReports } from '../../src/cli/commands/audit-report-opening';
import { entry, MINIMUM, openReportLog, widerAnswer, type ReportLog } from '../audit/reports/report-log';
import { run } from './terminal-double';

const FORMULA = '=HYPERLINK("http://example.org","x")';
const MARKUP = '<b>&"agency"</b>';

let log: ReportLog;

beforeAll(async () => {
  log = await openReportLog();
  await log.write(widerAnswer(MINIMUM), widerAnswer(MINIMUM, FORMULA), widerAnswer(MINIMUM, MARKUP));
}, 240_000);

afterAll(() => log.close());

/** Runs `audit report` on the log of this test. */
async function report(...args: readonly string[]): Promise<{ code?: number; out: string; err: string }> {
  const said: { code?: number; out: string; err: string } = { out: '', err: '' };
  const terminal = {
    environment: {},
    out: (text: string) => (said.out += text),
    err: (text: string) => (said.err += text),
    exit: (code: number) => (said.code = code),
  };
  const program = createProgram(terminal).exitOverride();
  const audit = program.command('on-this-log');
  addAuditReport(audit, terminal, (_terminal, work) => work(log.source satisfies OpenReports));
  await program.parseAsync(['on-this-log', 'report', '--by', 'auditor', ...args], { from: 'user' });
  return said;
}

describe('audit report', () => {
  it('is recorded before anything is read, with the names of the filters and not what they say', async () => {
    await report('minimality', '--agency', 'housing', '--from', '2026-01-01');
    const last = await log.source.db
      .selectFrom('audit_event')
      .select(['actor_user', 'payload'])
      .where('action', '=', 'READ_AUDIT')
      .orderBy('position', 'desc')
      .executeTakeFirstOrThrow();
    expect(last.actor_user).toBe('operator:auditor');
    expect(JSON.parse(last.payload)).toMatchObject({
      details: { report: 'minimality', filters: 'agency,from' },
    });
    expect(last.payload).not.toContain('housing');
  });

  it('says the result first, then the rows, and ends with exit code 0', async () => {
    const { code, out } = await report('R8');
    expect(code).toBe(0);
    expect(out.indexOf('100 % of the answers')).toBeLessThan(out.indexOf('housing'));
  });

  it('ends with exit code 1 when the result is not as it must be', async () => {
    await log.write(widerAnswer([entry('convictions')], 'school'));
    expect((await report('minimality', '--agency', 'school')).code).toBe(1);
    expect((await report('minimality', '--agency', 'housing')).code).toBe(0);
  });

  it('writes CSV in which no cell is a formula', async () => {
    const { out } = await report('minimality', '--format', 'csv');
    const rows: unknown = parse(out, { columns: true });
    expect(rows).toContainEqual(expect.objectContaining({ 'Recipient agency': `'${FORMULA}` }));
  });

  it('writes JSON with what it was narrowed by', async () => {
    const { out } = await report('minimality', '--agency', 'housing', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      report: 'minimality',
      ok: true,
      filter: { agency: 'housing' },
      rows: [{ agency: 'housing', answers: 1 }],
    });
  });

  it('writes a page in which nothing of the record is markup, and the table has caption and heads', async () => {
    const { out } = await report('minimality', '--format', 'html');
    expect(out).not.toContain(MARKUP);
    expect(out).toContain('&lt;b&gt;&amp;&quot;agency&quot;&lt;/b&gt;');
    expect(out).toMatch(/<html lang="en-GB">[^]*<h1>[^]*<caption[^]*<th scope="col">Recipient agency<\/th>/);
    expect(out).not.toMatch(/<script|src=|href=/);
  });

  it.each([
    [['bogus'], 'There is no report bogus'],
    [['minimality', '--category', 'health'], 'not --category'],
  ])('refuses %j and says what to do', async (args, sentence) => {
    const { code, err } = await report(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('refuses a time that means another instant on each machine', async () => {
    const { code, err } = await run(['audit', 'report', 'minimality', '--from', '2026-03-02T09:00']);
    expect([code, err]).toEqual([2, expect.stringContaining('2026-03-02T09:00:00Z')]);
  });

  it('lists every report with its question', async () => {
    expect((await run(['audit', 'report', 'list'])).out).toContain('R8\tminimality\tDid any wider agency');
  });
});
