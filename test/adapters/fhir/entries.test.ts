import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openFhirSource } from '../../../adapters/fhir';
import { parseFhirXml } from '../../../adapters/fhir/xml';
import { issueHandle } from '../../../adapters/shared/handles';
import type { AgencyRecord } from '../../../src/domain/agency-source';
import { NO_FIELDS } from '../../../src/domain/field-tree';

const handleSecret = Buffer.alloc(32, 3);
const clock = { now: () => new Date('2026-11-02T09:00:00Z') };
const subject = { reference: 'Patient/p1' };
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ text: 'Ada Tester' }],
  birthDate: '1990-02-03',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fhir-entries-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The record of `p1` from one file of these resources, or from the XML given. */
async function readOf(resources: readonly object[], xml: readonly string[] = []): Promise<AgencyRecord> {
  const entry = resources.map((resource) => ({ resource }));
  await writeFile(join(folder, 'record.json'), JSON.stringify({ resourceType: 'Bundle', entry }));
  for (const [place, text] of xml.entries()) await writeFile(join(folder, `${place}.xml`), text);
  const source = await openFhirSource({ agency: 'trust', folders: [folder], handleSecret }, { clock });
  const handle = issueHandle(handleSecret, 'p1');
  const fields = new Map([...source.offers].map((field) => [field, NO_FIELDS]));
  const record = (await source.read([handle], fields)).get(handle);
  if (!record) throw new Error('p1 is not there');
  return record;
}

const note = (id: string, attachment: object): object => ({
  resourceType: 'DocumentReference',
  id,
  subject,
  status: 'current',
  content: [{ attachment }],
});
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('documents', () => {
  it('have their text as narrative, where it is text, and are told of without it where it is not', async () => {
    const { health } = await readOf([
      patient,
      note('text', {
        contentType: 'text/plain; charset=utf-8',
        data: base64('Seen with a cough. Zoë is well.'),
      }),
      note('html', { contentType: 'text/html', data: base64('<p>Seen again.</p>') }),
      note('pdf', { contentType: 'application/pdf', data: base64('%PDF-1.7'), title: 'A letter' }),
      note('zip', { contentType: 'text/plain', data: gzipSync('hidden').toString('base64') }),
      note('elsewhere', { contentType: 'text/plain', url: 'https://files.example/1' }),
    ]);
    expect(health?.map(({ narrative, assertion }) => [narrative, assertion])).toEqual([
      ['Seen with a cough. Zoë is well.', 'COMBINATION'],
      ['Seen again.', 'COMBINATION'],
      [null, 'COMBINATION'],
      [null, 'COMBINATION'],
      [null, 'COMBINATION'],
    ]);
    expect(health?.[2]?.description).toBe('A letter');
  });

  it.each([
    ['convictions', 'He was convicted of theft, he says, and is homosexual.'],
    ['otherSpecialCategory', 'Patient identifies as bisexual, and tells of domestic abuse.'],
    ['safeguardingConcerns', 'She told of domestic abuse by her partner.'],
    ['health', 'Convalescent; no concerns.'],
  ] as const)('are as sensitive as the most sensitive thing in them: %s', async (field, text) => {
    const record = await readOf([patient, note('d', { contentType: 'text/plain', data: base64(text) })]);
    const held = ['convictions', 'otherSpecialCategory', 'safeguardingConcerns', 'health'] as const;
    expect(held.filter((one) => (record[one] ?? []).length > 0)).toEqual([field]);
  });
});

describe('observations', () => {
  it('stand under the category of what was asked or found, and not under health', async () => {
    const observation = (id: string, more: object): object => ({
      resourceType: 'Observation',
      id,
      subject,
      ...more,
    });
    const coded = (code: string) => ({ coding: [{ code, display: `finding ${code}` }] });
    const record = await readOf([
      patient,
      observation('weight', { code: { text: 'Weight' }, valueQuantity: { value: 61.5, unit: 'kg' } }),
      observation('orientation', { code: coded('76690-7'), valueString: 'private' }),
      observation('survey', {
        code: { text: 'Survey' },
        component: [{ code: { text: 'History' }, valueCodeableConcept: coded('266948004') }],
      }),
      observation('wrong', { code: { text: 'Wrong' }, status: 'entered-in-error' }),
    ]);
    expect(record.health?.map(({ description }) => description)).toEqual(['Weight: 61.5 kg']);
    expect(record.otherSpecialCategory?.map(({ description }) => description)).toEqual([
      'finding 76690-7: private',
    ]);
    expect(record.convictions?.map(({ description }) => description)).toEqual([
      'Survey: History finding 266948004',
    ]);
  });
});

describe('a patient who has died', () => {
  it('keeps the age of that day, and the death is told of with its date', async () => {
    const record = await readOf([{ ...patient, deceasedDateTime: '2020-01-02T03:04:05+00:00' }]);
    expect(record).toMatchObject({
      age: 29,
      health: [expect.objectContaining({ kind: 'death', from: '2020-01-02' })],
    });
  });

  it('at an unknown time has no age', async () => {
    const record = await readOf([{ ...patient, deceasedBoolean: true }]);
    expect(record).toMatchObject({
      age: null,
      health: [expect.objectContaining({ kind: 'death', from: null })],
    });
  });
});

describe('what identifies a patient', () => {
  const system = 'https://fhir.nhs.uk/Id/nhs-number';
  const verified = {
    url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
    valueCodeableConcept: { coding: [{ code: '01' }] },
  };

  it.each([
    [
      'the verified number before another valid one',
      [
        { system, value: '9990012385' },
        { system, value: '9990000018', extension: [verified] },
      ],
      '9990000018',
    ],
    [
      'a valid number before a wrong one',
      [
        { system, value: '1234567890' },
        { system, value: '999 001 2385' },
      ],
      '9990012385',
    ],
    ['a wrong number as it is written, where there is no other', [{ system, value: '123-NOT' }], '123-NOT'],
    ['no number that is not an NHS number', [{ system: 'urn:other', value: '9990000018' }], null],
  ])('is %s', async (_which, identifier, expected) => {
    expect((await readOf([{ ...patient, identifier }])).nhsNumber).toBe(expected);
  });
});

describe('security labels', () => {
  it('of an anonymiser close nothing, and one of confidentiality on an entry closes that entry', async () => {
    const label = (system: string, code: string) => ({ meta: { security: [{ system, code }] } });
    const made = label('http://terminology.hl7.org/CodeSystem/v3-ObservationValue', 'REDACTED');
    const closed = label('http://terminology.hl7.org/CodeSystem/v3-Confidentiality', 'R');
    const condition = (id: string, more: object): object => ({
      resourceType: 'Condition',
      id,
      subject,
      code: { text: id },
      ...more,
    });
    const record = await readOf([
      { ...patient, ...made },
      condition('open', made),
      condition('closed', closed),
    ]);
    expect(record.health?.map(({ description }) => description)).toEqual(['open']);
  });
});

describe('FHIR in XML', () => {
  const condition = `<Condition xmlns="http://hl7.org/fhir"><id value="x1"/>
    <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">Never read</div></text>
    <code><coding><system value="http://snomed.info/sct"/><code value="84757009"/><display value="Epilepsy"/></coding></code>
    <subject><reference value="Patient/p1"/></subject><onsetDateTime value="2019-04"/><note><text value="Since childhood"/></note></Condition>`;

  it('is read as its JSON form, an element that stands once as a list of one', async () => {
    const { health } = await readOf([patient], [condition]);
    expect(health).toEqual([
      expect.objectContaining({
        code: '84757009',
        description: 'Epilepsy',
        from: '2019-04',
        narrative: 'Since childhood',
      }),
    ]);
  });

  it('is left out when it is not well-formed, and the rest is read', async () => {
    expect((await readOf([patient], ['<Condition xmlns="http://hl7.org/fhir"><id'])).health).toEqual([]);
    expect(parseFhirXml('not xml')).toBeUndefined();
    expect(
      parseFhirXml(
        '<!DOCTYPE x [<!ENTITY e "boom">]><Condition xmlns="http://hl7.org/fhir"><id value="&e;"/></Condition>',
      ),
    ).toBeUndefined();
  });
});

describe('references within a Bundle', () => {
  it('give a medication its name and a practitioner theirs', async () => {
    const record = await readOf([
      patient,
      {
        resourceType: 'MedicationRequest',
        id: 'm1',
        subject,
        medicationReference: { reference: '#inside' },
        contained: [{ resourceType: 'Medication', id: 'inside', code: { text: 'Amoxicillin' } }],
      },
      {
        resourceType: 'Encounter',
        id: 'e1',
        subject,
        participant: [{ individual: { reference: 'Practitioner/dr' } }],
      },
      { resourceType: 'Practitioner', id: 'dr', name: [{ family: 'Marsh', given: ['Jo'] }] },
    ]);
    expect(record.health?.map(({ description }) => description)).toEqual(['Amoxicillin']);
    expect(record.practitioners?.map(({ name }) => name)).toEqual(['Jo Marsh']);
  });
});
