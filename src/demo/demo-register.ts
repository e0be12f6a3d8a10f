import { RECORD_CATEGORIES } from '../domain/data-category';
import type { AgencyId, PackKey, PartnershipId } from '../domain/ids';
import type { AgencyEntry, Register } from '../reviews';
import { AUDIT_OFFICE, INDEPENDENT_REVIEWER, LANCASHIRE_UNIT, SAFEGUARDING_UNIT } from './personas';
import type { RunningAgency } from './sample-agencies';

const NAMES: Readonly<Record<string, readonly [name: string, kind: string]>> = {
  [SAFEGUARDING_UNIT]: ['Demo safeguarding partnership, business unit', 'SAFEGUARDING_PARTNERSHIP'],
  [LANCASHIRE_UNIT]: [
    'Demo partnership under the lancashire pack, business unit',
    'SAFEGUARDING_PARTNERSHIP',
  ],
  [INDEPENDENT_REVIEWER]: ['Independent reviewer', 'REVIEWER'],
  [AUDIT_OFFICE]: ['Data protection office', 'OVERSIGHT'],
  'nhs-trust': ['Sample NHS trust', 'NHS'],
  probation: ['Sample probation service', 'PROBATION'],
  'council-social-care': ['Sample council, social care', 'LOCAL_AUTHORITY'],
  'looked-after-return': ["Sample council, looked-after children's team", 'LOCAL_AUTHORITY'],
  'housing-association': ['Sample housing association', 'HOUSING'],
};

/** What a sample agency's schema has, so that it is asked for nothing else. */
function offersOf(agencies: readonly RunningAgency[], id: string): Pick<AgencyEntry, 'offers'> {
  const source = agencies.find((agency) => String(agency.id) === id)?.source;
  return source ? { offers: RECORD_CATEGORIES.filter((category) => source.offers.has(category)) } : {};
}

/** Enters the demo's partnerships and agencies, with where each sample agency answers this time. */
export async function saveDemoRegister(
  register: Register,
  agencies: readonly RunningAgency[],
): Promise<void> {
  const endpoints = new Map(agencies.map(({ id, subgraph }) => [String(id), subgraph.url]));
  for (const [id, [name, kind]] of Object.entries(NAMES)) {
    await register.saveAgency({
      id: id as AgencyId,
      name,
      kind,
      endpointUrl: endpoints.get(id) ?? null,
      ...offersOf(agencies, id),
    });
  }
  await register.savePartnership({
    id: 'demo-baseline' as PartnershipId,
    name: 'Demo partnership (baseline pack)',
    packKey: 'baseline' as PackKey,
    coordinatingAgency: SAFEGUARDING_UNIT as AgencyId,
  });
  await register.savePartnership({
    id: 'demo-lancashire' as PartnershipId,
    name: 'Demo partnership (lancashire pack)',
    packKey: 'lancashire' as PackKey,
    coordinatingAgency: LANCASHIRE_UNIT as AgencyId,
  });
}
