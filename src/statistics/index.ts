import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { AuditDraft, AuditLog, Receipt } from '../audit';
import type { PartnershipId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import { ukDay } from '../domain/uk-day';
import { GatewayError } from '../errors/gateway-error';
import type { CompiledPack, PackShelf } from '../policy';
import type { Partnership } from '../reviews';
import { isTrainingInDate } from '../stages/decide/training';
import type { Principal } from '../stages/identify';
import type { OperationTrace } from '../stages/record';
import { orUnavailable, type Database, type Store } from '../store';
import { count, POPULATIONS, type StatisticsMeasure } from './measures';
import { PROFILES, type StatisticsProfile } from './profile';
import { protect } from './protect';

export { STATISTICS_MEASURES, type StatisticsMeasure } from './measures';
export { STATISTICS_PROFILES, type StatisticsProfile } from './profile';

/** Said with every table. */
export const STATISTICS_NOTE =
  'Counts are of the register and never of a record. Totals come of the true counts and are rounded afterwards, so that ' +
  'they need not add up. A table is released once and stays as it was on that day.';

/** What statistics work with. */
export interface StatisticsDependencies {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly packs: Pick<PackShelf, 'inForce'>;
  readonly register: { partnership(id: PartnershipId): Promise<Partnership | undefined> };
}

/** Who asks for which table. */
export interface StatisticsRequest {
  readonly principal: Principal;
  readonly partnership: PartnershipId;
  readonly measure: StatisticsMeasure;
  readonly profile: StatisticsProfile;
  /** The year in which it begins, on 1 April. */
  readonly financialYear: number;
  readonly operation: OperationTrace;
}

const figure = z.string();
const content = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      label: z.string(),
      cells: z.array(figure),
      percentages: z.array(z.number().nullable()),
      total: figure,
    }),
  ),
  columnTotals: z.array(figure),
  total: figure,
});

/** A table as it is published: numbers, or the profile's sign where one is suppressed, or `:` where a total is not shown. */
export type StatisticsContent = z.output<typeof content>;

/** A table that is on record. */
export interface ReleasedStatistics extends StatisticsContent {
  readonly releasedAt: Date;
  readonly receipt: Receipt;
}

/** Answers counts for the purpose STATISTICS, and never a row. */
export interface Statistics {
  /**
   * @throws GatewayError NOT_FOUND to whoever neither coordinates nor audits the partnership, PACK_NOT_IN_FORCE,
   *   POLICY_REFUSED, TRAINING_OUT_OF_DATE, INPUT_INVALID for a year that is not over, STATISTICS_OVERLAP,
   *   AUDIT_UNAVAILABLE, STORE_UNAVAILABLE
   */
  release(request: StatisticsRequest): Promise<ReleasedStatistics>;
}

export const openStatistics = (dependencies: StatisticsDependencies): Statistics => ({
  release: (request) => release(request, dependencies),
});

async function release(
  request: StatisticsRequest,
  dependencies: StatisticsDependencies,
): Promise<ReleasedStatistics> {
  const { store, audit, clock } = dependencies;
  try {
    const pack = await permittedBy(request, dependencies);
    if (ukDay(clock.now()) < `${String(request.financialYear + 1)}-04-01`)
      throw new GatewayError('INPUT_INVALID', { detail: 'the financial year is not over' });
    return await orUnavailable(() =>
      store.db.transaction().execute((trx) => releaseWithin(trx, { request, pack }, dependencies)),
    );
  } catch (error) {
    if (error instanceof GatewayError && error.code !== 'AUDIT_UNAVAILABLE')
      await audit.append({ ...draftOf(request, null), outcome: 'DENIED', code: error.code });
    throw error;
  }
}

/** The pack that permits it: a cell for statistics on what agencies know, which every measure counts. */
async function permittedBy(
  { principal, partnership: id }: StatisticsRequest,
  { packs, clock, register }: StatisticsDependencies,
): Promise<CompiledPack> {
  const partnership = await register.partnership(id);
  const coordinates =
    principal.roles.has('COORDINATOR') && partnership?.coordinatingAgency === principal.agency;
  if (!partnership || !(coordinates || principal.auditPartnerships.includes(id)))
    throw new GatewayError('NOT_FOUND');
  const now = clock.now();
  const pack = packs.inForce(partnership.packKey, now);
  if (!pack) throw new GatewayError('PACK_NOT_IN_FORCE');
  const { trainingMonths: months, ukOnly, dpia } = pack.gates;
  if (!isTrainingInDate(principal.trainedOn, { now, months })) throw new GatewayError('TRAINING_OUT_OF_DATE');
  const { outcome } = pack.table('COORDINATOR', 'STATISTICS').OTHER.knownToAgency;
  const permits = outcome === 'GENERALISED' && pack.lawfulBasis('STATISTICS') !== null;
  if (!permits || !dpia || (ukOnly && !principal.ukNetwork)) throw new GatewayError('POLICY_REFUSED');
  return pack;
}

interface Releasing {
  readonly request: StatisticsRequest;
  readonly pack: CompiledPack;
}

/** One table of one population and year is released, to everybody the same, and never another one. */
async function releaseWithin(
  trx: Transaction<Database>,
  { request, pack }: Releasing,
  { audit, clock, randomness }: StatisticsDependencies,
): Promise<ReleasedStatistics> {
  const { partnership, measure, profile, financialYear } = request;
  const now = clock.now();
  const population = POPULATIONS[measure];
  const table = await count(trx, measure, { partnership, financialYear });
  if (table.rows.length < 2) throw new GatewayError('POLICY_REFUSED', { detail: 'the table is too small' });
  await trx
    .insertInto('statistics_release')
    .values({
      id: randomness.uuid(now),
      partnership_id: partnership,
      financial_year: financialYear,
      population,
      measure,
      profile,
      content: JSON.stringify(contentOf(table, profile)),
      released_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const released = await trx
    .selectFrom('statistics_release')
    .selectAll()
    .where('partnership_id', '=', partnership)
    .where('financial_year', '=', financialYear)
    .where('population', '=', population)
    .executeTakeFirstOrThrow();
  if (released.measure !== measure || released.profile !== profile)
    throw new GatewayError('STATISTICS_OVERLAP');
  const receipt = await audit.appendWithin(trx, draftOf(request, pack));
  return { ...content.parse(JSON.parse(released.content)), releasedAt: released.released_at, receipt };
}

/** Fewest of which a share is told. */
const LEAST_DENOMINATOR = 8;

function contentOf(
  { rows, columns, counts }: Awaited<ReturnType<typeof count>>,
  profile: StatisticsProfile,
): StatisticsContent {
  const table = protect(counts, profile);
  const { symbol } = PROFILES[profile];
  const cell = (shown: number | null): string => (shown === null ? symbol : String(shown));
  // A small total bears the profile's sign; one that is not shown for the sake of others does not look small.
  const total = (shown: number | null, high: number): string =>
    shown !== null ? String(shown) : high < Infinity ? symbol : ':';
  const share = (shown: number | null, of: number | null): number | null =>
    shown === null || of === null || of < LEAST_DENOMINATOR ? null : Math.round((1_000 * shown) / of) / 10;
  return {
    columns: [...columns],
    rows: rows.map((label, row) => {
      const cells = table.cells[row] ?? [];
      const of = table.rows[row] ?? null;
      return {
        label,
        cells: cells.map(cell),
        percentages: cells.map((one) => share(one, of)),
        total: total(of, table.told.rows[row]?.high ?? 0),
      };
    }),
    columnTotals: table.columns.map((one, column) => total(one, table.told.columns[column]?.high ?? 0)),
    total: total(table.total, table.told.total.high),
  };
}

const draftOf = (request: StatisticsRequest, pack: CompiledPack | null): AuditDraft => {
  const { principal, partnership, measure, profile, financialYear, operation } = request;
  const { requestId, ...trace } = operation;
  return {
    action: 'STATISTICS',
    outcome: 'SUCCESS',
    code: null,
    actor: { user: principal.user, agency: principal.agency, roles: [...principal.roles] },
    standing: null,
    partnership: pack ? partnership : null,
    review: null,
    purpose: 'STATISTICS',
    pack: pack && { key: pack.key, version: pack.version, digest: pack.digest },
    lawfulBasis: pack?.lawfulBasis('STATISTICS') ?? null,
    operation: trace,
    entries: [],
    details: { measure, profile, financialYear: String(financialYear) },
    requestId,
  };
};
