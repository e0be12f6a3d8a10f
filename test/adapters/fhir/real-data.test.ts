import { join } from 'node:path';
import { openFhirSource } from '../../../adapters/fhir/index';
import { issueHandle } from '../../../adapters/shared/handles';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import { describeWithRealData, REAL_DATA } from '../real-data';
import { readdirSync, readFileSync } from 'node:fs';

const handleSecret = Buffer.alloc(32, 3);
const clock = { now: () => new Date('2026-11-02T09:00:00Z') };

const idsIn = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id);

describeWithRealData('FHIR source on a real bulk export', () => {
  let source: AgencySource;
  let handles: RecordHandle[];
  let records: readonly AgencyRecord[];

  beforeAll(async () => {
    const folder = join(REAL_DATA, 'fhir-synthea-bulk', '10-patients');
    source = await openFhirSource({ agency: 'trust', folders: [folder], handleSecret }, { clock });
    handles = idsIn(join(folder, 'Patient.000.ndjson')).map((id) => issueHandle(handleSecret, id));
    const fields = new Map([...source.offers].map((field) => [field, NO_FIELDS]));
    records = [...(await source.read(handles, fields)).values()];
  });

  it('reads all 13 patients, each with name, date of birth, address and ethnicity', () => {
    expect(records).toHaveLength(13);
    for (const { name, dateOfBirth, addresses, ethnicity } of records) {
      expect(name).toMatch(/\S+ \S+/);
      expect(dateOfBirth).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(addresses?.length).toBeGreaterThan(0);
      expect(ethnicity?.description).toEqual(expect.any(String));
    }
  });

  it('carries every condition, encounter, order, procedure, allergy, immunisation and note exactly once', () => {
    const statements = records.flatMap(
      ({ health, convictions, safeguardingConcerns, otherSpecialCategory }) => [
        ...(health ?? []),
        ...(convictions ?? []),
        ...(safeguardingConcerns ?? []),
        ...(otherSpecialCategory ?? []),
      ],
    );
    const count = (kind: string): number => statements.filter((statement) => statement.kind === kind).length;
    expect({
      conditions: count('condition'),
      medicationRequests: count('medication request'),
      procedures: count('procedure'),
      allergies: count('allergy or intolerance'),
      immunisations: count('immunisation'),
      notes: statements.filter(({ kind, narrative }) => kind === 'document' && narrative).length,
      deaths: count('death'),
      encounters: records.flatMap(({ involvements }) => involvements ?? []).length,
      handles: new Set(statements.map(({ handle }) => handle)).size,
    }).toEqual({
      conditions: 555,
      medicationRequests: 1745,
      procedures: 2056,
      allergies: 11,
      immunisations: 161,
      notes: 1215,
      deaths: 3,
      encounters: 1215,
      handles: 555 + 1745 + 2056 + 11 + 161 + 1215 + 3,
    });
  });

  it('answers partner abuse as a safeguarding concern and a criminal record as a conviction, never as health', () => {
    const health = JSON.stringify(records.map((record) => record.health));
    expect(health).not.toMatch(/criminal record|intimate partner abuse/);
    expect(JSON.stringify(records.map((record) => record.convictions))).toContain('Has a criminal record');
    expect(JSON.stringify(records.map((record) => record.safeguardingConcerns))).toContain(
      'intimate partner abuse',
    );
  });
});

describeWithRealData('FHIR source on real demographics', () => {
  const folder = join(REAL_DATA, 'nhs-pds', 'sandbox', 'mocks');
  const open = () => openFhirSource({ agency: 'trust', folders: [folder], handleSecret }, { clock });

  it('reads a whole patient record with UPRN, language and related person', async () => {
    const source = await open();
    const [match] = (await source.search({ name: 'Jane Smith' })).filter(
      ({ dateOfBirth }) => dateOfBirth === '2010-10-22',
    );
    const handle = match?.handle ?? ('' as RecordHandle);
    const wanted = ['name', 'nhsNumber', 'addresses', 'contactDetails', 'familyMembers', 'age'];
    const record = (await source.read([handle], new Map(wanted.map((field) => [field, NO_FIELDS])))).get(
      handle,
    );
    expect(record).toMatchObject({ name: 'Jane Smith', nhsNumber: '9000000009', age: 0 });
    expect(record?.addresses?.[0]?.uprn).toMatch(/^\d+$/);
    expect(record?.contactDetails).toContainEqual({ kind: 'language', value: 'French' });
    expect(record?.familyMembers?.map(({ relationship }) => relationship)).toContain('Guardian of patient');
  });

  it('knows nothing of the patient marked restricted', async () => {
    const source = await open();
    const handle = issueHandle(handleSecret, '9000000025');
    expect(await source.read([handle], new Map([['name', NO_FIELDS]]))).toEqual(new Map());
  });
});

describeWithRealData('FHIR source on other real files', () => {
  it.each([
    [
      'converted from CDA',
      ['fhir-synthea-juvenile', 'sample_ccda_juvenile_patients', 'converted_to_fhir_json'],
      10,
    ],
    [
      'of young people',
      ['fhir-synthea-juvenile', 'sample_covid_fhir_juvenile_patients', 'original_fhir_json'],
      6,
    ],
    ['of UK Core, in XML', ['nhs-ukcore', 'examples'], 23],
  ])('reads every patient of the records %s, whatever is missing in them', async (_which, path, patients) => {
    const folder = join(REAL_DATA, ...path);
    const found: string[] = [];
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      const [, id] =
        /<Patient xmlns[^>]*>\s*<id value="([^"]+)"/.exec(text) ??
        /"resourceType": ?"Patient",\s*(?:"meta":.*?)?"id": ?"([^"]+)"/s.exec(text) ??
        [];
      if (id !== undefined) found.push(id);
    }
    const source = await openFhirSource({ agency: 'trust', folders: [folder], handleSecret }, { clock });
    const handles = found.map((id) => issueHandle(handleSecret, id));
    const fields = new Map([...source.offers].map((field) => [field, NO_FIELDS]));
    expect((await source.read(handles, fields)).size).toBe(patients);
  });

  it('reads the structured record of a practice in STU3, its resolved allergy among it', async () => {
    const config = { agency: 'practice', dialect: 'gp-connect' as const, handleSecret };
    const source = await openFhirSource(
      { ...config, folders: [join(REAL_DATA, 'nhs-gpconnect', 'structured')] },
      { clock },
    );
    const handle = issueHandle(handleSecret, '04603d77-1a4e-4d63-b246-d7504f8bd833');
    const { health = [], nhsNumber } =
      (
        await source.read(
          [handle],
          new Map([
            ['health', NO_FIELDS],
            ['nhsNumber', NO_FIELDS],
          ]),
        )
      ).get(handle) ?? {};
    expect(nhsNumber).toBe('9999999999');
    const told = (health ?? []).map(({ kind, description, status }) => [kind, description, status]);
    expect(told).toContainEqual(['medication statement', 'Amoxicillin 250mg capsules', 'completed']);
    expect(told).toContainEqual(['allergy or intolerance', 'Aspirin 75mg dispersible tablet', 'resolved']);
    expect(told).toContainEqual(['immunisation', 'First hepatitis A vaccination', 'completed']);
  });
});
