import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import {
  AUDIT_OUTCOMES,
  collectReport,
  findReport,
  type Report,
  type ReportFilter,
  type ReportRow,
} from '../../audit';
import type { AgencyId, ReviewId, UserId } from '../../domain/ids';
import { OUTCOMES } from '../../domain/outcome';
import { GatewayError } from '../../errors/gateway-error';
import { auditScope, recordAuditRead } from '../audit-scope';
import type { RequestContext } from '../context';
import { connection, decodeCursor, encodeCursor, pageSize } from '../paging';
import { AuditReport, AuditReportFilter } from '../types/audit-report';
import { DEFAULT_PAGE } from '../types/connections';

/** The reports over the audit record, for auditors; reading one is recorded before anything is shown. */
@Resolver()
export class AuditReportResolver {
  @Query(() => AuditReport, {
    description:
      'A report by its name or number, such as `minimality` or R8, over the partnerships that you audit.',
  })
  async auditReport(
    @Arg('name', () => String) name: string,
    @Arg('filter', () => AuditReportFilter, { nullable: true }) given: AuditReportFilter | null | undefined,
    @Arg('first', () => Int, { defaultValue: DEFAULT_PAGE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    return reportPage(context, { name, given, first, after });
  }
}

interface Asked {
  readonly name: string;
  readonly given: AuditReportFilter | null | undefined;
  readonly first: number;
  readonly after: string | null | undefined;
}

async function reportPage(context: RequestContext, { name, given, first, after }: Asked): Promise<unknown> {
  const size = pageSize(first);
  const start = typeof after === 'string' ? decodeCursor(after) + 1 : 0;
  const report = findReport(name);
  if (!report) throw new GatewayError('NOT_FOUND');
  const filter = toFilter(given);
  demandParameters(report, filter);
  const partnerships = await auditScope(context, given?.partnership);
  const filters = Object.keys(filter).join(',');
  await recordAuditRead(context, { partnerships, details: { report: report.name, filters } });
  const { rows, end } = await collectReport(
    report.run(context.services.reportSource(), { ...filter, partnerships }),
  );
  const items = rows.slice(start, start + size).map((row, index) => ({ row, place: start + index }));
  const { code, title, question, columns } = report;
  return {
    ...{ name: report.name, code, title, question, columns, sentence: end.sentence, ok: end.ok },
    totals: Object.entries(end.totals).map(([total, count]) => ({ name: total, count })),
    ...connection(
      { items, hasNextPage: rows.length > start + size },
      { cursor: ({ place }) => encodeCursor(place), node: ({ row }) => ({ cells: cellsOf(report, row) }) },
    ),
  };
}

const cellsOf = ({ columns }: Report, row: ReportRow): readonly (string | null)[] =>
  columns.map(({ key }) => {
    const cell = row[key] ?? null;
    return cell === null ? null : String(cell);
  });

/** @throws GatewayError `INPUT_INVALID` for an outcome that there is not */
function toFilter(given: AuditReportFilter | null | undefined): ReportFilter {
  const { review, subject, user, agency, source, category, outcome, from, to, event } = given ?? {};
  const known = [...OUTCOMES, ...AUDIT_OUTCOMES].find((one) => one === outcome);
  if (outcome && known === undefined)
    throw new GatewayError('INPUT_INVALID', { detail: 'there is no such outcome' });
  return {
    ...(review && { review: review as ReviewId }),
    ...(subject && { subject }),
    ...(user && { user: user as UserId }),
    ...(agency && { agency: agency as AgencyId }),
    ...(source && { source: source as AgencyId }),
    ...(category && { category }),
    ...(known && { outcome: known }),
    ...(from && { from }),
    ...(to && { to }),
    ...(event && { event }),
  };
}

/** @throws GatewayError `INPUT_INVALID` */
function demandParameters({ parameters, required = [] }: Report, filter: ReportFilter): void {
  const given: readonly string[] = Object.keys(filter);
  const foreign = given.some((one) => !parameters.some((parameter) => parameter === one));
  const missing = required.some((one) => !given.includes(one));
  if (foreign || missing)
    throw new GatewayError('INPUT_INVALID', { detail: 'the report is not narrowed by this, or needs more' });
}
