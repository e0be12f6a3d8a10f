import {
  findReport,
  QUESTIONS,
  REPORTS,
  type AuditDraft,
  type AuditEntry,
  type ReportFilter,
  type ReportResult,
} from '../../../src/audit';
import type { AgencyId, PackKey, PartnershipId, UserId } from '../../../src/domain/ids';
import { draft } from '../drafts';
import { entry, openReportLog, type ReportLog } from './report-log';

const SUBJECT = 'S-ABCDEF';
const PACKS = 'lancashire';
let log: ReportLog;
let offenceEvent: string;

/** An answer for a safeguarding practice review under the pack of the tests, with the facts of an ordinary decision. */
const answer = (entries: readonly AuditEntry[], changes: Partial<AuditDraft> = {}): AuditDraft => {
  const pack = log.source.packs.find(({ key }) => key === PACKS);
  return draft({
    purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
    pack: pack ? { key: pack.key, version: pack.version, digest: pack.digest } : null,
    details: { facts: 'packInForce,trainingInDate,ukNetwork', agreement: 'NOT_NEEDED' },
    entries,
    ...changes,
  });
};

const by = (user: string, agency = 'trust'): Pick<AuditDraft, 'actor'> => ({
  actor: { user: user as UserId, agency: agency as AgencyId, roles: ['AGENCY_CONTACT'] },
});

async function run(name: string, filter: ReportFilter = {}): Promise<ReportResult> {
  const found = findReport(name);
  if (found === undefined) throw new Error(`no report ${name}`);
  return log.result(found, filter);
}

beforeAll(async () => {
  log = await openReportLog();
  const police = { agency: 'police' as AgencyId };
  const health = entry('health', { agency: 'council' as AgencyId, clause: 'a', records: 3 });
  const conviction = entry('convictions', { ...police, outcome: 'CLEAR', clause: 'd', records: 2 });
  const withheld = entry('religion', { outcome: 'WITHHELD', records: 0, clause: 'n' });
  await log.write(answer([health, withheld], by('nurse')));
  [offenceEvent = ''] = await log.write(answer([conviction], by('nurse')));
  await log.write(
    answer([{ ...health, subject: 'S-OTHER' }], { ...by('officer', 'school'), outcome: 'PARTIAL' }),
    answer([{ ...withheld }], {
      ...by('abroad'),
      details: { facts: 'packInForce,trainingInDate', agreement: 'NOT_NEEDED', gate: 'UK_NETWORK' },
    }),
    draft({
      ...by('lapsed'),
      action: 'DENIED',
      outcome: 'DENIED',
      code: 'TRAINING_OUT_OF_DATE',
      entries: [],
      pack: null,
    }),
    answer([health], { ...by('nurse'), details: { ...answer([]).details, 'status:police': 'REFUSED' } }),
    draft({
      action: 'ANSWER_CONTACT_CHECK',
      entries: [],
      pack: null,
      details: { outcome: 'UNABLE_TO_SEARCH' },
    }),
    draft({ action: 'RECORD_CONDITION', entries: [], pack: null, details: { condition: 'OFFENCE_BASIS' } }),
    draft({
      action: 'READ_AUDIT',
      ...by('auditor', 'unit'),
      entries: [],
      partnership: null,
      details: { report: 'ledger' },
    }),
  );
}, 240_000);

afterAll(() => log.close());

describe('the reports', () => {
  it('answer each of the fifteen questions by name', () => {
    expect(QUESTIONS.map(({ number }) => number)).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    );
    expect(
      QUESTIONS.flatMap(({ reports }) => reports.filter((name) => findReport(name) === undefined)),
    ).toEqual([]);
    expect(new Set(REPORTS.flatMap(({ name, code }) => [name, code.toLowerCase()])).size).toBe(
      REPORTS.length * 2,
    );
  });

  it('have a cell for each of their columns and no other, and say their result in sentences', async () => {
    for (const one of REPORTS) {
      const filter: ReportFilter = { from: new Date(0), to: new Date('2100-01-01'), event: offenceEvent };
      const { rows, end } = await log.result(one, filter);
      const columns = one.columns.map(({ key }) => key).sort();
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns);
      expect([one.name, end.sentence]).toEqual([one.name, expect.stringMatching(/^.+\.$/)]);
    }
  });

  it('list who received what, when and on which law, narrowed to the entries that were asked for', async () => {
    const { rows, end } = await run('ledger', { category: 'health', subject: SUBJECT });
    expect(end.totals).toMatchObject({ answers: 2, users: 1, agencies: 1, subjects: 1, values: 6 });
    expect(rows).toMatchObject([
      {
        user: 'nurse',
        source: 'council',
        categories: 'health CLEAR 3',
        basis: 'UK GDPR 6(1)(e); 9(2)(g)',
        clauses: 'a',
      },
      {},
    ]);
    expect((await run('user', { user: 'nobody' as UserId })).end.sentence).toBe(
      'Nobody received data under the account nobody.',
    );
  });

  it('hold criminal offence data against the pack of that day', async () => {
    const { rows, end } = await run('offence');
    expect(end.ok).toBe(rows.every(({ verdict }) => verdict !== 'NOT PERMITTED'));
    expect(rows).toMatchObject([{ category: 'convictions', event: offenceEvent, verdict: 'permitted' }]);
    const unit = { standing: 'WIDER', purpose: 'CONTACT_CHECK', review: null } as const;
    const beyond = entry('convictions', { agency: 'police' as AgencyId });
    await log.write(answer([beyond], { ...unit, partnership: 'elsewhere' as PartnershipId }));
    const elsewhere = await run('offence', { partnerships: ['elsewhere' as PartnershipId] });
    expect(elsewhere.end).toMatchObject({ ok: false, totals: { uses: 1, notPermitted: 1 } });
  });

  it('say of a pack that is not the text of that day that it is not, and judge nothing by it', async () => {
    const pack = { key: PACKS as PackKey, version: '1.0.0', digest: 'ab'.repeat(32) };
    const entries = [entry('investigations', { agency: 'police' as AgencyId })];
    const [event] = await log.write(answer(entries, { pack, partnership: 'southshire' as PartnershipId }));
    const { end } = await run('pack-of-the-day', { event: event ?? '' });
    expect(end).toMatchObject({ ok: false, sentence: expect.stringContaining('not the text of that day') });
    const offence = await run('offence', { partnerships: ['southshire' as PartnershipId] });
    expect(offence.rows).toMatchObject([{ verdict: 'pack of that day not at hand' }]);
  });

  it('quote what the pack of that day said, with who signed it', async () => {
    const { rows, end } = await run('pack-of-the-day', { event: offenceEvent });
    expect(end).toMatchObject({
      ok: true,
      sentence: expect.stringMatching(/lancashire 1\.0\.0 .* signed by .*Data protection officer/),
    });
    expect(rows).toMatchObject([{ category: 'convictions', recorded: 'CLEAR', clause: 'd' }]);
  });

  it('list refusals with error code or gate, and withheld cells where they are asked for', async () => {
    const { rows } = await run('denied');
    expect(rows.map(({ user, why }) => `${String(user)}: ${String(why)}`)).toEqual([
      'abroad: gate UK_NETWORK',
      'lapsed: TRAINING_OUT_OF_DATE',
    ]);
    const withheld = await run('denied', { category: 'religion', user: 'nurse' as UserId });
    expect(withheld.rows).toMatchObject([{ what: 'religion', why: 'lancashire clause n' }]);
    expect((await run('fitness')).end).toMatchObject({ ok: true, totals: { refused: 2, answered: 0 } });
  });

  it('find an answer that was given in spite of training or place', async () => {
    const details = { facts: 'packInForce,ukNetwork', agreement: 'NOT_NEEDED' };
    const partnership = 'westshire' as PartnershipId;
    await log.write(answer([entry('name')], { details, partnership }));
    const { rows, end } = await run('fitness', { partnerships: [partnership] });
    expect(end.ok).toBe(false);
    expect(rows).toMatchObject([{ what: 'training out of date', result: 'ANSWERED' }]);
  });

  it('name who had what was corrected, and who has not received it since', async () => {
    const filter = { source: 'council' as AgencyId, category: 'health' } as const;
    const { rows: all } = await run('ledger', filter);
    const second = new Date(String(all[1]?.at));
    const { rows, end } = await run('corrections', { ...filter, from: second });
    expect(rows).toMatchObject([{ user: 'nurse', answersBefore: 1, told: 'yes' }]);
    expect(end.ok).toBe(true);
    const later = await run('corrections', { ...filter, from: new Date('2100-01-01') });
    expect(later.end).toMatchObject({ ok: false, totals: { recipients: 2, notTold: 2 } });
  });

  it('count what agencies refused and could not search', async () => {
    const { rows } = await run('agency-refusals');
    expect(rows).toMatchObject([
      { source: 'police', reason: 'REFUSED', times: 1 },
      { source: 'trust', reason: 'UNABLE_TO_SEARCH', times: 1 },
    ]);
  });

  it('say which people and fields were exposed, and which controllers must answer about one of them', async () => {
    const window = { from: new Date(0), to: new Date('2100-01-01') };
    const { rows, end } = await run('exposure', { ...window, agency: 'school' as AgencyId });
    expect(end.totals).toEqual({ subjects: 1, values: 3, recipients: 1, answers: 1 });
    expect(rows).toMatchObject([{ subject: 'S-OTHER', categories: 'health', users: 'officer' }]);
    const { rows: held } = await run('controllers', { subject: 'S-OTHER' });
    expect(held).toMatchObject([{ source: 'council', categories: 'health', thirdParties: '', values: 3 }]);
  });

  it('verify the logs and name who read them', async () => {
    expect((await run('integrity')).end).toMatchObject({ ok: true });
    const one = await run('integrity', { partnerships: [null] });
    expect(one.rows.map(({ log: name }) => name)).toEqual(['gateway']);
    expect((await run('audit-reads')).rows).toMatchObject([{ user: 'auditor', what: 'READ_AUDIT ledger' }]);
  });

  it('draw the record of processing up from the packs in force', async () => {
    const { rows, end } = await run('processing');
    expect(end.totals['activities']).toBe(rows.length);
    expect(rows).toContainEqual(
      expect.objectContaining({
        controller: 'Lancashire County Council',
        purpose: 'CONTACT_CHECK',
        categories: expect.stringContaining('name, dateOfBirth, addresses'),
        article6: expect.stringMatching(/^6\(1\)/),
      }),
    );
  });
});
