import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openProbation, realCases } from '../../../adapters/samples/probation';
import { issueHandle } from '../../../adapters/shared/handles';
import { packageRoot } from '../../../adapters/shared/package-root';
import type { AgencyRecord } from '../../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../../src/domain/data-category';
import { NO_FIELDS } from '../../../src/domain/field-tree';

const realData = join(resolve(packageRoot(), process.env.SHARED_DATA ?? '../shared'), 'real');
const present = existsSync(join(realData, 'hmpps-integration'));
const given = present ? describe : describe.skip;

given(`the published probation fixtures${present ? '' : ' (skipped: no shared data folder)'}`, () => {
  const handleSecret = Buffer.from('a secret of the real data tests');
  const all = new Map(RECORD_CATEGORIES.map((field) => [field, NO_FIELDS]));
  let crns: readonly string[] = [];
  let records: readonly AgencyRecord[] = [];

  beforeAll(async () => {
    crns = (await realCases(realData)).map(({ crn }) => crn);
    const source = await openProbation({
      dataFolder: '',
      realData,
      handleSecret,
      clock: { now: () => new Date('2026-01-12T09:00:00Z') },
    });
    const read = await source.read(
      crns.map((crn) => issueHandle(handleSecret, crn)),
      all,
    );
    records = [...read.values()];
    await source.close();
  });

  it('hold seven cases, of which the two limited ones look unknown', () => {
    expect(crns).toHaveLength(7);
    expect(records).toHaveLength(5);
  });

  it('give each open case its offences, one child protection register and one warrant', () => {
    for (const record of records) {
      const kinds = (record.convictions ?? []).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'supervision')).toHaveLength(2);
      expect(kinds.filter((kind) => kind?.endsWith('offence'))).toHaveLength(5);
      expect(kinds.filter((kind) => kind === 'court appearance')).toHaveLength(4);
      expect(kinds.filter((kind) => kind === 'MAPPA')).toHaveLength(1);
      expect(record.safeguardingConcerns).toHaveLength(1);
      expect(record.investigations).toHaveLength(1);
      expect(record.practitioners).toHaveLength(1);
      expect(record.addresses).toHaveLength(1);
    }
  });

  it('never show a national identifier of the police or prisons outside convictions', () => {
    for (const { convictions, ...rest } of records) {
      expect(JSON.stringify(convictions)).toMatch(/\d{4}\/\d{5,7}[A-Z]/);
      expect(JSON.stringify(rest)).not.toMatch(/\d{4}\/\d{5,7}[A-Z]|123456\/24A|\b[A-Z]\d{4}[A-Z]{2}\b/);
    }
  });

  it('leave out the placeholder age and start date that no record can have', () => {
    expect(records.map(({ age }) => age).sort()).toEqual([56, null, null, null, null]);
    const mappa = records
      .flatMap(({ convictions }) => convictions ?? [])
      .filter(({ kind }) => kind === 'MAPPA');
    expect(mappa.every(({ from }) => from === null)).toBe(true);
  });
});
