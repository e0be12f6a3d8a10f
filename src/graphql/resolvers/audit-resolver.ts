import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import type { AgencyId, ReviewId, UserId } from '../../domain/ids';
import type { AuditFilter, StoredEvent } from '../../audit';
import { auditScope, recordAuditRead } from '../audit-scope';
import type { RequestContext } from '../context';
import { connection, pageSize, type Connection } from '../paging';
import { AuditEventFilter } from '../types/audit';
import { AuditEventConnection, DEFAULT_PAGE } from '../types/connections';

/** The audit log, for auditors; reading it is recorded too, before anything is shown. */
@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      'The events of the partnerships that you audit, in the order in which they happened; `gateway` stands for those that belong to none.',
  })
  async auditEvents(
    @Arg('filter', () => AuditEventFilter, { nullable: true }) filter: AuditEventFilter | null | undefined,
    @Arg('first', () => Int, { defaultValue: DEFAULT_PAGE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Connection<unknown>> {
    const size = pageSize(first);
    const partnerships = await auditScope(context, filter?.partnership);
    await recordAuditRead(context, { partnerships, details: filterNames(filter) });
    const page = await context.services.audit.page(
      { ...toFilter(filter), partnerships },
      {
        first: size,
        ...(typeof after === 'string' && { after }),
      },
    );
    return connection(
      { items: page.events, hasNextPage: page.hasNextPage },
      { cursor: ({ cursor }) => cursor, node: eventView },
    );
  }
}

function toFilter(filter: AuditEventFilter | null | undefined): AuditFilter {
  const { reviewId, agency, user, action, from, to } = filter ?? {};
  return {
    ...(reviewId && { reviewId: reviewId as ReviewId }),
    ...(agency && { agency: agency as AgencyId }),
    ...(user && { user: user as UserId }),
    ...(action && { action }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

/** Which filters were used; their values may name a person and stay out. */
function filterNames(filter: AuditEventFilter | null | undefined): Readonly<Record<string, string>> {
  const used = Object.entries(filter ?? {}).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [name],
  );
  return { filters: used.join(',') };
}

function eventView({
  event,
  eventId,
  sequence,
  occurredAt,
  hash,
}: StoredEvent): Readonly<Record<string, unknown>> {
  return {
    id: eventId,
    sequence,
    occurredAt,
    action: event.action,
    outcome: event.outcome,
    code: event.code,
    user: event.actor.user,
    agency: event.actor.agency,
    standing: event.standing,
    reviewId: event.review?.id ?? null,
    purpose: event.purpose,
    pack: event.pack?.key ?? null,
    packVersion: event.pack?.version ?? null,
    operationName: event.operation.name,
    hash,
    entries: event.entries,
  };
}
