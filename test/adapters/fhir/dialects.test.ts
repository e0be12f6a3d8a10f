import { GP_PATIENT, gpPracticeResources } from '../../support/gp-practice';
import type { Held } from '../../support/fhir-search';
import {
  closeOpened,
  HANDLE,
  open,
  patient,
  readOne,
  sealed,
  subject,
  treeOf,
  type Opened,
} from './served-patient';

afterEach(closeOpened);

describe('the Personal Demographics Service', () => {
  const demographics = (code: string): readonly Held[] => [
    { ...patient, meta: { security: [{ code }] } },
    {
      resourceType: 'RelatedPerson',
      id: 'r1',
      patient: subject,
      name: [{ family: 'Quill', given: ['Ann'] }],
    },
  ];
  const FIELDS = treeOf('name', 'addresses', 'contactDetails', 'familyMembers');

  it('is asked for relatives below the patient', async () => {
    const both = await open({ dialect: 'pds', resources: demographics('U') }, { elements: false });
    expect((await readOne(both, FIELDS)).familyMembers).toHaveLength(1);
    expect(both.server.asked.map(({ path }) => path)).toContain('/Patient/p1/RelatedPerson');
  });

  it('tells of a restricted patient who they are, and nothing of where', async () => {
    const both = await open({ dialect: 'pds', resources: demographics('R') });
    expect(await readOne(both, FIELDS)).toEqual({
      handle: HANDLE,
      name: 'Nora Quill',
      addresses: [],
      contactDetails: [],
      familyMembers: [],
    });
    expect(both.server.asked.map(({ path }) => path)).toEqual(['/Patient/p1']);
  });

  it.each(['V', 'REDACTED'])('tells nothing at all of a patient labelled %s', async (code) => {
    const { source } = await open({ dialect: 'pds', resources: demographics(code) });
    expect(await source.read([HANDLE], FIELDS)).toEqual(new Map());
    expect(await source.search({ name: 'Nora Quill' })).toEqual([]);
  });
});

describe('a practice behind GP Connect', () => {
  const handle = sealed.handleOf(GP_PATIENT.number);
  const partsAsked = ({ server }: Opened): readonly string[] =>
    server.asked
      .flatMap(({ body }) => (body as { parameter: readonly { name: string }[] }).parameter)
      .map(({ name }) => name);

  it.each<[string, readonly string[]]>([
    ['name', []],
    ['involvements', ['includeConsultations']],
    ['safeguardingConcerns', ['includeProblems', 'includeUncategorisedData']],
    [
      'health',
      [
        'includeAllergies',
        'includeImmunisations',
        'includeMedication',
        'includeProblems',
        'includeUncategorisedData',
      ],
    ],
  ])('is asked, for %s, for the parts of the record behind it and no other', async (field, parts) => {
    const both = await open({
      dialect: 'gp-connect',
      resources: gpPracticeResources(),
      structuredRecord: true,
    });
    expect((await both.source.read([handle], treeOf(field))).size).toBe(1);
    expect([...partsAsked(both)].sort()).toEqual([...parts, 'patientNHSNumber']);
  });

  it('is understood in STU3: codes for concepts, other names, references and contained resources', async () => {
    const { source } = await open({
      dialect: 'gp-connect',
      resources: gpPracticeResources(),
      structuredRecord: true,
    });
    const record = (
      await source.read([handle], treeOf('health', 'involvements', 'practitioners', 'nhsNumber', 'religion'))
    ).get(handle);
    const told = (record?.health ?? []).map(({ kind, description, assertion, status, from, to }) => [
      kind,
      description,
      assertion,
      status,
      from ?? null,
      to ?? null,
    ]);
    expect(told).toEqual([
      ['condition', 'Epilepsy', 'FACT', 'active', '1999', null],
      [
        'observation',
        'Blood pressure: Systolic 128 mmHg; Diastolic 81 mmHg',
        'FACT',
        'final',
        '2024-02-03',
        null,
      ],
      ['medication request', 'Paracetamol 500mg tablets', 'FACT', 'completed', '2022-01-04', null],
      ['medication statement', 'Paracetamol 500mg tablets', 'FACT', 'active', '2022-01-04', null],
      ['allergy or intolerance', 'Allergy to peanuts', 'OPINION', 'active', '2016-02-08', null],
      ['allergy or intolerance', 'Allergy to aspirin', 'OPINION', 'resolved', '2011-05-07', '2018-03-01'],
      ['immunisation', 'Seasonal influenza vaccination', 'FACT', 'not-done', '2024-10-01', null],
      ['list', 'Ended allergies', 'FACT', 'current', '2026-01-05', '2026-01-05'],
    ]);
    expect(record?.health?.at(-1)?.narrative).toMatch(/confidential/);
    expect(record?.involvements).toEqual([
      expect.objectContaining({ service: 'Quarry Lane Surgery', narrative: 'Reason: Fever' }),
    ]);
    expect(record?.practitioners?.map(({ name }) => name)).toEqual(['Dr Jo Hallam']);
    expect(record).toMatchObject({ nhsNumber: GP_PATIENT.number, religion: { description: 'Methodist' } });
  });
});
