import type { AgencyReport } from '../../agencies';
import type { RecordCategory } from '../../domain/data-category';
import type { AgencyId, PartnershipId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import { PLAIN, type Mutation } from '../mutation';
import { demandManagement } from './authority';
import { registerAgencyInput, type RegisterAgencyInput } from './input';
import { AgencyUnfit, printOffers } from './registration';

export interface RegisteredAgency {
  readonly agencyId: AgencyId;
  readonly offers: readonly RecordCategory[];
  readonly dataMap: string;
  /** What could be better, though nothing has to be mended. */
  readonly findings: AgencyReport['findings'];
}

interface Prepared {
  readonly report: AgencyReport;
  readonly partnerships: readonly PartnershipId[];
}

/**
 * Enters an agency with the address of its subgraph, or what has changed of it, once the subgraph is checked as a whole.
 * From the next request on the gateway asks it for what its schema has and nothing else.
 */
export const registerAgency: Mutation<RegisterAgencyInput, Prepared, RegisteredAgency> = {
  ...PLAIN,
  action: 'REGISTER_AGENCY',
  purpose: null,
  schema: registerAgencyInput,
  async prepare({ db, actor, input, dependencies, scene }) {
    const { agencyId, endpointUrl, residency, testHandles, restrictedTestHandle } = input;
    scene.details = { agencyId };
    const partnerships = await demandManagement(db, actor, agencyId);
    if (!dependencies.checkAgency)
      throw new GatewayError('INTERNAL', { detail: 'nothing here checks an agency' });
    const report = await dependencies.checkAgency({
      agencyId,
      url: new URL(endpointUrl),
      residency,
      authority: input.authority,
      handles: testHandles,
      restricted: restrictedTestHandle,
    });
    if (!report.ok) throw new AgencyUnfit(report);
    return { report, partnerships };
  },
  async perform({ db, actor, input, now, scene }, { report, partnerships }) {
    const { agencyId, name, kind, endpointUrl, residency, authority } = input;
    await demandManagement(db, actor, agencyId);
    const content = {
      name,
      kind,
      endpoint_url: endpointUrl,
      state: 'ACTIVE',
      offers: printOffers(report.offers),
      data_map: report.dataMap.key,
      data_map_digest: report.dataMap.digest,
      residency,
      authority,
      registered_by: actor.user,
      registered_at: now,
    };
    await db
      .insertInto('agency')
      .values({ id: agencyId, ...content })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
      .execute();
    for (const partnership of partnerships)
      await db
        .insertInto('agency_partnership')
        .values({ agency_id: agencyId, partnership_id: partnership })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    scene.details = { ...scene.details, offers: content.offers, dataMapDigest: content.data_map_digest };
    const { findings, offers, dataMap } = report;
    return { agencyId, offers, dataMap: dataMap.key, findings };
  },
};
