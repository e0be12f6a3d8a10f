import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFhirSource, type FhirRead, type FhirSkipped } from '../../../adapters/fhir/index';
import { issueHandle } from '../../../adapters/shared/handles';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import { GatewayError } from '../../../src/errors/gateway-error';

const handleSecret = Buffer.alloc(32, 3);
const clock = { now: () => new Date('2026-11-02T09:00:00Z') };
const treeOf = (...fields: string[]): FieldTree => new Map(fields.map((field) => [field, NO_FIELDS]));
const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
});
const subject = { reference: 'Patient/p1' };

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '999 000 0018' }],
  name: [
    { use: 'maiden', family: 'Before', given: ['Ada'] },
    { use: 'usual', family: 'Known', given: ['Addie'] },
    { use: 'official', family: 'Tester', given: ['Ada', 'May'], prefix: ['Ms'] },
  ],
  birthDate: '1990-02-31',
  telecom: [{ system: 'phone', value: '07700 900123' }, { system: 'fax', value: '1' }, 'not an object'],
  address: [{ use: 'home', line: ['1 Weir Street', ''], city: 'Zedminster', postalCode: 'NOT A POSTCODE' }],
  contact: [{ name: { text: 'Grace Tester' }, relationship: [{ text: 'Mother' }] }],
  gender: 7,
};

const conditions = [
  {
    resourceType: 'Condition',
    id: 'c1',
    subject,
    code: snomed('195967001', 'Asthma'),
    onsetDateTime: '2020-05',
  },
  {
    resourceType: 'Condition',
    id: 'c2',
    subject,
    code: snomed('84757009', 'Epilepsy'),
    verificationStatus: { coding: [{ code: 'provisional' }] },
    note: [{ text: 'Query after one fit.' }],
  },
  { resourceType: 'Condition', id: 'c3', subject, code: snomed('266948004', 'Has a criminal record') },
  {
    resourceType: 'Condition',
    id: 'c4',
    subject,
    code: snomed('706893006', 'Victim of intimate partner abuse'),
  },
  {
    resourceType: 'Condition',
    id: 'c5',
    subject,
    code: snomed('44054006', 'Diabetes'),
    verificationStatus: { coding: [{ code: 'entered-in-error' }] },
  },
  {
    resourceType: 'Condition',
    id: 'c6',
    subject,
    code: snomed('86406008', 'Human immunodeficiency virus infection'),
    meta: { security: [{ code: 'V' }] },
  },
  {
    resourceType: 'Condition',
    id: 'c7',
    subject: { reference: 'Patient/p2' },
    code: snomed('1', 'Of somebody else'),
  },
];

const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  subject: { reference: 'https://trust.example/fhir/Patient/p1' },
  status: 'finished',
  type: [{ text: 'Emergency visit' }],
  period: { start: '2026-01-02T23:30:00+00:00', end: 'later' },
  reasonCode: [snomed('195967001', 'Asthma'), snomed('266948004', 'Has a criminal record')],
  participant: [{ individual: { display: 'Dr Ruth Satterthwaite' } }, {}],
  serviceProvider: { display: 'Emergency Department' },
};

const restricted = {
  resourceType: 'Patient',
  id: 'p2',
  name: [{ text: 'Hidden Person' }],
  birthDate: '1980-01-01',
};
const ndjson = (...lines: unknown[]): string => lines.map((line) => JSON.stringify(line)).join('\n');

describe('FHIR source', () => {
  let folder: string;
  let source: AgencySource;
  const reads: FhirRead[] = [];
  const skipped: FhirSkipped[] = [];
  const handle = issueHandle(handleSecret, 'p1');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fhir-'));
    await writeFile(
      join(folder, 'Patient.000.ndjson'),
      `${ndjson(patient, restricted)}\n{ broken\n\n"text"\n`,
    );
    await writeFile(join(folder, 'Condition.000.ndjson'), ndjson(...conditions));
    await writeFile(join(folder, 'Condition.001.ndjson'), ndjson(conditions[0]));
    await writeFile(join(folder, 'Encounter.000.ndjson'), ndjson(encounter));
    await writeFile(join(folder, 'Device.000.ndjson'), 'this type is never opened');
    const secretCopy = { ...restricted, meta: { security: [{ code: 'R' }] } };
    const entry = [
      { resource: secretCopy },
      { resource: { resourceType: 'Patient', id: 'p3', birthDate: '2001' } },
    ];
    await writeFile(join(folder, 'bundle.json'), JSON.stringify({ resourceType: 'Bundle', entry }));
    source = await openFhirSource(
      { agency: 'trust', folders: [folder], handleSecret },
      { clock, onRead: (read) => reads.push(read), onSkipped: (one) => skipped.push(one) },
    );
  });
  beforeEach(() => reads.splice(0));
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (...fields: string[]): Promise<AgencyRecord> => {
    const record = (await source.read([handle], treeOf(...fields))).get(handle);
    if (!record) throw new Error('p1 is not there');
    return record;
  };

  it('opens the files of the resource types asked for and reads the patient’s resources alone', async () => {
    await read('safeguardingConcerns');
    expect(reads).toEqual([
      { file: 'Condition.000.ndjson', resourceType: 'Condition', resources: 5 },
      { file: 'Condition.001.ndjson', resourceType: 'Condition', resources: 1 },
    ]);
  });

  it('reports lines that are not FHIR instead of dropping them in silence', () => {
    expect(skipped).toEqual([{ file: 'Patient.000.ndjson', entries: 2 }]);
  });

  it('opens no file for a field that it does not offer', async () => {
    expect(await read('investigations')).toEqual({ handle });
    expect(reads).toEqual([]);
  });

  it('takes the official name and leaves out what is not as the standard says', async () => {
    expect(
      await read('name', 'dateOfBirth', 'age', 'gender', 'nhsNumber', 'contactDetails', 'addresses'),
    ).toEqual({
      handle,
      name: 'Ada May Tester',
      dateOfBirth: null,
      age: null,
      gender: null,
      nhsNumber: '9990000018',
      contactDetails: [{ kind: 'telephone', value: '07700 900123' }],
      addresses: [
        {
          lines: ['1 Weir Street', 'Zedminster'],
          postcode: 'NOT A POSTCODE',
          uprn: null,
          kind: 'home',
          from: null,
          to: null,
        },
      ],
    });
  });

  it('states an unconfirmed diagnosis as opinion and every resource once', async () => {
    const { health } = await read('health');
    expect(
      health?.map(({ description, assertion, narrative }) => [description, assertion, narrative]),
    ).toEqual([
      ['Asthma', 'FACT', null],
      ['Epilepsy', 'OPINION', 'Query after one fit.'],
    ]);
    expect(health?.[0]).toMatchObject({ kind: 'condition', code: '195967001', from: '2020-05' });
  });

  it('keeps offence data and safeguarding concerns out of health', async () => {
    const record = await read('convictions', 'safeguardingConcerns');
    expect(record.convictions?.map(({ description }) => description)).toEqual(['Has a criminal record']);
    expect(record.safeguardingConcerns?.map(({ description }) => description)).toEqual([
      'Victim of intimate partner abuse',
    ]);
  });

  it('tells an encounter with service, dates and reason, without a reason that is offence data', async () => {
    const { involvements, practitioners } = await read('involvements', 'practitioners');
    expect(involvements).toEqual([
      expect.objectContaining({
        kind: 'encounter',
        description: 'Emergency visit',
        narrative: 'Reason: Asthma',
        service: 'Emergency Department',
        from: '2026-01-02',
        to: null,
      }),
    ]);
    expect(practitioners).toEqual([
      expect.objectContaining({ name: 'Dr Ruth Satterthwaite', organisation: 'Emergency Department' }),
    ]);
  });

  it('takes family members from the contacts of the record', async () => {
    expect((await read('familyMembers')).familyMembers).toEqual([
      expect.objectContaining({
        name: 'Grace Tester',
        relationship: 'Mother',
        assertion: 'FACT',
        addenda: [],
      }),
    ]);
  });

  it('treats a patient as unknown when any copy of the record is restricted', async () => {
    expect(await source.read([issueHandle(handleSecret, 'p2')], treeOf('name', 'health'))).toEqual(new Map());
    expect(await source.search({ name: 'Hidden' })).toEqual([]);
  });

  it('reads patients of a Bundle, as far as their data go', async () => {
    const third = issueHandle(handleSecret, 'p3');
    const records = await source.read([third], treeOf('name', 'dateOfBirth', 'health', 'ethnicity'));
    expect(records.get(third)).toEqual({
      handle: third,
      name: null,
      dateOfBirth: '2001',
      health: [],
      ethnicity: null,
    });
  });

  it('answers from a file that has changed since it was indexed', async () => {
    const added = { resourceType: 'Condition', id: 'c9', subject, code: snomed('48694002', 'Anxiety') };
    await appendFile(join(folder, 'Condition.000.ndjson'), `\n${JSON.stringify(added)}`);
    expect((await read('health')).health?.map(({ description }) => description)).toContain('Anxiety');
  });

  it('refuses a folder that is missing and a secret that is short', async () => {
    const missing = { agency: 'trust', folders: [join(folder, 'none')], handleSecret };
    await expect(openFhirSource(missing, { clock })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const weak = { agency: 'trust', folders: [folder], handleSecret: Buffer.alloc(4) };
    await expect(openFhirSource(weak, { clock })).rejects.toBeInstanceOf(GatewayError);
  });
});
