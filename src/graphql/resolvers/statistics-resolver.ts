import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';

import type { PartnershipId } from '../../domain/ids';
import { STATISTICS_NOTE, type StatisticsMeasure, type StatisticsProfile } from '../../statistics';
import type { RequestContext } from '../context';
import { StatisticsMeasureEnum, StatisticsProfileEnum } from '../types/enums';
import { StatisticsTable } from '../types/statistics';

/** Counts for the purpose STATISTICS; there is nothing to filter by but what a table is of. */
@Resolver()
export class StatisticsResolver {
  @Query(() => StatisticsTable, {
    description: 'Counts of a partnership, protected and never a record, for its coordinators and auditors.',
  })
  async statistics(
    @Arg('partnership', () => ID) partnership: string,
    @Arg('measure', () => StatisticsMeasureEnum) measure: StatisticsMeasure,
    @Arg('financialYear', () => Int, {
      description: 'The year in which it began, on 1 April; it must be over.',
    })
    financialYear: number,
    @Arg('profile', () => StatisticsProfileEnum, { defaultValue: 'NHS' }) profile: StatisticsProfile,
    @Ctx() { principal, services, state }: RequestContext,
  ): Promise<unknown> {
    const asked = { partnership: partnership as PartnershipId, measure, profile, financialYear };
    const released = await services.statistics.release({ ...asked, principal, operation: state.trace });
    return { ...released, ...asked, note: STATISTICS_NOTE, auditEventId: released.receipt.eventId };
  }
}
