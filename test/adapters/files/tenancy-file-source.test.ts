import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTenancyFileSource, type TenancyFileRead } from '../../../adapters/files/index';
import { issueHandle } from '../../../adapters/shared/handles';
import type { AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';

const handleSecret = Buffer.alloc(32, 6);
const treeOf = (...fields: string[]): FieldTree => new Map(fields.map((field) => [field, NO_FIELDS]));

const content = {
  tenants: [
    {
      tenantRef: 'T1',
      forename: 'Zoë',
      surname: 'Nowak-Hill',
      dateOfBirth: '1991-04-05',
      telephone: '01632 960001',
    },
    { tenantRef: 'T2', forename: null, surname: '', dateOfBirth: 'unknown' },
    { surname: 'Without reference' },
  ],
  tenancies: [
    {
      tenancyRef: 'N1',
      tenantRefs: ['T1', 'T2'],
      property: { uprn: '999900010001', addressLines: ['2 Chapel Row', 'Zedbridge'], postcode: 'ZZ4 4EE' },
      tenure: 'Assured tenancy',
      status: 'ended',
      startDate: '2019-01-01',
      endDate: '2024-06-30',
    },
    { tenancyRef: 'N2' },
  ],
  notes: [
    {
      noteRef: 'X1',
      tenantRef: 'T1',
      type: 'safeguarding concern',
      date: '2023-03-03',
      text: 'Officer thought that the flat was unsafe.',
      basis: 'opinion',
      corrections: [{ date: '2023-03-09', text: 'The wiring had been passed on 1 March.' }],
    },
  ],
};

describe('tenancy file source', () => {
  let folder: string;
  let file: string;
  let source: AgencySource;
  const reads: TenancyFileRead[] = [];
  const handle = issueHandle(handleSecret, 'T1');
  const other = issueHandle(handleSecret, 'T2');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenancies-'));
    file = join(folder, 'tenancies.json');
    await writeFile(file, JSON.stringify(content));
    source = await openTenancyFileSource(
      { agency: 'housing', file, handleSecret },
      { onRead: (read) => reads.push(read) },
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each<[string, readonly string[], readonly string[]]>([
    ['who it is', ['name', 'dateOfBirth', 'contactDetails'], ['tenants']],
    ['where they lived', ['addresses', 'involvements'], ['tenancies']],
    ['what was noted', ['safeguardingConcerns'], ['notes']],
    ['what it does not offer', ['convictions'], []],
  ])(
    'parses of the file, asked %s, the lists that answer it and no other',
    async (_what, fields, sections) => {
      reads.splice(0);
      const record = (await source.read([handle], treeOf(...fields))).get(handle);
      expect(reads).toEqual([{ sections }]);
      const offered = fields.filter((field) => source.offers.has(field));
      expect(Object.keys(record ?? {}).sort()).toEqual(['handle', ...offered].sort());
    },
  );

  it('answers a tenant with address and tenancy', async () => {
    const records = await source.read(
      [handle],
      treeOf('name', 'dateOfBirth', 'addresses', 'contactDetails', 'involvements'),
    );
    expect(records.get(handle)).toMatchObject({
      handle,
      name: 'Zoë Nowak-Hill',
      dateOfBirth: '1991-04-05',
      addresses: [
        { lines: ['2 Chapel Row', 'Zedbridge'], postcode: 'ZZ4 4EE', uprn: '999900010001', to: '2024-06-30' },
      ],
      contactDetails: [{ kind: 'telephone', value: '01632 960001' }],
      involvements: [
        { kind: 'tenancy', description: 'Assured tenancy', status: 'ended', from: '2019-01-01' },
      ],
    });
  });

  it('serves a correction with the note that it corrects, and the note as the opinion that it is', async () => {
    const concerns = (await source.read([handle], treeOf('safeguardingConcerns'))).get(
      handle,
    )?.safeguardingConcerns;
    expect(concerns).toEqual([
      expect.objectContaining({
        assertion: 'OPINION',
        addenda: [{ recordedOn: '2023-03-09', text: 'The wiring had been passed on 1 March.' }],
      }),
    ]);
  });

  it('leaves out what the file does not say', async () => {
    const record = (await source.read([other], treeOf('name', 'dateOfBirth', 'safeguardingConcerns'))).get(
      other,
    );
    expect(record).toEqual({ handle: other, name: null, dateOfBirth: null, safeguardingConcerns: [] });
  });

  it('finds a name without regard to accents, case and hyphens', async () => {
    expect((await source.search({ name: 'ZOE hill' })).map((match) => match.handle)).toEqual([handle]);
    expect(await source.search({ name: 'Zoë Other' })).toEqual([]);
    expect(await source.search({ name: 'Zoë', dateOfBirth: '1991-04-06' })).toEqual([]);
  });

  it('refuses a file that is missing or not in its form when it opens', async () => {
    const missing = { agency: 'housing', file: join(folder, 'none.json'), handleSecret };
    await expect(openTenancyFileSource(missing)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await writeFile(join(folder, 'bad.json'), '[1, 2');
    const bad = { agency: 'housing', file: join(folder, 'bad.json'), handleSecret };
    await expect(openTenancyFileSource(bad)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('fails without naming anybody when the file turns bad later', async () => {
    const later = join(folder, 'later.json');
    await writeFile(later, JSON.stringify(content));
    const opened = await openTenancyFileSource({ agency: 'housing', file: later, handleSecret });
    await writeFile(later, '{"tenants": "Nowak-Hill"}');
    const failure = await opened.read([handle], treeOf('name')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'INTERNAL' });
    expect(String(failure)).not.toContain('Nowak');
  });
});
