import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openCouncil } from '../../../adapters/samples/council';
import { issueHandle } from '../../../adapters/shared/handles';
import { packageRoot } from '../../../adapters/shared/package-root';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../../src/domain/data-category';
import { NO_FIELDS } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';

const realData = join(resolve(packageRoot(), process.env.SHARED_DATA ?? '../shared'), 'real');
const present = existsSync(join(realData, 'la-social-care-hackney'));
const given = present ? describe : describe.skip;

given(`the published social care database${present ? '' : ' (skipped: no shared data folder)'}`, () => {
  const handleSecret = Buffer.from('a secret of the real data tests');
  const all = new Map(RECORD_CATEGORIES.map((field) => [field, NO_FIELDS]));
  const handleOf = (key: number): RecordHandle => issueHandle(handleSecret, String(key));
  const OPEN = [7, 70, 97, 19, 35, 50000362, 50000014, 50000015];
  const RESTRICTED = [78, 71, 26, 21, 88, 20];
  let source: AgencySource;
  let records: readonly AgencyRecord[] = [];

  beforeAll(async () => {
    const clock = { now: () => new Date('2026-01-12T09:00:00Z') };
    source = await openCouncil({ dataFolder: '', realData, handleSecret, clock });
    records = [...(await source.read([...OPEN, ...RESTRICTED].map(handleOf), all)).values()];
  });
  afterAll(() => source.close());

  const total = (field: 'addresses' | 'contactDetails' | 'involvements' | 'practitioners'): number =>
    records.reduce((sum, record) => sum + (record[field]?.length ?? 0), 0);

  it('holds fourteen people, of whom the six restricted ones look unknown', () => {
    expect(records.map(({ handle }) => handle).sort()).toEqual(OPEN.map(handleOf).sort());
  });

  it('gives the addresses, contact details and allocations of the open records', () => {
    expect(total('addresses')).toBe(6);
    expect(
      records
        .flatMap(({ contactDetails }) => contactDetails ?? [])
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([
      ...Array<string>(5).fill('email'),
      ...Array<string>(5).fill('language'),
      ...Array<string>(4).fill('telephone'),
    ]);
    expect(total('involvements')).toBe(3);
    expect(total('practitioners')).toBe(3);
  });

  it('believes no death before birth, and gives every NHS number that is held, right or wrong', () => {
    const older = records.filter(({ age }) => age !== null && age !== undefined);
    expect(older).toHaveLength(8);
    const numbers = records.flatMap(({ nhsNumber }) => nhsNumber ?? []);
    expect(numbers).toHaveLength(5);
    for (const number of numbers) expect(number).toMatch(/^\d+$/);
  });

  it('reads an ethnicity and a religion for the five people who have one', () => {
    expect(records.filter(({ ethnicity }) => ethnicity?.description)).toHaveLength(5);
    expect(records.filter(({ religion }) => religion?.description)).toHaveLength(5);
  });
});
