import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFhirSource, type FhirConfig } from '../../adapters/fhir';
import { nhsRecords } from '../../adapters/samples/nhs-records';
import { DEMO_FAMILY_KEY, samplePopulation, SEED_DATE } from '../../adapters/samples/people';
import { issueHandle } from '../../adapters/shared/handles';
import { SealedHandles } from '../../adapters/shared/sealed-handles';
import type { AgencySource } from '../../src/domain/agency-source';
import { describeWithRealData, REAL_DATA } from '../adapters/real-data';
import type { Held } from '../support/fhir-search';
import { resourcesOf, startFhirServer } from '../support/fhir-server';
import { GP_CLOSED, GP_PATIENT, gpPracticeBundle, gpPracticeResources } from '../support/gp-practice';
import { describeAgencySource } from './agency-source.contract';

const handleSecret = Buffer.alloc(32, 7);
const clock = { now: () => new Date(`${SEED_DATE}T09:00:00Z`) };
const sealed = new SealedHandles(handleSecret);
const child = samplePopulation().find(
  (one) => one.familyKey === DEMO_FAMILY_KEY && one.familyRole === 'child',
);

/** A source over HTTP whose server ends with it. Small pages, so that every list has several. */
async function overHttp(
  resources: readonly Held[],
  dialect: NonNullable<FhirConfig['dialect']>,
): Promise<AgencySource> {
  const server = await startFhirServer({ resources, structuredRecord: dialect === 'gp-connect' });
  const source = await openFhirSource(
    { agency: 'trust', dialect, server: { baseUrl: server.url, pageSize: 7 }, handleSecret },
    { clock },
  );
  return {
    agency: source.agency,
    offers: source.offers,
    ...(source.hasNames === undefined ? {} : { hasNames: source.hasNames }),
    read: (...asked) => source.read(...asked),
    search: (by) => source.search(by),
    close: async () => {
      await source.close();
      await server.close();
    },
  };
}

const ETHNICITY = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory';

/** A patient, a relative of theirs, and a patient whose record is closed; ids are NHS numbers, as at PDS. */
const demographics = (): readonly Held[] => [
  {
    resourceType: 'Patient',
    id: '9990024758',
    meta: { security: [{ code: 'U' }] },
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990024758' }],
    name: [{ use: 'usual', given: ['Nora'], family: 'Quill' }],
    gender: 'female',
    birthDate: '1984-03-02',
    address: [{ use: 'home', line: ['2 Mill Row'], postalCode: 'ZZ4 2MR', period: { start: '2019-05-01' } }],
    telecom: [{ system: 'email', value: 'nora@example.org' }],
    extension: [{ url: ETHNICITY, valueCodeableConcept: { coding: [{ code: 'A', display: 'British' }] } }],
  },
  {
    resourceType: 'Patient',
    id: '9990037124',
    meta: { security: [{ code: 'V' }] },
    name: [{ use: 'usual', given: ['Nora'], family: 'Quill' }],
    birthDate: '1984-03-02',
  },
  {
    resourceType: 'RelatedPerson',
    id: 'rel-1',
    patient: { reference: 'Patient/9990024758' },
    name: [{ given: ['Ann'], family: 'Quill' }],
    relationship: [{ text: 'Mother' }],
  },
];

const lines = [...nhsRecords(samplePopulation()).values()].flatMap((text) => text.trim().split('\n'));

describeAgencySource('FHIR R4 server', async () => {
  const restricted = lines.find((line) => line.includes('v3-Confidentiality","code":"R"')) ?? '';
  const { id } = JSON.parse(restricted) as { id: string };
  return {
    source: await overHttp(
      lines.map((line) => JSON.parse(line) as Held),
      'uk-core',
    ),
    search: { name: `${child?.givenName ?? ''} ${child?.familyName ?? ''}` },
    secrets: ['pat-', child?.nhsNumber ?? ''],
    restricted: sealed.handleOf(id),
  };
});

describeAgencySource('GP Connect structured record over HTTP', async () => ({
  source: await overHttp(gpPracticeResources(), 'gp-connect'),
  search: { name: '999 000 0018' },
  secrets: [GP_PATIENT.number, GP_PATIENT.id],
  restricted: sealed.handleOf(GP_CLOSED.number),
}));

describeAgencySource('Personal Demographics Service', async () => ({
  source: await overHttp(demographics(), 'pds'),
  search: { name: 'Nora Quill' },
  secrets: ['9990024758', '9990037124'],
  restricted: sealed.handleOf('9990037124'),
}));

describe('files of GP Connect', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gp-connect-'));
    await writeFile(join(folder, 'record.json'), JSON.stringify(gpPracticeBundle()));
  });
  afterAll(() => rm(folder, { recursive: true }));

  describeAgencySource('GP Connect structured record in files', async () => ({
    source: await openFhirSource(
      { agency: 'practice', dialect: 'gp-connect', folders: [folder], handleSecret },
      { clock },
    ),
    search: { name: GP_PATIENT.name },
    secrets: [GP_PATIENT.number, GP_PATIENT.id],
    restricted: issueHandle(handleSecret, GP_CLOSED.id),
  }));
});

describeWithRealData('a real bulk export behind a FHIR server', () => {
  describeAgencySource('real FHIR R4 records over HTTP', async () => ({
    source: await overHttp(await resourcesOf(join(REAL_DATA, 'fhir-synthea-bulk', '10-patients')), 'uk-core'),
    search: { name: 'Denis399 Schmitt836' },
    secrets: ['63ee2253-bdd5-da55-2ad2-b4984d0ad700'],
  }));
});
