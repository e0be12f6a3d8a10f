import type { AuditLog } from '../audit';
import type { BreachDecision, RecordedDecision } from './breach-clock';

/** Decisions are few; this is more than all of any incident. */
const MOST = 1_000;

/** The decisions that were recorded under an incident's reference, in their order. @throws GatewayError AUDIT_UNAVAILABLE */
export async function breachDecisions(
  audit: Pick<AuditLog, 'page'>,
  reference: string,
): Promise<readonly RecordedDecision[]> {
  const { events } = await audit.page({ action: 'DECIDE_BREACH' }, { first: MOST });
  return events.flatMap(({ event: { details }, eventId, occurredAt }) => {
    const { decision, decidedBy, awareAt } = details;
    if (details['reference'] !== reference || !decision || !decidedBy || !awareAt) return [];
    return [
      { reference, decision: decision as BreachDecision, decidedBy, awareAt, decidedAt: occurredAt, eventId },
    ];
  });
}
