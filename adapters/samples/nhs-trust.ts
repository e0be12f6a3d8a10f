import { join } from 'node:path';
import type { AgencySource } from '../../src/domain/agency-source';
import { openFhirSource } from '../fhir/index';
import { nhsRecords } from './nhs-records';
import type { SampleOptions } from './options';
import { samplePopulation } from './people';
import { writeAbsentFiles } from './sample-files';

export const NHS_TRUST = 'nhs-trust';

/** The sample NHS trust: a FHIR R4 export, generated into the data folder or taken from the real files. */
export async function openNhsTrust(options: SampleOptions): Promise<AgencySource> {
  const { handleSecret, clock, realData, dataFolder } = options;
  if (realData !== undefined) {
    const folders = [
      join(realData, 'fhir-synthea-bulk', '10-patients'),
      join(realData, 'nhs-pds', 'sandbox', 'mocks'),
    ];
    return openFhirSource({ agency: NHS_TRUST, folders, handleSecret }, { clock });
  }
  const folder = join(dataFolder, NHS_TRUST);
  await writeAbsentFiles(folder, nhsRecords(samplePopulation()));
  return openFhirSource({ agency: NHS_TRUST, folders: [folder], handleSecret }, { clock });
}
