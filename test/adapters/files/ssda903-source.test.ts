import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSsda903Source, type ReturnRead } from '../../../adapters/files/index';
import { issueHandle } from '../../../adapters/shared/handles';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { Statement } from '../../../src/domain/contract.generated';
import { describeWithRealData, REAL_DATA } from '../real-data';

const handleSecret = Buffer.alloc(32, 5);
const clock = { now: () => new Date('2026-11-02T09:00:00Z') };
const treeOf = (fields: Iterable<string>): FieldTree =>
  new Map([...fields].map((field) => [field, NO_FIELDS]));
const codes = (statements: AgencyRecord['health']): unknown => statements?.map(({ code }: Statement) => code);

const FILES = {
  'header.csv':
    '\uFEFFCHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\nA1,2,14/03/2009,MWBC,Z900000000001,1,02/02/2026\r\nB2,1,31/02/2015,XXXX,Z900000000002,,\r\n',
  'episodes.csv': [
    'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
    'A1,01/02/2024,S,C2,N1,U4,PR1,01/06/2025,X1,PLACE,ZZ1 1AA,ZZ2 2BB,1',
    'A1,01/06/2025,L,J1,N6,R5,PR4,01/09/2026,E9,,,ZZ3 3DD,2',
    'B2,05/05/2025,S,V2,N2,U1',
    '',
  ].join('\n'),
  'oc2.csv':
    'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE\nA1,14/03/2009,21,,1,0,1,0,0,1\nB2,,,,0,0,0,0,0,0\n',
  'missing.csv': 'CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,14/03/2009,M,03/03/2025,05/03/2025\n',
};

describe('looked-after return source', () => {
  let folder: string;
  let source: AgencySource;
  const reads: ReturnRead[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ssda903-'));
    for (const [name, content] of Object.entries(FILES)) await writeFile(join(folder, name), content);
    source = await openSsda903Source(
      { agency: 'council', folder, handleSecret },
      { clock, onRead: (read) => reads.push(read) },
    );
  });
  beforeEach(() => reads.splice(0));
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (child: string, ...fields: string[]): Promise<AgencyRecord> => {
    const handle = issueHandle(handleSecret, child);
    const record = (await source.read([handle], treeOf(fields))).get(handle);
    if (!record) throw new Error('The child is not there.');
    return record;
  };

  it('reads the files and columns asked for and no others', async () => {
    await read('A1', 'dateOfBirth', 'legalStatuses');
    expect(reads).toEqual([
      { file: 'header.csv', columns: ['CHILD', 'DOB'] },
      { file: 'episodes.csv', columns: ['CHILD', 'DECOM', 'DEC', 'LS'] },
    ]);
  });

  it('offers no name and never reads the pupil number', async () => {
    expect(source.offers.has('name')).toBe(false);
    const record = await read('A1', ...source.offers, 'name', 'nhsNumber');
    expect(record).not.toHaveProperty('name');
    expect(JSON.stringify(record)).not.toContain('Z9000');
    expect(reads.flatMap(({ columns }) => columns)).not.toContain('UPN');
  });

  it('puts codes into words and dates into ISO 8601', async () => {
    expect(await read('A1', 'dateOfBirth', 'age', 'gender', 'ethnicity')).toMatchObject({
      dateOfBirth: '2009-03-14',
      age: 17,
      gender: 'female',
      ethnicity: { code: 'MWBC', codeSystem: 'SSDA903', description: 'White and Black Caribbean' },
    });
    expect(await read('B2', 'dateOfBirth', 'age', 'ethnicity')).toMatchObject({
      dateOfBirth: null,
      age: null,
      ethnicity: { code: 'XXXX', description: null },
    });
  });

  it('answers what tells of an offence as convictions and nowhere else', async () => {
    const record = await read('A1', 'legalStatuses', 'involvements', 'convictions');
    expect(codes(record.legalStatuses)).toEqual(['C2']);
    expect(codes(record.involvements)).toEqual(['U4']);
    expect(codes(record.convictions)).toEqual(['CONVICTED', 'J1', 'R5', 'E9']);
    expect((await read('B2', 'convictions')).convictions).toEqual([]);
  });

  it('answers outcome indicators as health, and the questionnaire as opinion', async () => {
    const { health } = await read('A1', 'health');
    expect(health?.map(({ code, assertion }) => [code, assertion])).toEqual([
      ['IMMUNISATIONS', 'FACT'],
      ['SUBSTANCE_MISUSE', 'FACT'],
      ['SDQ_SCORE', 'OPINION'],
    ]);
  });

  it('answers missing episodes and categories of need as safeguarding concerns', async () => {
    const { safeguardingConcerns } = await read('A1', 'safeguardingConcerns');
    expect(safeguardingConcerns?.map(({ code, from }) => [code, from])).toEqual([
      ['N1', '2024-02-01'],
      ['N6', '2025-06-01'],
      ['M', '2025-03-03'],
    ]);
  });

  it('tells home from placement and knows the child of a young mother', async () => {
    const { addresses, familyMembers } = await read('A1', 'addresses', 'familyMembers');
    expect(addresses?.map(({ kind, postcode }) => [kind, postcode])).toEqual([
      ['home', 'ZZ1 1AA'],
      ['placement', 'ZZ2 2BB'],
      ['placement', 'ZZ3 3DD'],
    ]);
    expect(familyMembers).toEqual([
      expect.objectContaining({ relationship: 'child', dateOfBirth: '2026-02-02' }),
    ]);
  });

  it('reads short rows and does without a file that the return lacks', async () => {
    const { involvements, addresses } = await read('B2', 'involvements', 'addresses');
    expect(codes(involvements)).toEqual(['U1']);
    expect(addresses).toEqual([]);
  });

  it('lets the staff find a child by the return’s own id or by date of birth', async () => {
    const handle = issueHandle(handleSecret, 'A1');
    const match = { handle, name: 'A1', dateOfBirth: '2009-03-14', address: null };
    expect(await source.search({ name: 'a1' })).toEqual([match]);
    expect(await source.search({ dateOfBirth: '2009-03-14' })).toEqual([match]);
  });

  it('refuses a folder without a return', async () => {
    const missing = { agency: 'council', folder: join(folder, 'none'), handleSecret };
    await expect(openSsda903Source(missing, { clock })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describeWithRealData('looked-after return source on real files', () => {
  const folder = join(REAL_DATA, 'csc-ssda903', 'tests', 'fake_data');

  it('reads all 2,675 children with their 5,050 episodes and 12,582 reviews', async () => {
    const source = await openSsda903Source({ agency: 'council', folder, handleSecret }, { clock });
    const lines = (await readFile(join(folder, 'header.csv'), 'utf8')).trim().split('\n').slice(1);
    const handles = lines.map((line) => issueHandle(handleSecret, line.split(',')[0] ?? ''));
    const records = [...(await source.read(handles, treeOf(source.offers))).values()];
    expect(records).toHaveLength(2_675);

    const involvements = records.flatMap((record) => record.involvements ?? []);
    const convictions = records.flatMap((record) => record.convictions ?? []);
    const legalStatuses = records.flatMap((record) => record.legalStatuses ?? []);
    const offencePlacements = convictions.filter(({ code }) => code === 'R5').length;
    expect(involvements.filter(({ kind }) => kind === 'review')).toHaveLength(12_582);
    expect(involvements.filter(({ kind }) => kind === 'episode').length + offencePlacements).toBe(5_050);
    expect(convictions.filter(({ code }) => code === 'CONVICTED')).toHaveLength(1_306);
    expect(legalStatuses.length + convictions.filter(({ code }) => code?.startsWith('J')).length).toBe(5_050);
    expect(legalStatuses.filter(({ code }) => code?.startsWith('J'))).toEqual([]);
    expect(records.filter(({ dateOfBirth }) => dateOfBirth !== null)).toHaveLength(2_675);
  });
});
