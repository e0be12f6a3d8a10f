import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSampleAgencies } from '../../../adapters/samples/index';
import { openNhsTrust } from '../../../adapters/samples/nhs-trust';
import { DEMO_FAMILY_KEY, samplePopulation, SEED_DATE } from '../../../adapters/samples/people';
import type { SampleOptions } from '../../../adapters/samples/options';
import type { AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS } from '../../../src/domain/field-tree';
import { describeWithRealData, REAL_DATA } from '../real-data';

const clock = { now: () => new Date(`${SEED_DATE}T09:00:00Z`) };
const IDS = ['nhs-trust', 'probation', 'council-social-care', 'looked-after-return', 'housing-association'];
const family = samplePopulation().filter(({ familyKey }) => familyKey === DEMO_FAMILY_KEY);

let dataFolder: string;
const options = (): SampleOptions => ({ dataFolder, handleSecret: Buffer.alloc(32, 9), clock });

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'agencies-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

async function searchFamily(source: AgencySource): Promise<readonly string[]> {
  const found = await Promise.all(
    family.map(async ({ dateOfBirth, key }) =>
      (await source.search({ dateOfBirth })).length > 0 ? [key] : [],
    ),
  );
  return found.flat();
}

describe('sample agencies', () => {
  it('are the five of the demo, and each knows somebody of the demo family', async () => {
    const sources = await openSampleAgencies(options());
    expect(sources.map(({ agency }) => agency)).toEqual(IDS);
    for (const source of sources)
      expect([source.agency, await searchFamily(source)]).not.toEqual([source.agency, []]);
    await Promise.all(sources.map((source) => source.close()));
  });

  it('give the child of the demo family injuries, a mental health history at home and a note with its correction', async () => {
    const sources = await openSampleAgencies(options());
    const texts = await Promise.all(
      sources.map(async (source) => {
        const matches = await Promise.all(family.map(({ dateOfBirth }) => source.search({ dateOfBirth })));
        const handles = matches.flat().map(({ handle }) => handle);
        const fields = new Map([...source.offers].map((field) => [field, NO_FIELDS]));
        return JSON.stringify([...(await source.read(handles, fields)).values()]);
      }),
    );
    expect(texts[0]).toMatch(
      /Fracture of forearm.*Depressive disorder|Depressive disorder.*Fracture of forearm/s,
    );
    expect(texts[4]).toContain('the child was not alone');
    await Promise.all(sources.map((source) => source.close()));
  });

  it('write their files once and leave present ones as they are', async () => {
    await openNhsTrust(options());
    const path = join(dataFolder, 'nhs-trust', 'Condition.000.ndjson');
    const content = await readFile(path, 'utf8');
    await writeFile(path, `${content}\n`);
    const { size } = await stat(path);
    await openNhsTrust(options());
    expect((await stat(path)).size).toBe(size);
  });

  it('generate the same files for everybody', async () => {
    await openNhsTrust(options());
    const one = await readFile(join(dataFolder, 'nhs-trust', 'Encounter.000.ndjson'), 'utf8');
    const other = await mkdtemp(join(tmpdir(), 'agencies-'));
    await openNhsTrust({ ...options(), dataFolder: other });
    expect(await readFile(join(other, 'nhs-trust', 'Encounter.000.ndjson'), 'utf8')).toBe(one);
    await rm(other, { recursive: true });
  });
});

describeWithRealData('sample agencies on real files', () => {
  it('open all five with the same ids', async () => {
    const sources = await openSampleAgencies({ ...options(), realData: REAL_DATA });
    expect(sources.map(({ agency }) => agency)).toEqual(IDS);
    await Promise.all(sources.map((source) => source.close()));
  });
});
