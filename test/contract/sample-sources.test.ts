import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueHandle } from '../../adapters/shared/handles';
import { openHousingAssociation } from '../../adapters/samples/housing-association';
import { openLookedAfterReturn } from '../../adapters/samples/looked-after-return';
import { openNhsTrust } from '../../adapters/samples/nhs-trust';
import { DEMO_FAMILY_KEY, samplePopulation, SEED_DATE } from '../../adapters/samples/people';
import type { SampleOptions } from '../../adapters/samples/options';
import { describeAgencySource } from './agency-source.contract';

const handleSecret = Buffer.alloc(32, 7);
const child = samplePopulation().find(
  (one) => one.familyKey === DEMO_FAMILY_KEY && one.familyRole === 'child',
);
const fullName = `${child?.givenName ?? ''} ${child?.familyName ?? ''}`;

let dataFolder: string;
const options = (): SampleOptions => ({
  dataFolder,
  handleSecret,
  clock: { now: () => new Date(`${SEED_DATE}T09:00:00Z`) },
});

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'samples-'));
});
afterAll(() => rm(dataFolder, { recursive: true }));

describeAgencySource('FHIR R4 export', async () => {
  const source = await openNhsTrust(options());
  const lines = (await readFile(join(dataFolder, 'nhs-trust', 'Patient.000.ndjson'), 'utf8'))
    .trim()
    .split('\n');
  const restricted = lines.find((line) => line.includes('v3-Confidentiality","code":"R"')) ?? '';
  const { id } = JSON.parse(restricted) as { id: string };
  return {
    source,
    search: { name: fullName },
    secrets: ['pat-', child?.nhsNumber ?? ''],
    restricted: issueHandle(handleSecret, id),
  };
});

describeAgencySource('looked-after return in CSV', async () => ({
  source: await openLookedAfterReturn(options()),
  search: { dateOfBirth: child?.dateOfBirth ?? '' },
  secrets: ['4001', child?.nhsNumber ?? ''],
}));

describeAgencySource('tenancy file in JSON', async () => ({
  source: await openHousingAssociation(options()),
  search: { name: fullName },
  secrets: ['T204', child?.nhsNumber ?? ''],
}));
