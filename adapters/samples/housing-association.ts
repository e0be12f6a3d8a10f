import { join } from 'node:path';
import type { AgencySource } from '../../src/domain/agency-source';
import { openTenancyFileSource } from '../files/index';
import type { SampleOptions } from './options';
import { DEMO_FAMILY_KEY, samplePopulation, type SamplePerson } from './people';
import { writeAbsentFiles } from './sample-files';

export const HOUSING_ASSOCIATION = 'housing-association';

const FILE = 'tenancies.json';
/** The association houses one family in this many. */
const SHARE = 3;

/** The sample housing association: a JSON file of tenants, tenancies and officers' notes. It is always generated. */
export async function openHousingAssociation(options: SampleOptions): Promise<AgencySource> {
  const folder = join(options.dataFolder, HOUSING_ASSOCIATION);
  const content = `${JSON.stringify(tenancyFile(samplePopulation()), null, 2)}\n`;
  await writeAbsentFiles(folder, new Map([[FILE, content]]));
  const { handleSecret } = options;
  return openTenancyFileSource({ agency: HOUSING_ASSOCIATION, file: join(folder, FILE), handleSecret });
}

function tenancyFile(people: readonly SamplePerson[]): object {
  const families = [...new Set(people.map(({ familyKey }) => familyKey))].filter(
    (_, index) => index % SHARE === 0,
  );
  const housed = people.filter(({ familyKey }) => families.includes(familyKey));
  const references = new Map(housed.map(({ key }, index) => [key, `T${String(20_411 + index * 3)}`]));
  const refOf = ({ key }: SamplePerson): string => references.get(key) ?? '';
  return {
    tenants: housed.map((person) => ({
      tenantRef: refOf(person),
      forename: person.givenName,
      surname: person.familyName,
      dateOfBirth: person.dateOfBirth,
      telephone: person.telephone,
      email: person.email,
      preferredLanguage: person.language,
    })),
    tenancies: families.map((familyKey, index) =>
      tenancy(
        `TEN-${8_001 + index}`,
        housed.filter((person) => person.familyKey === familyKey),
        refOf,
      ),
    ),
    notes: housed
      .filter(({ familyKey, familyRole }) => familyKey === DEMO_FAMILY_KEY && familyRole === 'child')
      .map((child) => concern(refOf(child))),
  };
}

function tenancy(
  tenancyRef: string,
  family: readonly SamplePerson[],
  refOf: (person: SamplePerson) => string,
): object {
  const address = family[0]?.address;
  return {
    tenancyRef,
    tenantRefs: family.map(refOf),
    property: { uprn: address?.uprn, addressLines: address?.lines ?? [], postcode: address?.postcode },
    tenure: 'Assured tenancy',
    status: 'current',
    startDate: '2021-04-01',
    endDate: null,
  };
}

function concern(tenantRef: string): object {
  return {
    noteRef: 'N-3107',
    tenantRef,
    type: 'safeguarding concern',
    date: '2026-08-19',
    text: 'Repairs visit: child alone at home with a broken window in the bedroom. Neighbour reports shouting most nights.',
    basis: 'combination',
    corrections: [
      { date: '2026-08-21', text: 'An aunt was in the garden during the visit; the child was not alone.' },
    ],
  };
}
