import { GatewayError } from '../../errors/gateway-error';
import type { ReportSource } from './report';

/** Events that a report may look at while somebody waits for an answer over the network. */
const WALK_LIMIT = 20_000;

/**
 * The source, for reports that must not keep a server busy: one that would look at more events is refused, rather than cut
 * short and wrong.
 */
export const limitedSource = (source: ReportSource, limit = WALK_LIMIT): ReportSource =>
  Object.freeze({
    ...source,
    limit,
    verify: async (options: { readonly log?: string } = {}) => {
      let query = source.db
        .selectFrom('audit_head')
        .select((select) => select.fn.sum<string>('sequence').as('events'));
      if (options.log !== undefined) query = query.where('log', '=', options.log);
      const { events } = await query.executeTakeFirstOrThrow();
      if (Number(events) > limit) throw new GatewayError('REPORT_TOO_LARGE');
      return source.verify(options);
    },
  });
